/**
 * What must hold of a drawing at all times, and which place breaks it.
 *
 * Rings are simple; lines meet at common corners alone; no two areas share ground. With
 * lines that meet at corners only, two areas overlap exactly when both have the same border
 * segment on the same side, or when a segment of one lies inside the other.
 */

import { arrange } from "./arrangement";
import { node } from "./noding";
import { keyOf, same, segmentKey, segmentsOf, type Part, type Point, type Ring } from "./point";
import { goOn } from "./patience";
import { cross, passesThrough } from "./predicates";
import { boxOf, boxOfPart, doubleArea, near, sideOfPart, type Box } from "./ring";

export type Fault = { readonly kind: "too_small" | "crossing" | "too_close" | "overlap"; readonly at: Point };

interface Segment {
  readonly a: Point;
  readonly b: Point;
}

/**
 * The first fault that a change brought in, or null.
 *
 * `before` is trusted; only areas of `after` that are not in it, and lines near them, are
 * looked at. Give an empty `before` to look at everything. `quick` leaves out the comparison
 * of ground, which can only fail when a line jumps over a whole area.
 */
export function findFault(
  before: readonly Part[],
  after: readonly Part[],
  { quick = false }: { quick?: boolean } = {},
): Fault | null {
  const trusted = new Set(before);
  const changed = after.filter((part) => !trusted.has(part));
  return (
    firstOf(changed, faultOfRings) ??
    faultOfLines(newSegments(before, changed), after) ??
    (quick ? null : faultOfGround(changed, after))
  );
}

/** Whether areas are a valid coverage as they stand: the quick way to look at all of them. */
export function isCoverage(parts: readonly Part[]): boolean {
  if (firstOf(parts, faultOfRings)) return false;
  const lines = parts.flatMap((part, i) => part.map((ring) => ({ line: [...ring, ring[0]!], label: String(i) })));
  const noded = node(lines.map(({ line }) => line));
  if (noded.some((line, i) => line.length !== lines[i]!.line.length)) return false;
  return arrange(lines).covers.every((covers) => covers.size <= 1);
}

function firstOf<T>(items: readonly T[], test: (item: T) => Fault | null): Fault | null {
  for (const item of items) {
    const fault = test(item);
    if (fault) return fault;
  }
  return null;
}

function faultOfRings(part: Part): Fault | null {
  for (const [i, ring] of part.entries()) {
    const at = ring[0] ?? part[0]?.[0] ?? [0, 0];
    const size = doubleArea(ring);
    if (ring.length < 3 || (i === 0 ? size <= 0 : size >= 0)) return { kind: "too_small", at };
    const seen = new Set<number>();
    for (const point of ring) {
      if (seen.has(keyOf(point))) return { kind: "crossing", at: point };
      seen.add(keyOf(point));
    }
    if (i > 0 && !inside(ring, [part[0]!])) return { kind: "crossing", at };
  }
  return null;
}

/** Segments of the changed areas that were nowhere before. */
export function newSegments(before: readonly Part[], changed: readonly Part[]): Segment[] {
  const box = boxOf(changed.flat(2));
  const old = before.filter((part) => near(boxOfPart(part), box)).map(segmentKeysOf);
  const fresh = new Map<string, Segment>();
  for (const ring of changed.flat()) {
    for (const [a, b] of segmentsOf(ring)) {
      const id = segmentKey(a, b);
      if (!old.some((keys) => keys.has(id))) fresh.set(id, { a, b });
    }
  }
  return [...fresh.values()];
}

const segmentKeys = new WeakMap<Part, ReadonlySet<string>>();

/** The keys of an area's segments, worked out once: areas never change. */
function segmentKeysOf(part: Part): ReadonlySet<string> {
  const known = segmentKeys.get(part);
  if (known) return known;
  const keys = new Set([...segmentsIn(part)].map(([a, b]) => segmentKey(a, b)));
  segmentKeys.set(part, keys);
  return keys;
}

/** A fault where new lines meet any other line elsewhere than at a common corner. */
export function faultOfLines(fresh: readonly Segment[], all: readonly Part[]): Fault | null {
  if (fresh.length === 0) return null;
  const boxes = fresh.map(({ a, b }) => boxOf([a, b]));
  const around = boxOf(fresh.flatMap(({ a, b }) => [a, b]));
  for (const part of all) {
    if (!near(boxOfPart(part), around)) continue;
    for (const ring of part) {
      for (const [c, d] of segmentsOf(ring)) {
        if (outside(c, d, around)) continue;
        goOn();
        for (const [i, { a, b }] of fresh.entries()) {
          if (outside(c, d, boxes[i]!)) continue;
          const fault = meeting(a, b, c, d);
          if (fault) return fault;
        }
      }
    }
  }
  return null;
}

function outside(c: Point, d: Point, box: Box): boolean {
  return (
    (c[0] < box.west && d[0] < box.west) ||
    (c[0] > box.east && d[0] > box.east) ||
    (c[1] < box.south && d[1] < box.south) ||
    (c[1] > box.north && d[1] > box.north)
  );
}

function meeting(a: Point, b: Point, c: Point, d: Point): Fault | null {
  if (cross(a, b, c, d)) return { kind: "crossing", at: c };
  for (const end of [c, d]) {
    if (!same(end, a) && !same(end, b) && passesThrough(a, b, end)) {
      return { kind: "too_close", at: end };
    }
  }
  for (const end of [a, b]) {
    if (!same(end, c) && !same(end, d) && passesThrough(c, d, end)) {
      return { kind: "too_close", at: end };
    }
  }
  return null;
}

function faultOfGround(changed: readonly Part[], all: readonly Part[]): Fault | null {
  for (const part of changed) {
    for (const other of all) {
      if (other === part || !near(boxOfPart(part), boxOfPart(other))) continue;
      const at = sharedGround(part, other);
      if (at) return { kind: "overlap", at };
    }
  }
  return null;
}

function sharedGround(part: Part, other: Part): Point | null {
  const way = new Set<string>();
  const border = new Set<string>();
  for (const [a, b] of segmentsIn(part)) {
    way.add(`${keyOf(a)}:${keyOf(b)}`);
    border.add(segmentKey(a, b));
  }
  const shared = new Set<string>();
  for (const [a, b] of segmentsIn(other)) {
    if (way.has(`${keyOf(a)}:${keyOf(b)}`)) return a;
    if (border.has(segmentKey(a, b))) shared.add(segmentKey(a, b));
  }
  return segmentWithin(part, other, shared) ?? segmentWithin(other, part, shared);
}

/** A corner of the first segment of `part` whose middle lies inside `other`. */
function segmentWithin(part: Part, other: Part, shared: ReadonlySet<string>): Point | null {
  const box = boxOfPart(other);
  for (const [a, b] of segmentsIn(part)) {
    const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (middle[0] < box.west || middle[0] > box.east) continue;
    if (middle[1] < box.south || middle[1] > box.north) continue;
    if (!shared.has(segmentKey(a, b)) && sideOfPart(other, middle) === 1) return a;
  }
  return null;
}

function inside(ring: Ring, part: Part): boolean {
  for (const [a, b] of segmentsOf(ring)) {
    const side = sideOfPart(part, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    if (side !== 0) return side === 1;
  }
  return true;
}

function* segmentsIn(part: Part): Generator<[Point, Point]> {
  for (const ring of part) yield* segmentsOf(ring);
}
