/**
 * Borders made clean: fewer corners, without the trembling of a hand or a receiver, for both sides at once.
 *
 * A border between two places where borders meet is one line, whoever shares it: it is smoothed once
 * and put back into every village. Where borders meet, and corners of the tambon's outline, stay.
 */

import { areaOf } from "../../measure/area";
import { compare, keyOf, same, type Part, type Point, type Ring } from "../../topology/point";
import { canonical } from "../../topology/ring";
import { squeeze } from "../../topology/snap";
import { villageOf, type Drawing } from "../drawing";
import { refused, withVillages, type Outcome } from "../outcome";

const METRES_PER_UNIT = 0.111195;
/** No village becomes larger or smaller by more than this share. */
export const MOST_AREA = 0.005;
/** How often it is tried again with half the tolerance, where a border would break or ground be lost. */
const TRIES = 6;
const PASSES = 3;

type Line = readonly Point[];

/** The borders of a village within a tolerance (metres) of where they were, and its neighbours' with them. */
export function smoothVillage(drawing: Drawing, id: string, tolerance_m: number, outline: readonly Part[]): Outcome {
  const village = villageOf(drawing, id);
  if (!village?.parts.length) return refused("no_such_thing");
  const plane = nodesOf(drawing, outline);
  let last: Outcome = refused("no_such_thing");
  for (let i = 0, reach = tolerance_m; i < TRIES; i++, reach /= 2) {
    last = smoothed(drawing, village.parts, reach, plane);
    if (last.drawing && keepsAreas(drawing, last.drawing)) return last;
  }
  return last.drawing ? refused("no_such_thing") : last;
}

function keepsAreas(before: Drawing, after: Drawing): boolean {
  return after.villages.every((village, i) => {
    const old = before.villages[i]!;
    if (old.parts === village.parts) return true;
    const size = areaOf(old.parts);
    return Math.abs(areaOf(village.parts) - size) <= MOST_AREA * size;
  });
}

/** Keys of corners that stay: where more than two borders meet, and those of the outline. */
function nodesOf({ villages }: Drawing, outline: readonly Part[]): ReadonlySet<number> {
  const beside = new Map<number, Set<number>>();
  for (const ring of villages.flatMap(({ parts }) => parts.flat())) {
    ring.forEach((point, i) => {
      const around = beside.get(keyOf(point)) ?? new Set<number>();
      around.add(keyOf(ring[(i + 1) % ring.length]!)).add(keyOf(ring[(i + ring.length - 1) % ring.length]!));
      beside.set(keyOf(point), around);
    });
  }
  const nodes = [...beside].filter(([, around]) => around.size > 2).map(([key]) => key);
  return new Set([...nodes, ...outline.flat(2).map(keyOf)]);
}

function smoothed(drawing: Drawing, own: readonly Part[], reach: number, nodes: ReadonlySet<number>): Outcome {
  const made = new Map<string, Line>();
  for (const line of own.flat().flatMap((ring) => linesOf(ring, nodes))) {
    const [way] = forward(line);
    made.set(nameOf(way), simplified(evened(way, reach / 2), reach / 2));
  }
  const villages = drawing.villages.map((village) => {
    const parts = village.parts.map((part): Part => {
      const rings = part.map((ring) => rebuilt(ring, nodes, made));
      return rings.every((ring, i) => ring === part[i]) ? part : rings;
    });
    return parts.every((part, i) => part === village.parts[i]) ? village : { ...village, parts };
  });
  return withVillages(drawing, villages);
}

/** The ring with those of its lines that were made anew. */
function rebuilt(ring: Ring, nodes: ReadonlySet<number>, made: ReadonlyMap<string, Line>): Ring {
  const lines = linesOf(ring, nodes);
  let changed = false;
  const points = lines.flatMap((line) => {
    const [way, turned] = forward(line);
    const found = made.get(nameOf(way));
    if (!found) return line.slice(0, -1);
    changed = true;
    return (turned ? [...found].reverse() : found).slice(0, -1);
  });
  return changed ? canonical(points) : ring;
}

