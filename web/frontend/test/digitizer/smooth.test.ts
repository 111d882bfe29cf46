/** Borders made clean: valid, near where they were, and of the same ground; a village moved whole. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { metresApart } from "../../src/digitizer/difference/borders";
import { EMPTY, partsOfAll, type Drawing } from "../../src/digitizer/drawing/drawing";
import { addParts } from "../../src/digitizer/drawing/edits/add_village";
import { moveVillage } from "../../src/digitizer/drawing/edits/move_village";
import { smoothVillage } from "../../src/digitizer/drawing/edits/smooth";
import { areaOf } from "../../src/digitizer/measure/area";
import type { Point, Ring } from "../../src/digitizer/topology/point";
import { isCoverage } from "../../src/digitizer/topology/validity";
import { faultsOf } from "./oracle";

const [WEST, SOUTH] = [102_700_000, 17_800_000];
const TOLERANCE_M = 5;
/** Grid units of a metre northward. */
const METRE = 1 / 0.111195;

/** A line from one place to another as a phone records it: a fix every few metres, each a little off. */
function walked(a: Point, b: Point, off: readonly number[]): Point[] {
  const steps = Math.max(2, Math.round(Math.hypot(b[0] - a[0], b[1] - a[1]) / (12 * METRE)));
  return Array.from({ length: steps - 1 }, (_, i): Point => {
    const share = (i + 1) / steps;
    const [x, y] = [off[(2 * i) % off.length]!, off[(2 * i + 1) % off.length]!];
    return [Math.round(a[0] + share * (b[0] - a[0]) + x * METRE), Math.round(a[1] + share * (b[1] - a[1]) + y * METRE)];
  });
}

const SIDE = 5_000;

/** Three villages around one place; every border between two of them was walked once. */
function walkedVillages(off: readonly number[]): Drawing {
  const at = (x: number, y: number): Point => [WEST + Math.round(x * SIDE), SOUTH + Math.round(y * SIDE)];
  const [sw, se, ne, nw, west, east, south, middle] = [
    at(0, 0),
    at(2, 0),
    at(2, 2),
    at(0, 2),
    at(0, 1),
    at(2, 1.2),
    at(0.9, 0),
    at(1, 1.1),
  ] as [Point, Point, Point, Point, Point, Point, Point, Point];
  const way = (a: Point, b: Point): Point[] => [a, ...walked(a, b, off)];
  // The second goes back along what was walked for the first: the very same places.
  const back = (a: Point, b: Point): Point[] => [b, ...walked(a, b, off).reverse()];
  const rings: Ring[] = [
    [...way(west, middle), ...way(middle, south), ...way(south, sw), ...way(sw, west)],
    [...way(middle, east), ...way(east, se), ...way(se, south), ...back(middle, south)],
    [...way(nw, west), ...way(west, middle), ...way(middle, east), ...way(east, ne), ...way(ne, nw)],
  ];
  let drawing = EMPTY;
  for (const [i, ring] of rings.entries()) {
    const clean = ring.filter((point, n) => n === 0 || String(point) !== String(ring[n - 1]));
    const words = { name: `ก${i}`, moo: i + 1, code: "", note: "" };
    const outcome = addParts(drawing, [[clean]], words);
    if (outcome.drawing) drawing = outcome.drawing;
  }
  return drawing;
}

describe("a border made smooth", () => {
  it("is valid for all, within the tolerance of the walk, and keeps each area within 0.5 %", () => {
    let [before, after] = [0, 0];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 40, maxLength: 120 }), (off) => {
        const start = walkedVillages(off);
        for (const { id } of start.villages) {
          const made = smoothVillage(start, id, TOLERANCE_M, []);
          expect(made.refusal).toBeUndefined();
          const now = made.drawing!;
          expect(isCoverage(partsOfAll(now.villages))).toBe(true);
          expect(faultsOf(now, [])).toEqual([]);
          now.villages.forEach((village, i) => {
            const old = start.villages[i]!;
            if (old.parts === village.parts) return;
            // A grid unit is a tenth of a metre: two roundings.
            expect(metresApart(old.parts, village.parts)).toBeLessThanOrEqual(TOLERANCE_M + 0.2);
            const size = areaOf(old.parts);
            expect(Math.abs(areaOf(village.parts) - size)).toBeLessThanOrEqual(0.005 * size);
          });
          before += start.villages.find((one) => one.id === id)!.parts.flat(2).length;
          after += now.villages.find((one) => one.id === id)!.parts.flat(2).length;
        }
      }),
      { numRuns: 30, seed: 8 },
    );
    console.log({ before, after });
    expect(after).toBeLessThan(before / 2);
  }, 240_000);

  it("leaves no gap: what one side had of the line, the other still has", () => {
    const start = walkedVillages([3, -2, 1, 4, -3, 0, 2, -4]);
    const shared = (drawing: Drawing): number => {
      const keys = drawing.villages.map(({ parts }) => new Set(parts.flat(2).map(String)));
      return [...keys[0]!].filter((key) => keys[1]!.has(key) || keys[2]!.has(key)).length;
    };
    const now = smoothVillage(start, start.villages[0]!.id, TOLERANCE_M, []).drawing!;
    expect(shared(start)).toBeGreaterThan(20);
    expect(shared(now)).toBeGreaterThan(2);
    const whole = (drawing: Drawing): number => areaOf(partsOfAll(drawing.villages));
    expect(Math.abs(whole(now) - whole(start))).toBeLessThan(0.005 * whole(start));
  });

  it("keeps the corners of the tambon's outline", () => {
    const start = walkedVillages([2, -3, 4, 1, -2, 3]);
    const [village] = start.villages;
    const outline = [village!.parts[0]!];
    const now = smoothVillage(start, village!.id, TOLERANCE_M, outline).drawing!;
    expect(now.villages[0]!.parts).toEqual(village!.parts);
  });
});

describe("a village moved whole", () => {
  const square = (x: number, y: number): Ring => [
    [WEST + x, SOUTH + y],
    [WEST + x + 1000, SOUTH + y],
    [WEST + x + 1000, SOUTH + y + 1000],
    [WEST + x, SOUTH + y + 1000],
  ];
  const words = { name: "ก", moo: 1, code: "", note: "" };
  const two = addParts(addParts(EMPTY, [[square(0, 0)]], words).drawing!, [[square(3000, 0)]], words).drawing!;

  it("lies where it was put, with the same ground", () => {
    const moved = moveVillage(two, "v1", [500, 700]).drawing!;
    expect(moved.villages[0]!.parts).toEqual([[square(500, 700)]]);
    expect(moved.villages[1]).toBe(two.villages[1]);
  });

  it("takes no ground from others, and says what was cut", () => {
    const outcome = moveVillage(two, "v1", [2500, 0]);
    expect(areaOf(outcome.drawing!.villages[0]!.parts) / areaOf([[square(0, 0)]])).toBeCloseTo(0.5, 2);
    expect(outcome.drawing!.villages[1]!.parts[0]![0]!.length).toBeGreaterThanOrEqual(4);
    expect(outcome.drawing && outcome.notices.map(({ kind }) => kind)).toEqual(["overlap_cut"]);
    expect(faultsOf(outcome.drawing!, [[WEST + 3500, SOUTH + 500]])).toEqual([]);
    expect(moveVillage(two, "v1", [3000, 0]).refusal?.kind).toBe("nothing_left");
  });
});
