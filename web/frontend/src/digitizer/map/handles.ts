/** Which corners get a handle: those that can be told apart on the screen. */

import { compare, keyOf, same, type Point, type Ring } from "../topology/point";

/** Nearer ones would merge into a worm, and no finger would find the one that is meant (pixels). */
export const APART_PX = 24;

interface Corner {
  readonly point: Point;
  /** The rings that go through it; where more than one, moving it moves more than one. */
  rings: number;
  /** How far it stands off the line between its neighbours, in grid units. */
  readonly stands: number;
}

/** The corners of some rings that lie at least {@link APART_PX} apart, those that matter most first. */
export function apart(
  rings: readonly Ring[],
  pixelOf: (point: Point) => { readonly x: number; readonly y: number },
): Point[] {
  const taken = new Map<string, { readonly x: number; readonly y: number }[]>();
  const found: Point[] = [];
  for (const { point } of byWeight(rings)) {
    const at = pixelOf(point);
    const [column, row] = [Math.floor(at.x / APART_PX), Math.floor(at.y / APART_PX)];
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => taken.get(`${column + dx} ${row + dy}`) ?? []));
    if (near.some(({ x, y }) => Math.hypot(x - at.x, y - at.y) < APART_PX)) continue;
    const cell = `${column} ${row}`;
    taken.set(cell, [...(taken.get(cell) ?? []), at]);
    found.push(point);
  }
  return found;
}

function byWeight(rings: readonly Ring[]): Corner[] {
  const corners = new Map<number, Corner>();
  for (const ring of rings) {
    for (const [i, point] of ring.entries()) {
      const known = corners.get(keyOf(point));
      if (known) known.rings++;
      else corners.set(keyOf(point), { point, rings: 1, stands: standsOff(ring, i) });
    }
  }
  return [...corners.values()].sort(
    (a, b) => junction(b) - junction(a) || b.stands - a.stands || compare(a.point, b.point),
  );
}

const junction = ({ rings }: Corner): number => (rings > 2 ? 1 : 0);

function standsOff(ring: Ring, i: number): number {
  const [a, at, b] = [ring[(i + ring.length - 1) % ring.length]!, ring[i]!, ring[(i + 1) % ring.length]!];
  if (same(a, b)) return Infinity;
  const twice = Math.abs((b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]));
  return twice / Math.hypot(b[0] - a[0], b[1] - a[1]);
}
