import { describe, expect, it } from "vitest";
import { areaOf } from "../../src/digitizer/measure/area";
import { raiText } from "../../src/digitizer/measure/rai";
import { readPlace } from "../../src/digitizer/measure/typed_place";
import { fromUtm } from "../../src/digitizer/measure/utm";
import type { Ring } from "../../src/digitizer/topology/point";

const WORDS = ["ไร่", "งาน", "ตร.วา"] as const;

describe("area", () => {
  // Expected: pyproj 3.7.2, Geod(ellps="WGS84").geometry_area_perimeter of the same corners.
  it.each<[string, Ring, number]>([
    [
      "one kilometre square at Nong Khai",
      [
        [102_700_000, 17_800_000],
        [102_710_000, 17_800_000],
        [102_710_000, 17_810_000],
        [102_700_000, 17_810_000],
      ],
      1173418.58,
    ],
    [
      "a large triangle",
      [
        [102_500_000, 17_500_000],
        [102_600_000, 17_520_000],
        [102_540_000, 17_600_000],
      ],
      54059434.16,
    ],
  ])("of %s agrees with geodesic edges to 0.01 %", (_, ring, expected) => {
    expect(Math.abs(areaOf([[ring]]) / expected - 1)).toBeLessThan(1e-4);
  });

  it("is said in rai, ngan and square wah", () => {
    expect(raiText(1600, WORDS)).toBe("1 ไร่");
    expect(raiText(4127 * 1600 + 2 * 400 + 18 * 4, WORDS)).toBe("4,127 ไร่ 2 งาน 18 ตร.วา");
    expect(raiText(0, WORDS)).toBe("0 ตร.วา");
  });
});

describe("typed coordinates", () => {
  it("in UTM agree with PROJ", () => {
    const [lon, lat] = fromUtm(48, 260571.395, 1978200.014);
    expect(lon).toBeCloseTo(102.7403290975, 8);
    expect(lat).toBeCloseTo(17.8785603368, 8);
  });

  it.each([
    ["17.88, 102.74", 102.74, 17.88, "lat_lon"],
    ["17.88,102.74", 102.74, 17.88, "lat_lon"],
    ["(17.880001,102.740002)", 102.740002, 17.880001, "lat_lon"],
    ["102.74 17.88", 102.74, 17.88, "lon_lat"],
    ["E102.74 N17.88", 102.74, 17.88, "lon_lat"],
    ["17 52 48 N, 102 44 24 E", 102.74, 17.88, "lat_lon"],
    ["ละติจูด 17.88 ลองจิจูด 102.74", 102.74, 17.88, "lat_lon"],
    ["๑๗.๘๘, ๑๐๒.๗๔", 102.74, 17.88, "lat_lon"],
    [`17°52'48"N 102°44'24"E`, 102.74, 17.88, "dms"],
    [`102°44'24"E 17°52'48"N`, 102.74, 17.88, "dms"],
    ["48Q 260,571.395 1,978,200.014", 102.7403290975, 17.8785603368, "utm"],
    ["48 E 260571.395 N 1978200.014", 102.7403290975, 17.8785603368, "utm"],
  ])("%s", (text, lon, lat, readAs) => {
    const place = readPlace(text);
    expect(place?.lon).toBeCloseTo(lon, 6);
    expect(place?.lat).toBeCloseTo(lat, 6);
    expect(place?.read_as).toBe(readAs);
  });

  it.each(["", "บ้านโพนแพง", "17.88", "200, 300", "51.5, -0.12", "40 500000 2000000"])("«%s» is not guessed", (text) =>
    expect(readPlace(text)).toBeNull(),
  );
});
