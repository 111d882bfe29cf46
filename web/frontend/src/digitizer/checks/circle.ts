/** The largest circle in an area: how wide a gap is, and where it is widest. */

import type { Part, Point } from "../topology/point";
import { segmentsOf } from "../topology/point";
import { boxOf } from "../topology/ring";
import { squeeze } from "../topology/snap";

export const METRES_PER_UNIT = 0.111;
const EXACT_SHARE = 0.02;
const MOST_CELLS = 16_000;
/** Segments looked at in all: a winding gap of a thousand corners must not hold up the pen. */
const MOST_LOOKS = 2_000_000;
const MOST_SEEDS = 100;

export interface Circle {
  readonly at: Point;
  readonly width_m: number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
  /** To the nearest ring, below 0 outside. */
  readonly away: number;
}

interface Cell extends Spot {
  readonly half: number;
  readonly most: number;
}

/**
 * By halving squares, always the one that may hold the largest circle (as in Garcia-Castellanos
 * and Lombardo 2007, exact to two hundredths of the width), from the circles that touch some
 * of the edges: in a long strip a square finds its way inside late.
 */
export function largestCircle(part: Part): Circle {
  const box = boxOf(part[0]!);
  const wide = squeeze((box.south + box.north) / 2);
  const segments = flatten(part, box.west, box.south, wide);
  const [width, height] = [(box.east - box.west) * wide, box.north - box.south];
  const size = Math.max(1, Math.min(width, height));
  const cells: Cell[] = [];
  let best = widestTouching(segments);
  const add = (x: number, y: number, half: number): void => {
    const away = distance(segments, x, y);
    const cell = { x, y, half, away, most: away + half * Math.SQRT2 };
    if (away > best.away) best = cell;
    cells.push(cell);
  };
  for (let x = 0; x < width; x += size) {
    for (let y = 0; y < height; y += size) add(x + size / 2, y + size / 2, size / 2);
  }
  const most = Math.min(MOST_CELLS, (MOST_LOOKS * 4) / segments.length);
  for (let count = 0; cells.length && count < most; count += 4) {
    const { x, y, half, most: bound } = takeLargest(cells);
    if (bound <= best.away * (1 + EXACT_SHARE)) break;
    const step = half / 2;
    for (const [dx, dy] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const)
      add(x + dx * step, y + dy * step, step);
  }
  return { at: [best.x / wide + box.west, best.y + box.south], width_m: 2 * best.away * METRES_PER_UNIT };
}

/** Both ends of each segment in turn, even in all directions, the area on the left. */
function flatten(part: Part, west: number, south: number, wide: number): Float64Array {
  const ends = part.flatMap((ring) => [...segmentsOf(ring)].flat());
  return Float64Array.from(ends.flatMap(([x, y]) => [(x - west) * wide, y - south]));
}

function takeLargest(cells: Cell[]): Cell {
  let at = 0;
  for (let i = 1; i < cells.length; i++) if (cells[i]!.most > cells[at]!.most) at = i;
  const [cell] = cells.splice(at, 1);
  return cell!;
}

/** The point of the rings that is nearest to a place. */
function nearest(segments: Float64Array, x: number, y: number): { x: number; y: number; away: number } {
  let [best, bestX, bestY] = [Infinity, 0, 0];
  for (let i = 0; i < segments.length; i += 4) {
    const [ax, ay] = [segments[i]! - x, segments[i + 1]! - y];
    const [dx, dy] = [segments[i + 2]! - segments[i]!, segments[i + 3]! - segments[i + 1]!];
    const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
    const [px, py] = [ax + share * dx, ay + share * dy];
    const square = px * px + py * py;
    if (square < best) [best, bestX, bestY] = [square, px + x, py + y];
  }
  return { x: bestX, y: bestY, away: Math.sqrt(best) };
}

/** From a place to the rings, below 0 outside. */
function distance(segments: Float64Array, x: number, y: number): number {
  let inside = false;
  for (let i = 0; i < segments.length; i += 4) {
    const [ay, by] = [segments[i + 1]!, segments[i + 3]!];
    if (ay > y === by > y) continue;
    if (x < segments[i]! + ((y - ay) / (by - ay)) * (segments[i + 2]! - segments[i]!)) inside = !inside;
  }
  const { away } = nearest(segments, x, y);
  return inside ? away : -away;
}

/** The widest of the circles that touch the middle of an edge, of some edges evenly chosen. */
function widestTouching(segments: Float64Array): Spot {
  const count = segments.length / 4;
  const step = Math.max(1, Math.floor(count / MOST_SEEDS));
  let best: Spot = { x: segments[0]!, y: segments[1]!, away: 0 };
  for (let i = 0; i < segments.length; i += 4 * step) {
    const [ax, ay, bx, by] = segments.subarray(i, i + 4) as unknown as [number, number, number, number];
    const length = Math.hypot(bx - ax, by - ay);
    const [mx, my] = [(ax + bx) / 2, (ay + by) / 2];
    const [nx, ny] = [(ay - by) / length, (bx - ax) / length];
    let radius = 1e7;
    // A ball that shrinks until nothing is inside: a handful of turns.
    for (let turn = 0; turn < 20; turn++) {
      const hit = nearest(segments, mx + nx * radius, my + ny * radius);
      if (hit.away >= radius * (1 - 1e-6)) break;
      const [qx, qy] = [hit.x - mx, hit.y - my];
      const ahead = nx * qx + ny * qy;
      if (ahead <= 1e-9) break;
      radius = (qx * qx + qy * qy) / (2 * ahead);
    }
    if (radius > best.away && radius < 1e7) {
      const [x, y] = [mx + nx * radius, my + ny * radius];
      const away = distance(segments, x, y);
      if (away > best.away) best = { x, y, away };
    }
  }
  return best;
}
