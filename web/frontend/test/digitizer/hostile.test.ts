/** Files that ask for too much are refused by what they ask for, and soon; what is good beside it comes in. */

import { describe, expect, it } from "vitest";

import type { Answer, Foreign } from "../../src/digitizer/import/answers";
import { answer } from "../../src/digitizer/import/reader";
import { EMPTY, type Drawing } from "../../src/digitizer/drawing/drawing";
import { applyChange } from "../../src/digitizer/drawing/change";
import { Unsettled, node } from "../../src/digitizer/topology/noding";
import { OutOfPatience, withPatience } from "../../src/digitizer/topology/patience";
import type { Point } from "../../src/digitizer/topology/point";

type Ring = [number, number][];
type Geometry = { readonly type: string; readonly coordinates: unknown };

const [EAST, NORTH] = [102.81, 16.4];
const GOOD: Geometry = { type: "Point", coordinates: [EAST, NORTH] };
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const closed = (ring: Ring): Ring => [...ring, ring[0]!];

const collection = (geometries: readonly Geometry[]): string =>
  JSON.stringify({
    type: "FeatureCollection",
    features: geometries.map((geometry, i) => ({ type: "Feature", properties: { name: `บ้านที่ ${i}` }, geometry })),
  });
const kml = (inside: string): string =>
  `<kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`;

/** Each corner joined with the two across: n (n - 3) / 2 crossings. */
function star(corners: number): Geometry {
  const step = (2 * Math.PI * Math.floor(corners / 2)) / corners;
  return {
    type: "Polygon",
    coordinates: [
      closed(times(corners, (i) => [EAST + 0.02 * Math.cos(step * i), NORTH + 0.015 * Math.sin(step * i)])),
    ],
  };
}

/** Corners around a middle: nothing is wrong with it but how many there are. */
function disc(corners: number, aside = 0): Geometry {
  const turn = (2 * Math.PI) / corners;
  return {
    type: "Polygon",
    coordinates: [
      closed(times(corners, (i) => [EAST + aside + 0.1 * Math.cos(turn * i), NORTH + 0.1 * Math.sin(turn * i)])),
    ],
  };
}

function sieve(holes: number): Geometry {
  const across = Math.ceil(Math.sqrt(holes));
  const step = 0.04 / across;
  const square = (x: number, y: number, side: number): Ring =>
    closed([
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
    ]);
  const inside = times(holes, (i) =>
    square(EAST + 0.002 + step * (i % across), NORTH + 0.002 + step * Math.floor(i / across), step / 2),
  );
  return { type: "Polygon", coordinates: [square(EAST, NORTH, 0.05), ...inside] };
}

const ask = (file: string, text: string, drawing: Drawing = EMPTY): Promise<Answer> =>
  answer({
    file,
    bytes: new TextEncoder().encode(text),
    drawing,
    kinds: [],
    gazetteer: { known: [], tambon: "400106", moves: [] },
  });

const REFUSED: readonly (readonly [string, string, () => string])[] = [
  [
    "300,000 waypoints",
    "features",
    () => `<gpx xmlns="http://www.topografix.com/GPX/1/1">${'<wpt lat="16.4" lon="102.8"/>'.repeat(300_000)}</gpx>`,
  ],
  ["200,000 points", "features", () => collection(times(200_000, () => GOOD))],
  ["30,000 rows of a table", "features", () => `ชื่อ,lat,lon\n${"วัด,16.4,102.8\n".repeat(30_000)}`],
  ["a million elements and more", "elements", () => kml("<a/>".repeat(1_000_001))],
  [
    "a line of 200,001 corners",
    "corners",
    () => collection([{ type: "LineString", coordinates: times(200_001, (i) => [102 + i / 1e6, 16]) }]),
  ],
  [
    "1,001 lines",
    "lines",
    () =>
      collection(
        times(1001, () => ({
          type: "LineString",
          coordinates: [
            [EAST, NORTH],
            [EAST + 0.01, NORTH],
          ],
        })),
      ),
  ],
  ["areas of 64,000 corners", "area_corners", () => collection(times(4, (i) => disc(16_000, 0.3 * i)))],
  ["folders in folders", "depth", () => kml("<Folder>".repeat(50_000) + "</Folder>".repeat(50_000))],
  ["folders in folders that never end", "depth", () => `<kml>${"<Folder>".repeat(50_000)}`],
  ["shapes in shapes", "depth", () => kml(`<Placemark>${"<MultiGeometry>".repeat(20_000)}`)],
  [
    "collections in collections",
    "depth",
    () => '{"type":"GeometryCollection","geometries":['.repeat(20_000) + "]}".repeat(20_000),
  ],
  [
    "properties in properties",
    "depth",
    () => `{"type":"Feature","geometry":null,"properties":{"a":${'{"a":'.repeat(50_000)}1${"}".repeat(50_001)}}`,
  ],
  ["more bytes than may be", "bytes", () => " ".repeat(32_000_001)],
  [
    "a drawing of this page with 60,001 pins",
    "own",
    () =>
      `{"type":"FeatureCollection","muban":{"format":"drawing","version":1},"features":[${times(60_001, () => `{"properties":{"kind":"landmark"},"geometry":${JSON.stringify(GOOD)}}`).join()}]}`,
  ],
];

