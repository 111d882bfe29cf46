import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnOutline } from "../../src/digitizer/map/drawn_outline";
import { pinLooks, wholeBox, type Standing } from "../../src/digitizer/map/pin_looks";
import { roomiest } from "../../src/digitizer/marks/roomiest";
import type { Part, Point } from "../../src/digitizer/topology/point";
import { sideOfPart } from "../../src/digitizer/topology/ring";
import { around, meets } from "../../src/shared/labels";

const EAST = 102_700_000;

/** A rectangle on the equator, where a unit is as long east as north. */
const box = (x: number, y: number, width: number, height: number): Part => [
  [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ],
];

describe("the widest circle of a village", () => {
  it("of a square touches its four sides", () => {
    const room = roomiest([box(EAST, 0, 10_000, 10_000)]);
    expect(room?.at[0]).toBeCloseTo(EAST + 5000, -2);
    expect(room?.at[1]).toBeCloseTo(5000, -2);
    expect(room?.radius).toBeCloseTo(5000, -2);
  });

  it("of an L is in its elbow, not at the middle of its corners", () => {
    const ell: Part = [
      (
        [
          [0, 0],
          [9000, 0],
          [9000, 3000],
          [3000, 3000],
          [3000, 9000],
          [0, 9000],
        ] as const
      ).map(([x, y]): Point => [EAST + x, y]),
    ];
    // A circle at (r, r) that touches both outer sides and the inner corner: r = 3000 (2 - √2).
    const radius = 3000 * (2 - Math.SQRT2);
    const room = roomiest([ell])!;
    expect(Math.abs(room.radius - radius)).toBeLessThan(9000 / 80);
    expect(Math.hypot(room.at[0] - EAST - radius, room.at[1] - radius)).toBeLessThan(500);
  });

  it("is in the larger of two parts and beside a hole", () => {
    const large: Part = [...box(EAST, 0, 9000, 9000), box(EAST + 3000, 3000, 3000, 3000)[0]!];
    const room = roomiest([box(EAST + 20_000, 0, 2000, 2000), large])!;
    expect(sideOfPart(large, room.at)).toBe(1);
    expect(roomiest([])).toBeNull();
  });

  it("at 60° N lies on the ground as it does at the equator", () => {
    // A degree of longitude is half as long there: twice the units east for the same square.
    const room = roomiest([box(EAST, 60_000_000, 20_000, 10_000)])!;
    expect(room.radius).toBeCloseTo(5000, -2);
  });
});

describe("the rim of what is drawn", () => {
  const [west, east] = [box(EAST, 0, 1000, 1000), box(EAST + 1000, 0, 1000, 1000)];
  const length = (lines: Point[][]): number =>
    lines.reduce(
      (sum, line) =>
        line.reduce((all, p, i) => {
          const last = line[i - 1];
          return last ? all + Math.hypot(p[0] - last[0], p[1] - last[1]) : all;
        }, sum),
      0,
    );

  it("leaves out the border of two neighbours", () => {
    expect(length(drawnOutline([west, east]))).toBe(6000);
  });

  it("shows both sides of a gap, and holes", () => {
    const apart = box(EAST + 1010, 0, 1000, 1000);
    expect(length(drawnOutline([west, apart]))).toBe(8000);
    const holed: Part = [...west, box(EAST + 200, 200, 100, 100)[0]!];
    expect(length(drawnOutline([holed]))).toBe(4400);
  });
});

describe("pins beside names", () => {
  const pin = (x: number, y: number, more: Partial<Standing> = {}): Standing => ({
    x,
    y,
    width: 80,
    chosen: false,
    ...more,
  });

  it("a pin alone has symbol and name, one that touches another is a dot", () => {
    expect(pinLooks([pin(0, 0)], [])).toEqual([{ look: "symbol", named: true }]);
    const [, second] = pinLooks([pin(0, 0), pin(21, 0)], []);
    expect(second).toEqual({ look: "dot", named: false });
  });

  it("the chosen pin keeps symbol and name on ground kept for it", () => {
    const chosen = pin(0, 0, { chosen: true });
    const looks = pinLooks([chosen, pin(4, 20)], [wholeBox(chosen)]);
    expect(looks).toEqual([
      { look: "symbol", named: true },
      { look: "waiting", named: false },
    ]);
  });

  it("while pins are put every symbol stays", () => {
    const looks = pinLooks([pin(0, 0), pin(4, 4)], [around(0, 0, 50, 50)], { all: true });
    expect(looks.map(({ look }) => look)).toEqual(["symbol", "symbol"]);
  });

  it("no name of a pin covers a name, a pin, or another's name", () => {
    const at = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(fc.array(at, { maxLength: 14 }), fc.array(at, { maxLength: 6 }), (places, names) => {
        const pins = places.map(([x, y]) => pin(x, y));
        const taken = names.map(([x, y]) => around(x, y, 60, 34));
        const looks = pinLooks(pins, taken);
        const words = pins.map(({ x, y }) => around(x, y + 23.5, 80, 19));
        const symbols = pins.flatMap(({ x, y }, i) => (looks[i]!.look === "symbol" ? [around(x, y, 28, 28)] : []));
        const shown = words.filter((_, i) => looks[i]!.named);
        shown.forEach((word, i) => {
          for (const other of [...taken, ...symbols, ...shown.slice(i + 1)]) {
            expect(meets(word, other)).toBe(false);
          }
        });
      }),
    );
  });
});
