/** The way along existing borders from one point on them to another. */

import { keyOf, same, segmentKey, segmentsOf, type Part, type Point } from "./point";
import { passesThrough } from "./predicates";
import { squeeze } from "./snap";

/** A way much longer than the straight line is not what anybody meant. */
const LONGEST_DETOUR = 8;

/**
 * The corners passed between two points of the borders, without the two; null when they are
 * not joined, or only by a way more than eight times as long as the straight one.
 *
 * Shortest way by Dijkstra's rule over all border segments, shared ones once.
 */
export function follow(parts: Iterable<Part>, from: Point, to: Point): Point[] | null {
  const roads = network(parts, [from, to]);
  const start = keyOf(from);
  const goal = keyOf(to);
  if (same(from, to) || !roads.has(start) || !roads.has(goal)) return null;
  const wide = squeeze(from[1]);
  const length = (a: Point, b: Point): number => Math.hypot((a[0] - b[0]) * wide, a[1] - b[1]);
  const limit = LONGEST_DETOUR * length(from, to);
  const best = new Map<number, number>([[start, 0]]);
  const back = new Map<number, Point>();
  const open: { readonly point: Point; readonly way: number }[] = [{ point: from, way: 0 }];
  while (open.length) {
    const here = takeNearest(open);
    if (keyOf(here.point) === goal) return wayBack(back, from, to);
    if (here.way > (best.get(keyOf(here.point)) ?? Infinity) || here.way > limit) continue;
    for (const next of roads.get(keyOf(here.point)) ?? []) {
      const way = here.way + length(here.point, next);
      if (way >= (best.get(keyOf(next)) ?? Infinity)) continue;
      best.set(keyOf(next), way);
      back.set(keyOf(next), here.point);
      open.push({ point: next, way });
    }
  }
  return null;
}

/** Which corners are joined by a border, with the given points put on the borders they lie on. */
function network(parts: Iterable<Part>, stops: readonly Point[]): Map<number, Point[]> {
  const roads = new Map<number, Point[]>();
  const seen = new Set<string>();
  const join = (a: Point, b: Point): void => {
    for (const [p, q] of [[a, b], [b, a]] as const) {
      const list = roads.get(keyOf(p));
      if (list) list.push(q);
      else roads.set(keyOf(p), [q]);
    }
  };
  for (const part of parts) {
    for (const ring of part) {
      for (const [a, b] of segmentsOf(ring)) {
        const id = segmentKey(a, b);
        if (seen.has(id)) continue;
        seen.add(id);
        const on = stops.filter((stop) => !same(stop, a) && !same(stop, b) && passesThrough(a, b, stop));
        on.sort((p, q) => Math.hypot(p[0] - a[0], p[1] - a[1]) - Math.hypot(q[0] - a[0], q[1] - a[1]));
        const chain = [a, ...on, b];
        for (let i = 0; i + 1 < chain.length; i++) join(chain[i]!, chain[i + 1]!);
      }
    }
  }
  return roads;
}

function takeNearest<T extends { readonly way: number }>(open: T[]): T {
  let at = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.way < open[at]!.way) at = i;
  const [found] = open.splice(at, 1);
  return found!;
}

function wayBack(back: ReadonlyMap<number, Point>, from: Point, to: Point): Point[] {
  const way: Point[] = [];
  for (let at = back.get(keyOf(to)); at && !same(at, from); at = back.get(keyOf(at))) way.push(at);
  return way.reverse();
}
