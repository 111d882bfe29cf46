/** The part of a straight edge that is near another. */

export type Spot = readonly [number, number];

/** A straight edge from `a` to `b`; coordinates even in all directions. */
export interface Edge {
  readonly a: Spot;
  readonly b: Spot;
  /** Its direction, one long. */
  readonly way: Spot;
  readonly length: number;
}

/** From and to, along an edge from its start. */
export type Stretch = readonly [number, number];

const HALVINGS = 40;

/** The stretch of `s` that is left of `t` and within reach of it; null without any. */
export function stretchWithin(s: Edge, t: Edge, reach: number): Stretch | null {
  const off = (at: number): { readonly left: number; readonly away: number } => {
    const [dx, dy] = [s.a[0] + s.way[0] * at - t.a[0], s.a[1] + s.way[1] * at - t.a[1]];
    const ahead = dx * t.way[0] + dy * t.way[1];
    const left = t.way[0] * dy - t.way[1] * dx;
    return { left, away: Math.hypot(left, ahead - Math.min(t.length, Math.max(0, ahead))) };
  };
  // Along a straight line the distance to a segment has one lowest place.
  let [low, high] = [0, s.length];
  for (let i = 0; i < HALVINGS; i++) {
    const [p, q] = [low + (high - low) / 3, high - (high - low) / 3];
    if (off(p).away <= off(q).away) high = q;
    else low = p;
  }
  const nearest = (low + high) / 2;
  const fits = (at: number): boolean => {
    const { left, away } = off(at);
    return away <= reach && left >= -1e-6;
  };
  if (!fits(nearest)) return null;
  const furthest = (end: number): number => {
    let [inside, outside] = fits(end) ? [end, end] : [nearest, end];
    for (let i = 0; i < HALVINGS && inside !== outside; i++) {
      const middle = (inside + outside) / 2;
      if (fits(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  const [from, to] = [furthest(0), furthest(s.length)];
  return from < to ? [from, to] : null;
}
