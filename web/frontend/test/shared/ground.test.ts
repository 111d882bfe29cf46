import fc from "fast-check";
import { expect, test } from "vitest";

import { around, Ground, meets } from "../../src/shared/ground";

const place = fc.integer({ min: -700, max: 700 });
const size = fc.integer({ min: 1, max: 400 });
const boxes = fc.array(
  fc.tuple(place, place, size, size).map((one) => around(...one)),
  { maxLength: 40 },
);

test("ground knows of every box what going through all of them one by one finds", () => {
  fc.assert(
    fc.property(boxes, boxes, (taken, asked) => {
      const ground = new Ground(taken);
      for (const box of asked) {
        const met = taken.filter((other) => meets(box, other)).length;
        expect(ground.count(box)).toBe(met);
        expect(ground.meets(box)).toBe(met > 0);
      }
    }),
  );
});

test("boxes that only touch do not meet, also where a cell ends", () => {
  const ground = new Ground([around(32, 32, 64, 64)]);
  expect(ground.meets(around(96, 32, 64, 64))).toBe(false);
  expect(ground.count(around(95, 32, 64, 64))).toBe(1);
});
