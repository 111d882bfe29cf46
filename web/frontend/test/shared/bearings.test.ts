import { expect, test } from "vitest";

import { bearing, nearestOn, type Side } from "../../src/shared/bearings";

const SIDES: readonly Side[] = ["n", "e", "s", "w"];

test("eight directions, y growing southwards", () => {
  const from = { x: 10, y: 10 };
  const found = [-90, -45, 0, 45, 90, 135, 180, 225].map((degrees) => {
    const turn = (degrees * Math.PI) / 180;
    return bearing(from, { x: 10 + 7 * Math.cos(turn), y: 10 + 7 * Math.sin(turn) });
  });
  expect(found).toEqual(["n", "ne", "e", "se", "s", "sw", "w", "nw"]);
});

test("the nearest within 45° goes before a nearer one aside, and that before none", () => {
  const from = { x: 0, y: 0 };
  const aside = { x: 3, y: -1 };
  const ahead = { x: 1, y: -5 };
  expect(nearestOn("n", from, [from, aside, ahead])).toBe(2);
  expect(nearestOn("n", from, [from, aside])).toBe(1);
  expect(nearestOn("s", from, [from, aside, ahead])).toBe(null);
});

test("every place of a crowd is reached from every other", () => {
  const places = Array.from({ length: 40 }, (_, i) => ({ x: (i * 37) % 101, y: (i * 53) % 89 }));
  for (const start of places.keys()) {
    const reached = new Set([start]);
    for (const at of reached) {
      for (const side of SIDES) {
        const next = nearestOn(side, places[at] ?? { x: 0, y: 0 }, places);
        if (next !== null) reached.add(next);
      }
    }
    expect(reached.size).toBe(places.length);
  }
});
