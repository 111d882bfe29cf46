import fc from "fast-check";
import { expect, test } from "vitest";

import type { Cell } from "../../src/shared/grid";
import { insideRings, ringsOf } from "../../src/shared/path";

test("path data of every command comes back as rings of cells", () => {
  expect(ringsOf("m12 40l3-2v12z")).toEqual([
    [
      [12, 40],
      [15, 38],
      [15, 50],
    ],
  ]);
  expect(ringsOf("m0 0h100v100h-100zm10 10v10h10v-10z")).toEqual([
    [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ],
    [
      [10, 10],
      [10, 20],
      [20, 20],
      [20, 10],
    ],
  ]);
  expect(ringsOf("m1 1l2 3 4-5-6 7z")).toEqual([
    [
      [1, 1],
      [3, 4],
      [7, -1],
      [1, 6],
    ],
  ]);
  expect(ringsOf("")).toEqual([]);
});

test("after z the pen stands where the ring began", () => {
  expect(ringsOf("m5 5h1v1zm10 0h1v1z")[1]).toEqual([
    [15, 5],
    [16, 5],
    [16, 6],
  ]);
});

test("any rings written relatively are read back", () => {
  const cell = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 }));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 8 }), { maxLength: 4 }), (rings) => {
      let [px, py] = [0, 0];
      const text = rings
        .map((ring) => {
          const start = ring[0] as Cell;
          let [x, y] = start;
          const steps = ring.slice(1).map((at) => {
            const step = `l${at[0] - x} ${at[1] - y}`;
            [x, y] = at;
            return step;
          });
          const moved = `m${start[0] - px} ${start[1] - py}`;
          [px, py] = start;
          return `${moved}${steps.join("")}z`;
        })
        .join("");
      expect(ringsOf(text)).toEqual(rings);
    }),
  );
});

test("a hole is outside", () => {
  const rings = ringsOf("m0 0h100v100h-100zm40 40v20h20v-20z");
  expect(insideRings(rings, [10, 10])).toBe(true);
  expect(insideRings(rings, [50, 50])).toBe(false);
  expect(insideRings(rings, [150, 50])).toBe(false);
});
