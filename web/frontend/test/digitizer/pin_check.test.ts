/** Pins outside are told with the nearest village, and looked at once while no area changes. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DrawingCheck } from "../../src/digitizer/checks/check_drawing";
import { numbered, type Found } from "../../src/digitizer/checks/found";
import type { Pin, Village } from "../../src/digitizer/drawing/drawing";
import type { Part } from "../../src/digitizer/topology/point";

const [EAST, NORTH] = [102_700_000, 17_800_000];
const context = { outline: [], known: [], tambon: "400106", moves: [], label: numbered };

const box = (x: number, y: number, side: number): Part => [
  [
    [EAST + x, NORTH + y],
    [EAST + x + side, NORTH + y],
    [EAST + x + side, NORTH + y + side],
    [EAST + x, NORTH + y + side],
  ],
];
const village = (i: number, part: Part): Village => ({
  id: `v${i}`,
  name: `บ้าน${i}`,
  moo: null,
  code: "",
  note: "",
  parts: [part],
});
const pin = (i: number, x: number, y: number): Pin => ({
  id: `p${i}`,
  kind: "",
  name: `วัด${i}`,
  note: "",
  at: [EAST + x, NORTH + y],
});

const ofPins = (found: readonly Found[]): Found[] => found.filter(({ code }) => code === "containment.pin_outside");

/** Squares of 1,000 units in a row that leaves room for others between them. */
const row = (places: readonly number[]): Village[] => places.map((x, i) => village(i + 1, box(x * 3000, 0, 1000)));

describe("pins outside every village", () => {
  it("are told with the village that is nearest, as measuring to each square says", () => {
    const where = fc.tuple(fc.integer({ min: -4000, max: 34_000 }), fc.integer({ min: -4000, max: 5000 }));
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 10 }), { minLength: 1 }), where, (places, [x, y]) => {
        const villages = row(places);
        const found = ofPins(new DrawingCheck(context).look({ villages, pins: [pin(1, x, y)], next: 99 }));
        const wide = Math.cos(((NORTH + y) / 1e6) * (Math.PI / 180));
        const away = places.map((at) => {
          const [dx, dy] = [Math.max(at * 3000 - x, 0, x - at * 3000 - 1000), Math.max(-y, 0, y - 1000)];
          return Math.hypot(dx * wide, dy) * 0.1106;
        });
        const least = Math.min(...away);
        expect(found.length).toBe(least > 0 ? 1 : 0);
        if (!found[0]) return;
        expect(Number(found[0].params["distance_m"])).toBe(Math.round(least));
        const named = villages.findIndex((one, i) => found[0]!.params["nearest"] === `#${i + 1} ${one.name}`);
        expect(away[named]).toBeCloseTo(least, 6);
      }),
    );
  });

  it("are looked at once, and again only when an area has changed", () => {
    let looks = 0;
    const watched: Pin = {
      ...pin(1, 1500, 500),
      get at() {
        looks++;
        return [EAST + 1500, NORTH + 500] as const;
      },
    };
    const villages = row([0, 1]);
    const check = new DrawingCheck(context);
    const first = ofPins(check.look({ villages, pins: [watched], next: 9 }));
    const before = looks;
    const again = ofPins(check.look({ villages, pins: [watched, pin(2, 100, 100), pin(3, 1600, 100)], next: 9 }));
    // Only its place is read, for where the problem is shown.
    expect(looks - before).toBe(1);
    expect(again.map(({ feature }) => feature)).toEqual(["#3 วัด1", "#5 วัด3"]);
    expect(first[0]!.params).toEqual(again[0]!.params);
    const moved = check.look({ villages: [villages[0]!, village(2, box(1400, 0, 1000))], pins: [watched], next: 9 });
    expect(ofPins(moved)).toEqual([]);
  });
});
