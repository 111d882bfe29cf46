/** Pulls the pointer to a corner or a border that is near. */

import type { Part, Point } from "./point";
import { segmentsOf } from "./point";
import { boxOfPart, near } from "./ring";

export interface Snap {
  readonly at: Point;
  readonly on: "corner" | "border";
  /** The ends of the border segment, the same point twice for a corner. */
  readonly segment: readonly [Point, Point];
}

/** How much shorter a degree of longitude is than one of latitude, here. */
export function squeeze(y: number): number {
  return Math.cos((y / 1_000_000) * (Math.PI / 180));
}

/**
 * The nearest corner within `reach` of a place, else the nearest point on a border.
 *
 * `reach` is in grid units northward. Corners go before borders, as officers mean them;
 * without `corners` the nearest point counts, whatever it is.
 */
export function snap(
  place: readonly [number, number],
  parts: Iterable<Part>,
  reach: number,
  except: (point: Point) => boolean = () => false,
  { corners = true }: { corners?: boolean } = {},
): Snap | null {
  const wide = squeeze(place[1]);
  const span = reach / wide;
  let [corner, cornerAway]: [Point | null, number] = [null, reach];
  let [border, borderAway]: [Snap | null, number] = [null, reach];
  const [x, y] = place;
  const around = { west: x - span, south: y - reach, east: x + span, north: y + reach };
  for (const part of parts) {
    if (!near(boxOfPart(part), around)) continue;
    for (const ring of part) {
      for (const [a, b] of segmentsOf(ring)) {
        if (Math.min(a[0], b[0]) > place[0] + span || Math.max(a[0], b[0]) < place[0] - span) continue;
        if (Math.min(a[1], b[1]) > place[1] + reach || Math.max(a[1], b[1]) < place[1] - reach) continue;
        if (except(a)) continue;
        const away = Math.hypot((a[0] - place[0]) * wide, a[1] - place[1]);
        if (corners && away < cornerAway) [corner, cornerAway] = [a, away];
        if (except(b)) continue;
        const foot = footOn(place, a, b, wide);
        const off = Math.hypot((foot[0] - place[0]) * wide, foot[1] - place[1]);
        if (off < borderAway) [border, borderAway] = [{ at: foot, on: "border", segment: [a, b] }, off];
      }
    }
  }
  return corner ? { at: corner, on: "corner", segment: [corner, corner] } : border;
}

function footOn([x, y]: readonly [number, number], a: Point, b: Point, wide: number): Point {
  const [dx, dy] = [(b[0] - a[0]) * wide, b[1] - a[1]];
  const share = ((x - a[0]) * wide * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
  const held = Math.min(1, Math.max(0, share));
  return [Math.round(a[0] + held * (b[0] - a[0])), Math.round(a[1] + held * (b[1] - a[1]))];
}
