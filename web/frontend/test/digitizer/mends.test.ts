/** What the page offers to mend is mended: the problem is gone and the areas fit together. */

import { describe, expect, it } from "vitest";
import { checkDrawing } from "../../src/digitizer/checks/check_drawing";
import { largestCircle } from "../../src/digitizer/checks/circle";
import { numbered, type Found, type Mend } from "../../src/digitizer/checks/found";
import { trimNeedles } from "../../src/digitizer/drawing/edits/corners";
import { fillGap } from "../../src/digitizer/drawing/edits/outline";
import { NAMELESS, type Drawing } from "../../src/digitizer/drawing/drawing";
import { areaOf } from "../../src/digitizer/measure/area";
import type { Point, Ring } from "../../src/digitizer/topology/point";
import { canonical, counterClockwise } from "../../src/digitizer/topology/ring";
import { faultsOf } from "./oracle";

const at = (x: number, y: number): Point => [102_700_000 + x, 17_800_000 + y];
const ring = (...corners: [number, number][]): Ring => canonical(counterClockwise(corners.map(([x, y]) => at(x, y))));
const drawn = (...rings: Ring[]): Drawing => ({
  villages: rings.map((one, i) => ({
    id: `v${i + 1}`,
    ...NAMELESS,
    name: `บ้าน${i + 1}`,
    code: `4316050${i + 1}`,
    parts: [[one]],
  })),
  pins: [],
  next: rings.length + 1,
});
const check = (drawing: Drawing): Found[] =>
  checkDrawing(drawing, { outline: [], known: [], tambon: "431605", moves: [], label: numbered });
const mendsOf = (drawing: Drawing, code: string): Mend[] =>
  check(drawing).flatMap((found) => (found.code === code ? [...(found.mends ?? [])] : []));

/** Two villages along a winding line, the second so many grid units further east. */
function apart(corners: number, width: number): Drawing {
  const line = Array.from({ length: corners }, (_, i): [number, number] => [Math.round(80 * Math.sin(i)), i * 100]);
  const top = (corners - 1) * 100;
  return drawn(
    ring([-3000, -500], [0, -500], ...line, [-3000, top]),
    ring([3000, 0], [3000, top], ...line.map(([x, y]): [number, number] => [x + width, y]).reverse()),
  );
}

describe("an open sliver", () => {
  it.each([3, 30, 300])("of %i corners goes to whom the officer says", (corners) => {
    const drawing = apart(corners, 9);
    const mends = mendsOf(drawing, "coverage.sliver");
    expect(mends.map((mend) => mend.village).sort()).toEqual(["v1", "v2"]);
    for (const mend of mends) {
      if (mend.kind !== "fill") throw new Error("a sliver is filled");
      const { drawing: filled } = fillGap(drawing, mend.village, mend.gap);
      expect(faultsOf(filled!, [])).toEqual([]);
      expect(check(filled!)).toEqual([]);
      const [before, after] = [drawing, filled!].map((one) => one.villages.map(({ parts }) => areaOf(parts)));
      // The other village keeps its ground but for the rounding of the corners put on its border.
      const other = mend.village === "v1" ? 1 : 0;
      expect(Math.abs(after![other]! - before![other]!)).toBeLessThan(corners);
      expect(after![1 - other]!).toBeGreaterThan(before![1 - other]!);
    }
  });
});

describe("a needle", () => {
  it("is taken off both neighbours", () => {
    const drawing = drawn(
      ring([0, 0], [1000, 0], [1000, 500], [1400, 500], [1000, 501], [1000, 1000], [0, 1000]),
      ring([1000, 0], [2000, 0], [2000, 1000], [1000, 1000], [1000, 501], [1400, 500], [1000, 500]),
    );
    const [mend] = mendsOf(drawing, "geometry.spike");
    if (mend?.kind !== "trim") throw new Error("a needle is trimmed");
    const { drawing: trimmed } = trimNeedles(drawing, mend.tips);
    expect(faultsOf(trimmed!, [])).toEqual([]);
    expect(check(trimmed!)).toEqual([]);
  });
});

describe("the largest circle", () => {
  it("of a rectangle is as wide as its shorter side", () => {
    const { width_m } = largestCircle([ring([0, 0], [5000, 0], [5000, 40], [0, 40])]);
    expect(width_m).toBeCloseTo(40 * 0.111, 1);
  });

  it("of a long winding strip is found at its one wide place", () => {
    const line = Array.from({ length: 600 }, (_, i): [number, number] => [Math.round(300 * Math.sin(i / 5)), i * 50]);
    const east = line.map(([x, y], i): [number, number] => [x + (i === 333 ? 400 : 12), y]).reverse();
    const { at: place } = largestCircle([ring(...line, ...east)]);
    expect(Math.abs(place[1] - at(0, 333 * 50)[1])).toBeLessThan(60);
  });
});