/** A ring cut where borders meet; where none do, at its first corner and the one farthest from it. */
function linesOf(ring: Ring, nodes: ReadonlySet<number>): Line[] {
  let cuts = ring.flatMap((point, i) => (nodes.has(keyOf(point)) ? [i] : []));
  if (cuts.length < 2) cuts = [...new Set([...cuts, ...ends(ring)])].sort((a, b) => a - b);
  return cuts.map((from, n): Line => {
    const to = cuts[(n + 1) % cuts.length]!;
    const length = (to - from + ring.length - 1) % ring.length;
    return Array.from({ length: length + 2 }, (_, i) => ring[(from + i) % ring.length]!);
  });
}

/** The same two corners of a ring however it is turned and wherever it begins. */
function ends(ring: Ring): number[] {
  let [first, far] = [0, 0];
  ring.forEach((point, i) => {
    if (compare(point, ring[first]!) < 0) first = i;
  });
  const away = ([x, y]: Point): number => Math.hypot(x - ring[first]![0], y - ring[first]![1]);
  ring.forEach((point, i) => {
    const more = away(point) - away(ring[far]!);
    if (more > 0 || (more === 0 && compare(point, ring[far]!) < 0)) far = i;
  });
  return [first, far];
}

/** A line in the one direction that both of its sides agree on, and whether that is the other one. */
function forward(line: Line): readonly [Line, boolean] {
  const [a, b] = [line[0]!, line.at(-1)!];
  const order = compare(a, b) || compare(line[1] ?? a, line.at(-2) ?? b);
  return order > 0 ? [[...line].reverse(), true] : [line, false];
}

const nameOf = (line: Line): string => line.map(keyOf).join(" ");

/** Each corner between its neighbours, no farther than `reach` metres from where it was. */
function evened(line: Line, reach: number): Line {
  const wide = squeeze(line[0]![1]);
  let now: readonly (readonly [number, number])[] = line;
  for (let pass = 0; pass < PASSES; pass++) {
    now = now.map((at, i) => {
      const [before, after, was] = [now[i - 1], now[i + 1], line[i]!];
      if (!before || !after) return at;
      const to = [0, 1].map((axis) => (before[axis]! + 2 * at[axis]! + after[axis]!) / 4);
      const [dx, dy] = [to[0]! - was[0], to[1]! - was[1]];
      const away = Math.hypot(dx * wide, dy) * METRES_PER_UNIT;
      const held = away > reach ? reach / away : 1;
      return [was[0] + dx * held, was[1] + dy * held];
    });
  }
  return now
    .map(([x, y]): Point => [Math.round(x), Math.round(y)])
    .filter((at, i, all) => !i || !same(at, all[i - 1]!));
}

/** Without the corners that the line passes by within `reach` metres (Douglas and Peucker 1973). */
function simplified(line: Line, reach: number): Line {
  if (line.length < 3) return line;
  const wide = squeeze(line[0]![1]);
  const [a, b] = [line[0]!, line.at(-1)!];
  const [dx, dy] = [(b[0] - a[0]) * wide, b[1] - a[1]];
  let [worst, most] = [0, reach / METRES_PER_UNIT];
  line.slice(1, -1).forEach(([px, py], i) => {
    const [x, y] = [(px - a[0]) * wide, py - a[1]];
    const share = Math.min(1, Math.max(0, (x * dx + y * dy) / (dx * dx + dy * dy || 1)));
    const away = Math.hypot(x - share * dx, y - share * dy);
    if (away > most) [worst, most] = [i + 1, away];
  });
  if (!worst) return [a, b];
  return [...simplified(line.slice(0, worst + 1), reach).slice(0, -1), ...simplified(line.slice(worst), reach)];
}
