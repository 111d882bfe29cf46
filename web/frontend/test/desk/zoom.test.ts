import fc from "fast-check";
import { expect, test } from "vitest";

import { MOST, moved, nearer, whole, windowOf } from "../../src/desk/zoom";

const W = 900;
const H = 600;
const sights = fc.record({
  scale: fc.double({ min: 1, max: MOST, noNaN: true }),
  x: fc.double({ min: -2000, max: 2000, noNaN: true }),
  y: fc.double({ min: -2000, max: 2000, noNaN: true }),
});

test("the whole is seen at first, and farther away there is nothing", () => {
  expect(windowOf(whole(W, H), W, H)).toEqual([0, 0, W, H]);
  expect(windowOf(nearer(whole(W, H), 0.1), W, H)).toEqual([0, 0, W, H]);
  expect(nearer(whole(W, H), 1000).scale).toBe(MOST);
});

test("the window never leaves the drawing", () => {
  fc.assert(
    fc.property(sights, (sight) => {
      const [left, top, wide, high] = windowOf(sight, W, H);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + wide).toBeLessThanOrEqual(W + 1e-6);
      expect(top + high).toBeLessThanOrEqual(H + 1e-6);
    }),
  );
});

test("a move past the edge is undone by the first move back", () => {
  const near = nearer(whole(W, H), 4);
  const far = moved(near, 10_000, 0, W, H);
  const [at] = windowOf(far, W, H);
  const [back] = windowOf(moved(far, -10, 0, W, H), W, H);
  expect(at - back).toBeCloseTo(10);
});
