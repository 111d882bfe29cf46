// Where names stand so that none covers another: the script's half of web/maps/name_places.py;
// tests/data/labels/cases.json holds for both. Lengths are pixels at the map's present zoom.

import { around, Ground, meets, type Box } from "./ground";

export { around, meets, type Box };

export interface Wish {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  /** Radius of the widest circle inside the village. */
  readonly room: number;
  readonly width: number;
  readonly height: number;
  /** Size of the short form (moo alone); 0 where there is none. */
  readonly shortWidth: number;
  readonly shortHeight: number;
  /** Room that the short form needs; without, what a moo of the map's size does. */
  readonly leastRoom?: number;
  /** Size of the bare number, which stands beside the village with a line to it where it must. */
  readonly numberWidth?: number;
  readonly numberHeight?: number;
  /** Whether a place is in the area that is named; without, its number may stand beside it. */
  readonly own?: (x: number, y: number) => boolean;
  /** Goes before all others. */
  readonly first: boolean;
  /** Radius of the mark at `x, y` that the name stands beside; without, it stands in its area. */
  readonly dot?: number;
}

/** The whole name, the moo alone, or its bare number. */
export type Form = "name" | "moo" | "number";

export interface Placed {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly form: Form;
}

/** Shares of the room that a name may move by, nearest first; it stays in its own village. */
const REACH = 0.72;
const STEPS: readonly (readonly [number, number])[] = [-0.6, -0.3, 0, 0.3, 0.6]
  .flatMap((dx) => [-0.7, -0.5, -0.3, 0, 0.3, 0.5, 0.7].map((dy) => [dx, dy] as const))
  .filter(([dx, dy]) => Math.hypot(dx, dy) <= REACH)
  .sort((a, b) => a[0] ** 2 + a[1] ** 2 - b[0] ** 2 - b[1] ** 2 || a[0] - b[0] || a[1] - b[1]);
const LEAST_SHARE = 0.22;
const LEAST_ROOM = 7;
/** Where a bare number may stand around its village, as shares of its height, nearest first. */
const BESIDE: readonly (readonly [number, number])[] = [
  [0, 0],
  ...Array.from({ length: 30 * 16 }, (_, i): readonly [number, number] => {
    const radius = 0.5 * (1 + Math.floor(i / 16));
    const angle = (2 * Math.PI * (i % 16)) / 16 - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
];

function within(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

/**
 * Places for names: the chosen one first, then widest village first.
 *
 * A name would rather not cover a pin; where `strict` it is left out before it does. None but
 * the chosen one's reaches out of `frame`, where there is one. What finds no room for its name
 * or moo and has a number's size still gets its number, at the last.
 */
export function placeLabels(
  wishes: readonly Wish[],
  pins: readonly Box[],
  { strict = false, frame }: { readonly strict?: boolean; readonly frame?: Box } = {},
): { placed: Placed[]; boxes: Box[] } {
  const placed: Placed[] = [];
  const boxes: Box[] = [];
  const left: Wish[] = [];
  const below = new Ground(pins);
  const order = [...wishes].sort((a, b) => Number(b.first) - Number(a.first) || b.room - a.room || a.id - b.id);
  for (const wish of order) {
    const bound = wish.first ? undefined : frame;
    const found = bestPlace(wish, "name", boxes, below, bound) ?? bestPlace(wish, "moo", boxes, below, bound);
    if (!found || (strict && found.covered > 0)) {
      left.push(wish);
      continue;
    }
    placed.push(found.placed);
    boxes.push(found.box);
  }
  for (const wish of left) {
    const found = numberPlace(wish, boxes);
    if (!found) continue;
    placed.push(found.placed);
    boxes.push(found.box);
  }
  return { placed, boxes };
}

/** The nearest free place for a bare number, in its village or beside it: off the view too, for a map can be moved. */
function numberPlace(wish: Wish, taken: readonly Box[]): { placed: Placed; box: Box } | null {
  const { numberWidth: width = 0, numberHeight: height = 0 } = wish;
  if (width === 0) return null;
  for (const [dx, dy] of BESIDE) {
    const [x, y] = [wish.x + dx * height, wish.y + dy * height];
    const box = around(x, y, width, height);
    if (taken.some((other) => meets(box, other))) continue;
    if (wish.own && !wish.own(x, y)) continue;
    return { placed: { id: wish.id, x, y, form: "number" }, box };
  }
  return null;
}

function bestPlace(
  wish: Wish,
  form: "name" | "moo",
  taken: readonly Box[],
  pins: Ground,
  frame: Box | undefined,
): { placed: Placed; box: Box; covered: number } | null {
  const short = form === "moo";
  const width = short ? wish.shortWidth : wish.width;
  const height = short ? wish.shortHeight : wish.height;
  if (width === 0) return null;
  if (!wish.first && !wish.dot && wish.room < (short ? (wish.leastRoom ?? LEAST_ROOM) : width * LEAST_SHARE))
    return null;
  let best: { covered: number; placed: Placed; box: Box } | null = null;
  for (const [x, y] of middles(wish, width, height)) {
    const box = around(x, y, width, height);
    if (frame && !within(box, frame)) continue;
    if (taken.some((other) => meets(box, other))) continue;
    const covered = pins.count(box);
    if (!best || covered < best.covered) {
      best = { covered, placed: { id: wish.id, x, y, form }, box };
    }
    if (covered === 0) break;
  }
  return best;
}

/** Where the middle of a name may stand, best first: over, under or beside a dot. */
function middles(wish: Wish, width: number, height: number): readonly (readonly [number, number])[] {
  const { x, y, room, dot = 0 } = wish;
  if (!dot) return STEPS.map(([dx, dy]) => [x + dx * room, y + dy * room]);
  const up = height / 2 + dot;
  const aside = width / 2 + dot;
  return [
    [x, y - up],
    [x, y + up],
    [x + aside, y],
    [x - aside, y],
  ];
}
