/** Exact answers about points of the grid: every sign is that of the true value. */

import type { Point } from "./point";

/** Above 0 when a, b, c turn left, below 0 when right, 0 on one line (twice the area). */
export function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/**
 * Whether segment ab passes through the (open) unit square around a grid point.
 *
 * Such a point counts as lying on the segment: the grid cannot tell them apart. This is
 * the «hot pixel» test of snap rounding (Hobby 1999), by separating axes.
 */
export function passesThrough(a: Point, b: Point, point: Point): boolean {
  const [x, y] = point;
  if (x < a[0] && x < b[0]) return false;
  if (x > a[0] && x > b[0]) return false;
  if (y < a[1] && y < b[1]) return false;
  if (y > a[1] && y > b[1]) return false;
  const reach = Math.abs(b[0] - a[0]) + Math.abs(b[1] - a[1]);
  return 2 * Math.abs(turn(a, b, point)) < reach;
}

/** Whether two segments cross at a point inside both. */
export function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return (
    Math.sign(turn(a, b, c)) * Math.sign(turn(a, b, d)) < 0 && Math.sign(turn(c, d, a)) * Math.sign(turn(c, d, b)) < 0
  );
}

/** The grid point nearest to where two crossing segments meet. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point {
  const ahead = turn(c, d, a);
  const share = ahead / (ahead - turn(c, d, b));
  return [a[0] + Math.round(share * (b[0] - a[0])), a[1] + Math.round(share * (b[1] - a[1]))];
}

/** Order of directions around a point, counter-clockwise from east. */
export function byDirection(centre: Point, a: Point, b: Point): number {
  const half = (p: Point): number => (p[1] > centre[1] || (p[1] === centre[1] && p[0] > centre[0]) ? 0 : 1);
  return half(a) - half(b) || -Math.sign(turn(centre, a, b));
}
