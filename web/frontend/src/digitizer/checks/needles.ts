/** Corners that stick out as needles, by the rules of gis/shapes/geometry_corners.py. */

import { same, type Part, type Point, type Ring } from "../topology/point";
import { squeeze } from "../topology/snap";

const EAST_M = 0.11132;
const NORTH_M = 0.110574;
const WIDTH_M = 0.25;
const LENGTH_M = 1;
const SLENDERNESS = 20;

export interface Trimmed {
  readonly ring: Ring;
  /** The ends of the needles, in the order in which they can be taken off. */
  readonly tips: readonly Point[];
}

/** A corner from which both edges run back almost on top of each other. */
function isTip(before: Point, at: Point, after: Point): boolean {
  const east = EAST_M * squeeze(at[1]);
  const [bx, by] = [(before[0] - at[0]) * east, (before[1] - at[1]) * NORTH_M];
  const [ax, ay] = [(after[0] - at[0]) * east, (after[1] - at[1]) * NORTH_M];
  const [back, ahead] = [Math.hypot(bx, by), Math.hypot(ax, ay)];
  const [shorter, longer] = [Math.min(back, ahead), Math.max(back, ahead)];
  const width = Math.abs(bx * ay - by * ax) / Math.max(longer, LENGTH_M);
  return bx * ax + by * ay > 0 && shorter >= LENGTH_M && width <= WIDTH_M && width * SLENDERNESS <= shorter;
}

/** A ring without its needles; the same ring where it has none. */
export function trim(ring: Ring): Trimmed {
  const tips: Point[] = [];
  const left = [...ring];
  for (let at = 0; at < left.length && left.length >= 3; ) {
    const [before, point, after] = [left.at(at - 1)!, left[at]!, left[(at + 1) % left.length]!];
    if (!isTip(before, point, after)) {
      at++;
      continue;
    }
    tips.push(point);
    left.splice(at, 1);
    // Without its tip, a needle's two feet may be one corner.
    const foot = at % left.length;
    if (left.length > 1 && same(left.at(foot - 1)!, left[foot]!)) left.splice(foot, 1);
    // Only corners beside it have other neighbours now; those of the first may stand at the end.
    at = at >= left.length - 1 ? 0 : Math.max(0, at - 2);
  }
  return { ring: tips.length ? left : ring, tips };
}

/** Areas without needles, rings of which nothing is left taken out; the same parts without any. */
export function trimParts(parts: readonly Part[]): {
  readonly parts: readonly Part[];
  readonly tips: readonly Point[];
} {
  const rings = parts.map((part) => part.map(trim));
  const tips = rings.flat().flatMap((one) => one.tips);
  if (tips.length === 0) return { parts, tips };
  const left = rings.flatMap(([outer, ...holes]) =>
    outer && outer.ring.length >= 3
      ? [[outer, ...holes.filter(({ ring }) => ring.length >= 3)].map(({ ring }) => ring)]
      : [],
  );
  return { parts: left, tips };
}
