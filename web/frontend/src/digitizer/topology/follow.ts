/** The way along existing borders from one point on them to another. */

import { keyOf, same, segmentKey, segmentsOf, type Part, type Point } from "./point";
import { cross, passesThrough } from "./predicates";
import { squeeze } from "./snap";

/** A way much longer than the straight line is not what anybody meant. */
export const LONGEST_DETOUR = 8;

type Edge = readonly [Point, Point];

/** Which corners are joined by a border, and every stretch between two of them. */
interface Network {
  readonly roads: ReadonlyMap<number, readonly Point[]>;
  readonly edges: readonly Edge[];
}

interface Wanted {
  /** The line drawn so far: the way neither touches nor crosses it. */
  readonly drawn?: readonly Point[];
  /** How much longer than the straight line the way may be. */
  readonly detour?: number;
}

/**
 * The corners passed between two points of the borders, without the two; null when they are
 * not joined, or only by a way that is too long or runs over what is being drawn.
 *
 * Shortest way by Dijkstra's rule over all border segments, shared ones once. The borders'
 * network is worked out once for a list of areas, the same object.
 */
export function follow(
  parts: readonly Part[],
  from: Point,
  to: Point,
  { drawn = [], detour = LONGEST_DETOUR }: Wanted = {},
): Point[] | null {
  if (same(from, to)) return null;
  const wide = squeeze(from[1]);
  const length = (a: Point, b: Point): number => Math.hypot((a[0] - b[0]) * wide, a[1] - b[1]);
  const nextTo = roadsWith(networkOf(parts), [from, to, ...drawn]);
  const closed = new Set(drawn.filter((point) => !same(point, from) && !same(point, to)).map(keyOf));
  const limit = detour * length(from, to);
  const best = new Map<number, number>([[keyOf(from), 0]]);
  const back = new Map<number, Point>();
  const open: { readonly point: Point; readonly way: number }[] = [{ point: from, way: 0 }];
  while (open.length) {
    const here = takeNearest(open);
    if (same(here.point, to)) return wayBack(back, from, to);
    if (here.way > (best.get(keyOf(here.point)) ?? Infinity) || here.way > limit) continue;
    for (const next of nextTo(here.point)) {
      const way = here.way + length(here.point, next);
      if (way >= (best.get(keyOf(next)) ?? Infinity)) continue;
      if (closed.has(keyOf(next)) || crosses(drawn, here.point, next)) continue;
      best.set(keyOf(next), way);
      back.set(keyOf(next), here.point);
      open.push({ point: next, way });
    }
  }
  return null;
}

const crosses = (line: readonly Point[], a: Point, b: Point): boolean =>
  line.some((point, i) => i > 0 && cross(line[i - 1]!, point, a, b));

const networks = new WeakMap<readonly Part[], Network>();

function networkOf(parts: readonly Part[]): Network {
  const known = networks.get(parts);
  if (known) return known;
  const made = network(parts);
  networks.set(parts, made);
  return made;
}

/** A corner of one area on the border of another joins the two, as on the tambon's outline. */
function network(parts: readonly Part[]): Network {
  const corners = [...new Map(parts.flat(2).map((point) => [keyOf(point), point])).values()];
  corners.sort((a, b) => a[0] - b[0]);
  const stretches = new Map<string, Edge>();
  for (const ring of parts.flat()) for (const edge of segmentsOf(ring)) stretches.set(segmentKey(...edge), edge);
  const edges = [...stretches.values()].flatMap((edge) => splitAt(edge, cornersBeside(corners, edge)));
  const roads = new Map<number, Point[]>();
  for (const [a, b] of edges) {
    join(roads, a, b);
    join(roads, b, a);
  }
  return { roads, edges };
}

function join(roads: Map<number, Point[]>, a: Point, b: Point): void {
  const list = roads.get(keyOf(a));
  if (list) list.push(b);
  else roads.set(keyOf(a), [b]);
}

/** Those between the two ends from west to east, of corners in that order. */
function cornersBeside(corners: readonly Point[], [a, b]: Edge): readonly Point[] {
  const [west, east] = [Math.min(a[0], b[0]) - 1, Math.max(a[0], b[0]) + 1];
  let [low, high] = [0, corners.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (corners[middle]![0] < west) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < corners.length && corners[end]![0] <= east) end++;
  return corners.slice(low, end);
}

/** The stretches between the points that lie on one. */
function splitAt([a, b]: Edge, points: readonly Point[]): Edge[] {
  const on = points.filter((point) => !same(point, a) && !same(point, b) && passesThrough(a, b, point));
  if (on.length === 0) return [[a, b]];
  const away = (p: Point): number => Math.hypot(p[0] - a[0], p[1] - a[1]);
  const chain = [a, ...[...on].sort((p, q) => away(p) - away(q)), b];
  return chain.slice(1).map((point, i): Edge => [chain[i]!, point]);
}

/** Where one can go from a corner, with stops put on the stretches they lie on. */
function roadsWith({ roads, edges }: Network, stops: readonly Point[]): (at: Point) => readonly Point[] {
  const fresh = stops.filter((stop) => !roads.has(keyOf(stop)));
  const extra = new Map<number, Point[]>();
  const cut = new Set<string>();
  if (fresh.length) {
    for (const edge of edges) {
      const pieces = splitAt(edge, fresh);
      if (pieces.length === 1) continue;
      cut.add(segmentKey(...edge));
      for (const [a, b] of pieces) {
        join(extra, a, b);
        join(extra, b, a);
      }
    }
  }
  return (at) => {
    const old = (roads.get(keyOf(at)) ?? []).filter((next) => !cut.has(segmentKey(at, next)));
    return [...old, ...(extra.get(keyOf(at)) ?? [])];
  };
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
