/** One ring: its area, its canonical form, and whether a point is inside. */

import { compare, same, type Part, type Point, type Ring } from "./point";
import { turn } from "./predicates";

/** Twice the area in grid units, above 0 when counter-clockwise. */
export function doubleArea(ring: Ring): number {
  const first = ring[0];
  if (!first) return 0;
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) sum += turn(first, ring[i]!, ring[i + 1]!);
  return sum;
}

/** The ring without a point that repeats the one before it. */
export function withoutRepeats(ring: Ring): Ring {
  return ring.filter((point, i) => !same(point, ring[(i + ring.length - 1) % ring.length]!));
}

/** The same ring from its first point in {@link compare} order: equal rings, equal bytes. */
export function canonical(ring: Ring): Ring {
  let start = 0;
  for (let i = 1; i < ring.length; i++) if (compare(ring[i]!, ring[start]!) < 0) start = i;
  return start === 0 ? ring : [...ring.slice(start), ...ring.slice(0, start)];
}

export function counterClockwise(ring: Ring): Ring {
  return doubleArea(ring) < 0 ? [...ring].reverse() : ring;
}

/** 1 inside, 0 on the line, -1 outside. The point may lie between grid points. */
export function sideOf(ring: Ring, point: Point): 1 | 0 | -1 {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j]!;
    const b = ring[i]!;
    if (a[1] > point[1] === b[1] > point[1]) {
      const level = a[1] === point[1] && b[1] === point[1];
      if (level && (a[0] - point[0]) * (b[0] - point[0]) <= 0) return 0;
      if (same(a, point) || same(b, point)) return 0;
      continue;
    }
    const side = turn(a, b, point);
    if (side === 0) return 0;
    if (side > 0 === b[1] > a[1]) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** 1 inside the area, 0 on one of its rings, -1 outside or in a hole. */
export function sideOfPart(part: Part, point: Point): 1 | 0 | -1 {
  const { west, south, east, north } = boxOfPart(part);
  if (point[0] < west || point[0] > east || point[1] < south || point[1] > north) return -1;
  const outer = sideOf(part[0]!, point);
  if (outer !== 1) return outer;
  for (const hole of part.slice(1)) {
    const side = sideOf(hole, point);
    if (side !== -1) return side === 0 ? 0 : -1;
  }
  return 1;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The box around some points, in grid units; empty (west above east) without points. */
export function boxOf(points: Iterable<Point>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return { west, south, east, north };
}

const boxes = new WeakMap<Part, Box>();

/** The box around an area, worked out once: areas never change. */
export function boxOfPart(part: Part): Box {
  const known = boxes.get(part);
  if (known) return known;
  const box = boxOf(part[0] ?? []);
  boxes.set(part, box);
  return box;
}

/** Whether two boxes come within `margin` units of each other. */
export function near(a: Box, b: Box, margin = 0): boolean {
  return (
    a.west <= b.east + margin && b.west <= a.east + margin && a.south <= b.north + margin && b.south <= a.north + margin
  );
}