describe("a file is refused that has", () => {
  it.each(REFUSED)(
    "%s",
    async (_, limit, make) => {
      expect(await ask("ก", make())).toEqual({ kind: "refused", limit });
    },
    15_000,
  );

  it("pins that would be too many with those that are drawn", async () => {
    const pins = times(19_999, (i) => ({
      id: `p${i + 1}`,
      kind: "",
      at: [102_800_000 + i, 16_400_000] as const,
      name: "",
      note: "",
    }));
    const before = { ...EMPTY, pins, next: 20_000 };
    expect(await ask("ก.geojson", collection([GOOD, GOOD]), before)).toEqual({ kind: "refused", limit: "features" });
    expect(await ask("ก.geojson", collection([GOOD]), before)).toMatchObject({ kind: "placed", pins: 1 });
  });
});

const INTRICATE: readonly (readonly [string, () => Geometry])[] = [
  ["a small star that crosses itself half a million times", () => star(1001)],
  ["a large one", () => star(20_001)],
  [
    "a star whose ring is left open",
    () => ({ type: "Polygon", coordinates: (star(3001).coordinates as Ring[]).map((ring) => ring.slice(0, -1)) }),
  ],
  ["an area of 20,001 corners", () => disc(20_001)],
  ["an area of 20,000 holes", () => sieve(20_000)],
];

describe("beside the good pin of the same file", () => {
  it.each(INTRICATE)("%s is left out and named", async (_, make) => {
    const placed = (await ask("ก.geojson", collection([make(), GOOD]))) as Foreign;
    expect(placed).toMatchObject({ kind: "placed", areas: 0, traced: 0, pins: 1, left: 1, intricate: ["บ้านที่ 0"] });
    expect(applyChange(EMPTY, placed.change!).pins.map(({ at }) => at)).toEqual([[102_810_000, 16_400_000]]);
  });

  it("an area of as many holes as may be comes in", async () => {
    expect(await ask("ก.geojson", collection([sieve(400), GOOD]))).toMatchObject({
      kind: "placed",
      areas: 1,
      pins: 1,
      intricate: [],
    });
  });
});

const READ: readonly (readonly [string, () => string, number])[] = [
  ["40,000 openings of CDATA", () => kml(`<Placemark><name>${"<![CDATA[".repeat(40_000)}</name></Placemark>`), 0],
  [
    "40,000 sections of CDATA",
    () =>
      kml(
        `<Placemark><description>${"<![CDATA[x]]>".repeat(40_000)}</description><Point><coordinates>102.81,16.4</coordinates></Point></Placemark>`,
      ),
    1,
  ],
  [
    "tables in tables",
    () =>
      kml(
        `<Placemark><description><![CDATA[${"<table><tr><td>a</td><td>".repeat(5_000)}]]></description><Point><coordinates>102.81,16.4</coordinates></Point></Placemark>`,
      ),
    1,
  ],
  ["300,000 tags that never end", () => `<kml>${"<a ".repeat(300_000)}`, 0],
  [
    "a number of 200,000 digits",
    () => kml(`<Placemark><Point><coordinates>${"9".repeat(200_000)}</coordinates></Point></Placemark>`),
    0,
  ],
  [
    "arrays in arrays for features",
    () => `{"type":"FeatureCollection","features":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    0,
  ],
  ["a million quotes", () => '"'.repeat(1_000_000), 0],
  [
    "30,000 different columns",
    () =>
      `{"type":"FeatureCollection","features":[${times(3000, (i) => `{"properties":{${times(10, (j) => `"c${i}_${j}":1`).join()}},"geometry":${JSON.stringify(GOOD)}}`).join()}]}`,
    3000,
  ],
];

describe("a file is read to its end, and soon, that has", () => {
  it.each(READ)(
    "%s",
    async (_, make, pins) => {
      expect(await ask("ก", make())).toMatchObject({ kind: "placed", pins });
    },
    15_000,
  );
});

describe("lines that nobody can lay over each other", () => {
  const lines = (star(501).coordinates as Ring[]).map((ring) =>
    ring.map(([x, y]): Point => [Math.round(x * 1e6), Math.round(y * 1e6)]),
  );

  it("are given up where they meet in too many places", () => {
    expect(() => node(lines)).toThrow(Unsettled);
  });

  it("are given up when the time for them is over, and only then", () => {
    expect(() => withPatience(0, () => node(lines))).toThrow(OutOfPatience);
    expect(() =>
      withPatience(60_000, () =>
        node([
          [
            [0, 0],
            [2, 2],
          ],
          [
            [0, 2],
            [2, 0],
          ],
        ]),
      ),
    ).not.toThrow();
    expect(() =>
      node([
        [
          [0, 0],
          [2, 2],
        ],
      ]),
    ).not.toThrow();
  });
});
