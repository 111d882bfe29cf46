import fc from "fast-check";
import { expect, test } from "vitest";

import { around, meets, placeLabels, type Wish } from "../../src/shared/labels";
import { placePins } from "../../src/shared/place_pins";
import cases from "../../../../tests/data/labels/cases.json";

type Case = Omit<(typeof cases)[number], "wishes"> & {
  readonly picture_only?: boolean;
  readonly own?: number[];
  readonly wishes: readonly (Sizes & {
    readonly id: number;
    readonly x: number;
    readonly y: number;
    readonly room: number;
    readonly dot?: number;
    readonly least_room?: number;
  })[];
};
type Sizes = { readonly name: number[]; readonly short?: number[]; readonly number?: number[] };

function sizes({ name, short = [0, 0], number = [0, 0] }: Sizes) {
  const [width = 0, height = 0] = name;
  const [shortWidth = 0, shortHeight = 0] = short;
  const [numberWidth = 0, numberHeight = 0] = number;
  return { width, height, shortWidth, shortHeight, numberWidth, numberHeight };
}

test.each((cases as readonly Case[]).filter((one) => !one.picture_only))(
  "$says, as in Python",
  ({ frame, pins, wishes, own, placed }) => {
    const [left, top, right, bottom] = frame as [number, number, number, number];
    const [west, north, east, south] = own ?? [];
    const inside = (x: number, y: number) => x > west! && x < east! && y > north! && y < south!;
    const found = placeLabels(
      wishes.map(({ least_room = 0, ...wish }) => ({
        ...wish,
        ...sizes(wish),
        leastRoom: least_room,
        first: false,
        ...(own && { own: inside }),
      })),
      pins.map(([x, y, size]) => around(x!, y!, size!, size!)),
      { frame: { left, top, right, bottom } },
    );
    const rounded = found.placed.map(({ x, y, ...one }) => ({
      ...one,
      x: Number(x.toFixed(3)),
      y: Number(y.toFixed(3)),
    }));
    expect(rounded.map(({ id, form, x, y }) => ({ id, form, x, y }))).toEqual(placed);
  },
);

const wish = (id: number, x: number, y: number, more: Partial<Wish> = {}): Wish => ({
  id,
  x,
  y,
  room: 60,
  width: 70,
  height: 30,
  shortWidth: 30,
  shortHeight: 14,
  first: false,
  ...more,
});

test("the chosen village's name goes before a wider one", () => {
  const wishes = [wish(1, 0, 0, { room: 200 }), wish(2, 4, 0, { room: 20, first: true })];
  const { placed } = placeLabels(wishes, []);
  expect(placed[0]).toMatchObject({ id: 2, x: 4, y: 0, form: "name" });
});

test("where the name finds no room the moo alone may stand", () => {
  const { placed } = placeLabels([wish(1, 0, 0, { room: 10 })], []);
  expect(placed).toEqual([{ id: 1, x: 0, y: 0, form: "moo" }]);
});

test("a name would rather move than cover a pin, and where strict it waits", () => {
  const pins = [around(0, 0, 20, 20)];
  const moved = placeLabels([wish(1, 0, 0)], pins).boxes[0];
  expect(moved && pins.some((pin) => meets(pin, moved))).toBe(false);
  const everywhere = [around(0, 0, 900, 900)];
  expect(placeLabels([wish(1, 0, 0)], everywhere).placed).toHaveLength(1);
  expect(placeLabels([wish(1, 0, 0)], everywhere, { strict: true }).placed).toHaveLength(0);
});

test("no name ever covers another, and no pin a name", () => {
  const at = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
  fc.assert(
    fc.property(fc.array(at, { maxLength: 15 }), fc.array(at, { maxLength: 15 }), (names, pins) => {
      const { boxes } = placeLabels(
        names.map(([x, y], id) => wish(id, x, y)),
        [],
      );
      boxes.forEach((a, i) => {
        for (const b of boxes.slice(i + 1)) expect(meets(a, b)).toBe(false);
      });
      const looks = placePins(
        pins.map(([x, y], rank) => ({ x, y, rank })),
        boxes,
        24,
        8,
      );
      pins.forEach(([x, y], i) => {
        const size = { symbol: 24, dot: 8, waiting: 0 }[looks[i] ?? "waiting"];
        if (size) for (const box of boxes) expect(meets(around(x, y, size, size), box)).toBe(false);
      });
    }),
  );
});

test("no name is cut by the edge, but the chosen one stays whatever comes", () => {
  const frame = { left: 0, top: 0, right: 400, bottom: 200 };
  const near = wish(1, 20, 100, { room: 20 });
  const { placed } = placeLabels([near], [], { frame });
  expect(placed).toMatchObject([{ id: 1, form: "moo" }]);
  expect(placeLabels([near], []).placed).toMatchObject([{ id: 1, form: "name" }]);
  const chosen = placeLabels([{ ...near, first: true }], [], { frame }).placed;
  expect(chosen).toMatchObject([{ id: 1, x: 20, form: "name" }]);
});

test("the name of a village that is a dot stands over it, and under it where that place is taken", () => {
  const dot = wish(1, 100, 100, { room: 0, dot: 12 });
  const mark = around(100, 100, 24, 24);
  const over = placeLabels([dot], [mark]);
  expect(over.placed).toEqual([{ id: 1, x: 100, y: 73, form: "name" }]);
  expect(over.boxes.some((box) => meets(box, mark))).toBe(false);
  const chosen = wish(2, 100, 73, { room: 200, first: true });
  const under = placeLabels([dot, chosen], [mark]);
  expect(under.placed.find(({ id }) => id === 1)).toEqual({ id: 1, x: 100, y: 127, form: "name" });
});

test("a village without room for name or moo has its number, beside it where it must", () => {
  const small = { room: 3, numberWidth: 16, numberHeight: 16 };
  const wishes = [wish(1, 0, 0), ...[2, 3, 4, 5].map((id) => wish(id, id, 0, small))];
  const { placed, boxes } = placeLabels(wishes, [], { frame: around(0, 0, 100, 40) });
  expect(placed.map(({ id, form }) => [id, form])).toEqual([
    [1, "name"],
    [2, "number"],
    [3, "number"],
    [4, "number"],
    [5, "number"],
  ]);
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) expect(meets(a, b)).toBe(false);
  });
  for (const { x, y } of placed) expect(Math.hypot(x, y)).toBeLessThan(70);
});
