import { expect, test } from "vitest";

import { spread } from "../../src/shared/spread";

test("places far enough apart stay, those at one point part by the gap", () => {
  expect(spread([[0, 0], [100, 0]], 10)).toEqual([[0, 0], [100, 0]]);
  const [a, b] = spread([[5, 5], [5, 5]], 10);
  expect(a && b && Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(10, 1);
  expect(spread([], 10)).toEqual([]);
});

test("the same places are spread the same way each time", () => {
  const places = Array.from({ length: 9 }, () => [1, 2] as const);
  expect(spread(places, 8)).toEqual(spread(places, 8));
});
