import fc from "fast-check";
import { expect, test } from "vitest";

import { around, meets } from "../../src/shared/labels";
import { placeMarkers } from "../../src/shared/marker_places";
import cases from "../../../../tests/data/markers/cases.json";

const SIZE = 26;
const ROOM = 44;
const at = fc.record({ x: fc.integer({ min: 0, max: 360 }), y: fc.integer({ min: 0, max: 360 }), rank: fc.nat(9) });
const names = fc.array(
  at.map(({ x, y }) => around(x, y, 70, 34)),
  { maxLength: 12 },
);

test.each(cases)("$says, as in Python", ({ marks, names, size, room, ground, groups }) => {
  const [left, top, right, bottom] = ground as [number, number, number, number];
  const boxes = names.map(([x, y, width, height]) => around(x!, y!, width!, height!));
  const found = placeMarkers(
    marks.map(([x, y, rank]) => ({ x: x!, y: y!, rank: rank! })),
    boxes,
    { size, room, inside: (x, y) => x > left && x < right && y > top && y < bottom },
  );
  const rounded = found.map(({ x, y, members }) => ({ x: Number(x.toFixed(3)), y: Number(y.toFixed(3)), members }));
  expect(rounded).toEqual(groups);
});

test("every mark has one marker, and a thumb tells every marker from the next", () => {
  fc.assert(
    fc.property(fc.array(at, { maxLength: 200 }), names, (marks, taken) => {
      const groups = placeMarkers(marks, taken, { size: SIZE, room: ROOM });
      expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(marks.map((_, i) => i));
      groups.forEach((a, i) => {
        for (const b of groups.slice(i + 1)) {
          expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThanOrEqual(ROOM);
        }
      });
      // The first may have no free place at all; all that come after it never cover a name.
      for (const { x, y } of groups.slice(1)) {
        expect(taken.some((name) => meets(around(x, y, SIZE, SIZE), name))).toBe(false);
      }
    }),
  );
});

test("a mark alone on its ground stands exactly on its place", () => {
  const groups = placeMarkers([{ x: 12.3, y: 45.6, rank: 1 }], [], { size: SIZE, room: ROOM });
  expect(groups).toEqual([{ x: 12.3, y: 45.6, members: [0] }]);
});

test("the chosen one stands by itself at its place, among whatever else is there", () => {
  const marks = [0, 1, 2].map((rank) => ({ x: rank, y: 0, rank, alone: rank === 2 }));
  const groups = placeMarkers(marks, [], { size: SIZE, room: ROOM });
  expect(groups[0]).toEqual({ x: 2, y: 0, members: [2] });
  expect(groups[1]).toMatchObject({ members: [0, 1] });
});
