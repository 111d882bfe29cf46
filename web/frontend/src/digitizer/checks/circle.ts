/** The largest circle in an area: how wide a gap is, and where it is widest. */

import type { Part, Point } from "../topology/point";
import { segmentsOf } from "../topology/point";
import { boxOf, sideOfPart } from "../topology/ring";
import { squeeze } from "../topology/snap";

const METRES_PER_UNIT = 0.111;
const EXACT_SHARE = 0.02;
const MOST_CELLS = 4000;

export interface Circle {
  readonly at: Point;
  readonly width_m: number;
}

interface Cell {
  readonly at: Point;
  readonly half: number;
  readonly away: number;
  readonly most: number;
}

/**
 * By halving squares, always the one that may hold the largest circle (as in Garcia-Castellanos
 * and Lombardo 2007, exact to two hundredths of the width).
 */
export function largestCircle(part: Part): Circle {
  const box = boxOf(part[0]!);
  const wide = squeeze((box.south + box.north) / 2);
  const [width, height] = [(box.east - box.west) * wide, box.north - box.south];
  const size = Math.max(1, Math.min(width, height));
  const cells: Cell[] = [];
  const add = (at: Point, half: number): Cell => {
    const away = distance(part, at, wide);
    const cell = { at, half, away, most: away + half * Math.SQRT2 };
    cells.push(cell);
    return cell;
  };
  let best: Cell = { at: part[0]![0]!, half: 0, away: 0, most: 0 };
  for (let x = 0; x < width; x += size) {
    for (let y = 0; y < height; y += size) {
      const cell = add([box.west + (x + size / 2) / wide, box.south + y + size / 2], size / 2);
      if (cell.away > best.away) best = cell;
    }
  }
  for (let count = 0; cells.length && count < MOST_CELLS; count++) {
    const cell = takeLargest(cells);
    if (cell.most <= best.away * (1 + EXACT_SHARE)) break;
    const half = cell.half / 2;
    for (const [dx, dy] of [[-1, -1], [1, -1], [-1, 1], [1, 1]] as const) {
      const made = add([cell.at[0] + (dx * half) / wide, cell.at[1] + dy * half], half);
      if (made.away > best.away) best = made;
    }
  }
  return { at: best.at, width_m: 2 * best.away * METRES_PER_UNIT };
}

function takeLargest(cells: Cell[]): Cell {
  let at = 0;
  for (let i = 1; i < cells.length; i++) if (cells[i]!.most > cells[at]!.most) at = i;
  const [cell] = cells.splice(at, 1);
  return cell!;
}

/** Units northward from a point to the area's rings, below 0 outside. */
function distance(part: Part, [x, y]: Point, wide: number): number {
  let least = Infinity;
  for (const ring of part) {
    for (const [a, b] of segmentsOf(ring)) {
      const [ax, ay] = [(a[0] - x) * wide, a[1] - y];
      const [dx, dy] = [(b[0] - a[0]) * wide, b[1] - a[1]];
      const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      least = Math.min(least, Math.hypot(ax + share * dx, ay + share * dy));
    }
  }
  return sideOfPart(part, [x, y]) > 0 ? least : -least;
}
