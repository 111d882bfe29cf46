/**
 * Puts a corner wherever lines meet, on the grid.
 *
 * Iterated snap rounding (Hobby 1999; Halperin and Packer 2002): wherever two lines cross
 * they get the nearest grid point as a common corner, and a line that passes through the
 * unit square of a corner gets that corner too; again until nothing changes. Corners that
 * are there never move, so a drawing that is noded already comes back as it was.
 */

import { compare, keyOf, same, segmentKey, type Point } from "./point";
import { goOn } from "./patience";
import { cross, crossing, passesThrough } from "./predicates";

const MOST_ROUNDS = 40;
/** Borders of a whole province meet in fewer places; an outline that crosses itself everywhere in millions. */
const MOST_MEETINGS = 20_000;

interface Segment {
  readonly a: Point;
  readonly b: Point;
  readonly south: number;
  readonly north: number;
  readonly on: Map<number, Point>;
}

/** Raised when the lines do not settle, or meet in more places than any drawing has. */
export class Unsettled extends Error {}

/** The same lines with every meeting point among their corners. Closed lines repeat their first point. */
export function node(lines: readonly (readonly Point[])[]): Point[][] {
  let current = lines.map((line) => [...line]);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const segments = collect(current);
    if (!meet(segments)) return current;
    current = current.map((line) => withCorners(line, segments));
  }
  throw new Unsettled("lines do not settle on the grid");
}

/** Each segment once, whichever lines it is in, westernmost first. */
function collect(lines: readonly (readonly Point[])[]): Map<string, Segment> {
  const found = new Map<string, Segment>();
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [p, q] = [line[i]!, line[i + 1]!];
      if (same(p, q)) continue;
      const id = segmentKey(p, q);
      if (found.has(id)) continue;
      const [a, b] = compare(p, q) < 0 ? [p, q] : [q, p];
      found.set(id, {
        a,
        b,
        south: Math.min(a[1], b[1]),
        north: Math.max(a[1], b[1]),
        on: new Map(),
      });
    }
  }
  return new Map([...found].sort(([, s], [, t]) => compare(s.a, t.a) || compare(s.b, t.b)));
}

/** Notes on each segment the corners that it must get; whether there was any. */
function meet(segments: Map<string, Segment>): boolean {
  const sorted = [...segments.values()];
  let meetings = 0;
  const put = (segment: Segment, point: Point): boolean => {
    if (same(point, segment.a) || same(point, segment.b)) return false;
    segment.on.set(keyOf(point), point);
    if (++meetings > MOST_MEETINGS) throw new Unsettled("lines meet in too many places");
    return true;
  };
  for (let i = 0; i < sorted.length; i++) {
    const s = sorted[i]!;
    goOn();
    for (let j = i + 1; j < sorted.length; j++) {
      const t = sorted[j]!;
      if (t.a[0] > s.b[0]) break;
      if (t.south > s.north || t.north < s.south) continue;
      let touched = false;
      for (const end of [t.a, t.b]) if (passesThrough(s.a, s.b, end)) touched = put(s, end) || touched;
      for (const end of [s.a, s.b]) if (passesThrough(t.a, t.b, end)) touched = put(t, end) || touched;
      // A corner that is there already goes before a new one: else thin wedges would be
      // closed one grid unit a round, like a zip.
      if (!touched && cross(s.a, s.b, t.a, t.b)) {
        const point = crossing(s.a, s.b, t.a, t.b);
        put(s, point);
        put(t, point);
      }
    }
  }
  return meetings > 0;
}

function withCorners(line: readonly Point[], segments: Map<string, Segment>): Point[] {
  const out: Point[] = line.length ? [line[0]!] : [];
  for (let i = 0; i + 1 < line.length; i++) {
    const [p, q] = [line[i]!, line[i + 1]!];
    const segment = segments.get(segmentKey(p, q));
    if (segment) out.push(...along(segment, p));
    out.push(q);
  }
  return out;
}

/** The new corners of a segment in the order in which they are passed from one end. */
function along(segment: Segment, from: Point): Point[] {
  const { a, b } = segment;
  const way = (p: Point): number => (p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1]);
  const points = [...segment.on.values()].sort((p, q) => way(p) - way(q) || compare(p, q));
  return same(from, a) ? points : points.reverse();
}
