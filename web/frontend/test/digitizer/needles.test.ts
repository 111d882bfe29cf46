/** Needles are taken off one after the other, the first of the ring first, in time that grows with the ring. */

import { expect, test } from "vitest";

import { trim } from "../../src/digitizer/checks/needles";
import type { Point, Ring } from "../../src/digitizer/topology/point";

const [EAST, NORTH] = [102_000_000, 17_000_000];
const at = ([x, y]: readonly [number, number]): Point => [EAST + x, NORTH + y];

test("a needle on a needle goes with it, and its feet become one corner", () => {
  const square: Ring = (
    [
      [0, 0],
      [1000, 0],
      [1000, 1000],
      [0, 1000],
    ] as const
  ).map(at);
  const needle: Ring = (
    [
      [500, 0],
      [500, -300],
      [501, 0],
    ] as const
  ).map(at);
  const twice: Ring = (
    [
      [500, 0],
      [500, -300],
      [400, -600],
      [500, -300],
      [500, 0],
    ] as const
  ).map(at);
  expect(trim([square[0]!, ...needle, ...square.slice(1)]).tips).toEqual([at([500, -300])]);
  const { ring, tips } = trim([square[0]!, ...twice, ...square.slice(1)]);
  expect(tips).toEqual([at([400, -600]), at([500, -300])]);
  expect(ring).toEqual([square[0], at([500, 0]), ...square.slice(1)]);
  expect(trim(square)).toEqual({ ring: square, tips: [] });
});

test("a comb of 20,000 needles is trimmed at once", () => {
  const teeth: Point[] = [];
  for (let i = 0; i < 20_000; i++) teeth.push(at([i, 0]), at([i, 50_000]));
  const began = performance.now();
  const { tips } = trim([...teeth, at([20_000, -1000]), at([0, -1000])]);
  expect(tips.length).toBeGreaterThan(19_000);
  expect(performance.now() - began).toBeLessThan(5_000);
});
