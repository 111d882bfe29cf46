/** A walk along a border keeps the positions that are sure and far enough apart. */

import { describe, expect, it } from "vitest";

import { withPosition, WORST_ACCURACY_M } from "../../src/digitizer/app/walk";
import type { Guide } from "../../src/digitizer/import/place";
import { metresBetween } from "../../src/digitizer/measure/distance";

const START: Guide = { name: "", corners: [[102.74, 17.88]], found: [] };
/** Northward by metres: a ten-thousandth of a degree is 11.1 m. */
const north = (metres: number, accuracy_m = 5) => ({ at: [102.74, 17.88 + metres / 111_195] as const, accuracy_m });
const count = (guide: Guide): number => guide.corners.length;

describe("a walked line", () => {
  it("takes a step of six metres and not one of four", () => {
    expect(count(withPosition(START, north(6)))).toBe(2);
    expect(withPosition(START, north(4))).toBe(START);
  });

  it("takes longer steps only where the position is vague, and none where it is worse", () => {
    expect(withPosition(START, north(9, 20))).toBe(START);
    expect(count(withPosition(START, north(11, 20)))).toBe(2);
    expect(withPosition(START, north(500, WORST_ACCURACY_M + 1))).toBe(START);
  });

  it("begins with the first sure position", () => {
    const empty = { ...START, corners: [] };
    expect(withPosition(empty, north(0, 60))).toBe(empty);
    expect(withPosition(empty, north(0)).corners).toEqual([[102.74, 17.88]]);
  });
});

describe("a distance", () => {
  // pyproj.Geod(ellps="WGS84").inv(102.74, 17.88, 102.75, 17.89): 1,532.3 m
  it("agrees with the ellipsoid's within a hundredth", () => {
    expect(metresBetween([102.74, 17.88], [102.75, 17.89]) / 1532.3).toBeCloseTo(1, 2);
    expect(metresBetween([102.74, 17.88], [102.74, 17.88])).toBe(0);
  });
});
