/** Random edits from plain numbers, so that fast-check can shrink what fails. */

import { addVillage } from "../../src/digitizer/drawing/edits/add_village";
import { deleteCorner, insertCorner, moveCorner } from "../../src/digitizer/drawing/edits/corners";
import { mergeVillages } from "../../src/digitizer/drawing/edits/merge";
import { cutToOutline, fillGap } from "../../src/digitizer/drawing/edits/outline";
import { splitVillage } from "../../src/digitizer/drawing/edits/split";
import { addPin, deletePin, deleteVillage, setVillage } from "../../src/digitizer/drawing/edits/words";
import { NAMELESS, type Drawing } from "../../src/digitizer/drawing/drawing";
import { refused, type Outcome } from "../../src/digitizer/drawing/outcome";
import type { Part, Point, Ring } from "../../src/digitizer/topology/point";

export interface Step {
  readonly what: number;
  readonly n: readonly number[];
}

export const WEST = 102_700_000;
export const SOUTH = 17_800_000;
const MOST_VILLAGES = 12;

/** A point near another, some tenths of the square away. */
const nearTo = (p: Point, x: number, y: number, size: number): Point => {
  const reach = Math.max(2, Math.round(size / 8));
  return [p[0] + (x % (2 * reach + 1)) - reach, p[1] + (y % (2 * reach + 1)) - reach];
};

const at = (x: number, y: number, size: number): Point => [WEST + (x % size), SOUTH + (y % size)];

/** One edit of a drawing inside a square of `size` grid units. */
export function edit(drawing: Drawing, { what, n }: Step, size: number): Outcome {
  const pick = <T>(list: readonly T[], i: number): T | undefined => list[i % list.length];
  const points = (count: number, from: number): Point[] =>
    Array.from({ length: count }, (_, i) => at(n[from + 2 * i]!, n[from + 2 * i + 1]!, size));
  const village = pick(drawing.villages, n[0]!);
  const ring: Ring = pick(village?.parts.flat() ?? [], n[1]!) ?? [];
  const corner = ring[n[2]! % (ring.length || 1)];
  const after = ring[(n[2]! + 1) % (ring.length || 1)];
  const outline: Part[] = [
    [
      [
        [WEST, SOUTH],
        [WEST + size - 1, SOUTH],
        [WEST + size - 1, SOUTH + size - 1],
        [WEST, SOUTH + size - 1],
      ],
    ],
  ];
  if (what < 4) {
    const crowd = pick(drawing.villages, n[13]!);
    if (drawing.villages.length >= MOST_VILLAGES) return deleteVillage(drawing, crowd!.id);
    return addVillage(drawing, points(3 + what, 0), NAMELESS);
  }
  if (!village) return addPin(drawing, points(1, 0)[0]!, { kind: "temple", name: "", note: "" });
  switch (what) {
    case 4:
    case 5:
    case 6:
    case 7:
      return corner ? moveCorner(drawing, corner, nearTo(corner, n[3]!, n[4]!, size)) : refused("no_such_thing");
    case 8: {
      const other = pick(pick(drawing.villages, n[3]!)?.parts.flat() ?? [], n[4]!);
      const target = pick(other ?? [], n[5]!);
      return corner && target ? moveCorner(drawing, corner, target) : refused("no_such_thing");
    }
    case 9:
    case 10:
    case 11:
      return corner && after
        ? insertCorner(drawing, corner, after, nearTo(corner, n[3]!, n[4]!, size))
        : refused("no_such_thing");
    case 12:
    case 13:
      return corner ? deleteCorner(drawing, corner) : refused("no_such_thing");
    case 14:
    case 15:
      return splitVillage(drawing, village.id, points(2 + (n[1]! % 3), 2));
    case 16:
      return mergeVillages(drawing, village.id, pick(drawing.villages, n[3]!)!.id);
    case 17:
      return n[1]! % 3 ? cutToOutline(drawing, village.id, outline) : deleteVillage(drawing, village.id);
    case 18:
      return corner && after
        ? fillGap(drawing, village.id, [[after, corner, points(1, 3)[0]!]])
        : refused("no_such_thing");
    case 19:
      return setVillage(drawing, village.id, { name: `บ้าน ${n[3]}`, moo: n[4]! % 20 });
    default: {
      const pin = pick(drawing.pins, n[1]!);
      return pin
        ? deletePin(drawing, pin.id)
        : addPin(drawing, points(1, 2)[0]!, { kind: "school", name: "", note: "" });
    }
  }
}

/** A long line of steps from one seed (mulberry32), for runs too long for shrinking. */
export function* steps(seed: number, count: number): Generator<Step> {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  for (let i = 0; i < count; i++) {
    yield { what: random() % 21, n: Array.from({ length: 14 }, () => random() % 1_000_003) };
  }
}
