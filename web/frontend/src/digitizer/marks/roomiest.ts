/** The widest circle inside a village: its name is put there, and may move about in it. */

import { squeeze } from "../topology/snap";
import { doubleArea, boxOf } from "../topology/ring";
import type { Part, Ring } from "../topology/point";

export interface Room {
  /** Grid units, not rounded. */
  readonly at: readonly [number, number];
  /** Radius in grid units northward. */
  readonly radius: number;
}

/** The circle is found to this share of the village's longer side. */
const PRECISION = 1 / 80;
const FIRST_CELLS = 4;
/** So often at most a place is measured against an edge: a name may stand a little off for it. */
const MOST_LOOKS = 1_000_000;

type Place = readonly [number, number];

interface Cell {
  readonly centre: Place;
  readonly half: number;
  /** How far the rim is from the centre; below 0 outside. */
  readonly depth: number;
}

const known = new WeakMap<readonly Part[], Room | null>();

/** The widest circle in the largest part; null without an area. Worked out once for each area. */
export function roomiest(parts: readonly Part[]): Room | null {
  const before = known.get(parts);
  if (before !== undefined) return before;
  const [largest] = [...parts].sort((a, b) => doubleArea(b[0]!) - doubleArea(a[0]!));
  const found = largest ? widestCircle(largest) : null;
  known.set(parts, found);
  return found;
}

function widestCircle(part: Part): Room | null {
  const box = boxOf(part[0]!);
  const wide = squeeze((box.south + box.north) / 2);
  const rings = part.map((ring: Ring) => ring.map(([x, y]): Place => [(x - box.west) * wide, y - box.south]));
  const [width, height] = [(box.east - box.west) * wide, box.north - box.south];
  const cell = (x: number, y: number, half: number): Cell => ({
    centre: [x, y],
    half,
    depth: depthOf(rings, [x, y]),
  });
  const half = Math.max(width, height) / FIRST_CELLS / 2;
  if (half === 0) return null;
  const open: Cell[] = [];
  for (let x = half; x - half < width; x += 2 * half) {
    for (let y = half; y - half < height; y += 2 * half) open.push(cell(x, y, half));
  }
  let best = cell(width / 2, height / 2, 0);
  const enough = Math.max(width, height) * PRECISION;
  let left = MOST_LOOKS / part.reduce((sum, { length }) => sum + length, 0);
  for (let here = open.pop(); here && left-- > 0; here = open.pop()) {
    if (here.depth > best.depth) best = here;
    // Nowhere in the cell is farther from the rim than this.
    if (here.depth + here.half * Math.SQRT2 - best.depth <= enough) continue;
    const step = here.half / 2;
    for (const [dx, dy] of [
      [-step, -step],
      [step, -step],
      [-step, step],
      [step, step],
    ] as const) {
      open.push(cell(here.centre[0] + dx, here.centre[1] + dy, step));
    }
    open.sort((a, b) => a.depth + a.half - b.depth - b.half);
  }
  const [x, y] = best.centre;
  return { at: [x / wide + box.west, y + box.south], radius: Math.max(best.depth, 0) };
}

/** Distance to the nearest ring, below 0 outside (even-odd). */
function depthOf(rings: readonly (readonly Place[])[], [px, py]: Place): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[j]!;
      const [ux, uy] = [bx - ax, by - ay];
      const along = ((px - ax) * ux + (py - ay) * uy) / (ux * ux + uy * uy || 1);
      const share = Math.min(Math.max(along, 0), 1);
      const [gx, gy] = [px - ax - share * ux, py - ay - share * uy];
      nearest = Math.min(nearest, gx * gx + gy * gy);
      if (ay > py !== by > py && px < (ux * (py - ay)) / uy + ax) inside = !inside;
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest);
}
