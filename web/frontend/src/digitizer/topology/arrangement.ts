/**
 * The faces that noded lines cut the plane into, and which areas cover each face.
 *
 * Half-edges `2i` and `2i + 1` are the two directions of one edge; a half-edge has its face
 * on the left. Which areas cover a face follows from counting: crossing an area's border
 * changes its winding number by one. No point-in-polygon test decides it, so it holds
 * however the grid bent the lines.
 */

import { keyOf, segmentKey, same, type Point } from "./point";
import { goOn } from "./patience";
import { byDirection, turn } from "./predicates";

/** A noded line; with a label it is the closed border of an area on its left. */
export interface Border {
  readonly line: readonly Point[];
  readonly label?: string;
}

export interface Arrangement {
  /** Where each half-edge starts. */
  readonly from: readonly Point[];
  /** The half-edges that leave each corner, counter-clockwise. */
  readonly around: ReadonlyMap<number, readonly number[]>;
  /** The face on the left of each half-edge. */
  readonly face: readonly number[];
  /** For each face, the areas that cover it. */
  readonly covers: readonly ReadonlySet<string>[];
}

/** Faces of a set of lines that {@link node} has noded. */
export function arrange(borders: readonly Border[]): Arrangement {
  const { from, windings } = edgesOf(borders);
  const around = spokes(from);
  const next = successors(from, around);
  const { loop, loops } = loopsOf(next);
  const face = joinLoops(from, loop, loops);
  return { from, around, face, covers: coversOf(face, windings) };
}

type Windings = Map<string, number>;

function edgesOf(borders: readonly Border[]): { from: Point[]; windings: Windings[] } {
  const index = new Map<string, number>();
  const from: Point[] = [];
  const windings: Windings[] = [];
  for (const { line, label } of borders) {
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i]!, line[i + 1]!];
      if (same(a, b)) continue;
      const id = segmentKey(a, b);
      let edge = index.get(id);
      if (edge === undefined) {
        edge = windings.length;
        index.set(id, edge);
        from.push(a, b);
        windings.push(new Map());
      }
      if (label === undefined) continue;
      const way = same(from[2 * edge]!, a) ? 1 : -1;
      const here = windings[edge]!;
      here.set(label, (here.get(label) ?? 0) + way);
    }
  }
  return { from, windings };
}

function spokes(from: readonly Point[]): Map<number, number[]> {
  const around = new Map<number, number[]>();
  from.forEach((point, half) => {
    const id = keyOf(point);
    const list = around.get(id);
    if (list) list.push(half);
    else around.set(id, [half]);
  });
  for (const list of around.values()) {
    const centre = from[list[0]!]!;
    list.sort((h, k) => byDirection(centre, from[h ^ 1]!, from[k ^ 1]!));
  }
  return around;
}

/** The half-edge that goes on along the same face: the next one clockwise from the way back. */
function successors(from: readonly Point[], around: Map<number, number[]>): number[] {
  const next = new Array<number>(from.length);
  for (const list of around.values()) {
    list.forEach((half, i) => {
      next[half ^ 1] = list[(i + list.length - 1) % list.length]!;
    });
  }
  return next;
}

function loopsOf(next: readonly number[]): { loop: number[]; loops: number } {
  const loop = new Array<number>(next.length).fill(-1);
  let loops = 0;
  for (let start = 0; start < next.length; start++) {
    if (loop[start] !== -1) continue;
    for (let half = start; loop[half] === -1; half = next[half]!) loop[half] = loops;
    loops++;
  }
  return { loop, loops };
}

/** One number per face: face 0 is the outside, loops around separate pieces are joined. */
function joinLoops(from: readonly Point[], loop: readonly number[], loops: number): number[] {
  const parent = Array.from({ length: loops + 1 }, (_, i) => i);
  const find = (i: number): number => (parent[i] === i ? i : (parent[i] = find(parent[i]!)));
  const outside = loops;
  for (const half of westernmost(from)) {
    goOn();
    const wall = wallWestOf(from, from[half]!);
    parent[find(loop[half]!)] = find(wall === -1 ? outside : loop[wall]!);
  }
  const number = new Map<number, number>([[find(outside), 0]]);
  return loop.map((own) => {
    const root = find(own);
    if (!number.has(root)) number.set(root, number.size);
    return number.get(root)!;
  });
}

/** For each connected piece, a half-edge at its westernmost corner with the outside on its left. */
function westernmost(from: readonly Point[]): number[] {
  const piece = new Map<number, number>();
  const find = (id: number): number => {
    let at = id;
    while (piece.get(at) !== at) {
      piece.set(at, piece.get(piece.get(at)!)!);
      at = piece.get(at)!;
    }
    return at;
  };
  for (const point of from) piece.set(keyOf(point), keyOf(point));
  for (let half = 0; half < from.length; half += 2) {
    piece.set(find(keyOf(from[half]!)), find(keyOf(from[half + 1]!)));
  }
  const best = new Map<number, number>();
  from.forEach((point, half) => {
    const root = find(keyOf(point));
    const now = best.get(root);
    if (now === undefined || isFurtherWest(from, half, now)) best.set(root, half);
  });
  return [...best.values()];
}

/** At the westernmost corner, the spoke furthest counter-clockwise has the outside on its left. */
function isFurtherWest(from: readonly Point[], half: number, now: number): boolean {
  const [p, q] = [from[half]!, from[now]!];
  if (!same(p, q)) return p[0] < q[0] || (p[0] === q[0] && p[1] < q[1]);
  return turn(p, from[half ^ 1]!, from[now ^ 1]!) < 0;
}

/** The half-edge nearest to the west of a point that has the point on its left; -1 without one. */
function wallWestOf(from: readonly Point[], [x, y]: Point): number {
  let [best, bestX, bestLean] = [-1, -Infinity, 0];
  for (let half = 0; half < from.length; half += 2) {
    const [p, q] = [from[half]!, from[half + 1]!];
    if (p[1] <= y === q[1] <= y) continue;
    const down = p[1] > q[1] ? half : half + 1;
    const lean = (p[0] - q[0]) / (p[1] - q[1]);
    const at = p[0] - x + (y - p[1]) * lean;
    if (turn(from[down]!, from[down ^ 1]!, [x, y]) <= 0) continue;
    if (at > bestX || (at === bestX && lean > bestLean)) [best, bestX, bestLean] = [down, at, lean];
  }
  return best;
}

function coversOf(face: readonly number[], windings: readonly Windings[]): Set<string>[] {
  const neighbours = new Map<number, number[]>();
  face.forEach((own, half) => {
    const list = neighbours.get(own);
    if (list) list.push(half);
    else neighbours.set(own, [half]);
  });
  const known = new Map<number, Windings>([[0, new Map()]]);
  const queue = [0];
  for (let own = queue.pop(); own !== undefined; own = queue.pop()) {
    for (const half of neighbours.get(own) ?? []) {
      const other = face[half ^ 1]!;
      if (known.has(other)) continue;
      known.set(other, crossed(known.get(own)!, windings[half >> 1]!, half % 2 === 0 ? -1 : 1));
      queue.push(other);
    }
  }
  return Array.from({ length: known.size }, (_, own) => {
    const here = known.get(own) ?? new Map<string, number>();
    return new Set([...here].filter(([, winding]) => winding !== 0).map(([label]) => label));
  });
}

function crossed(here: Windings, edge: Windings, way: 1 | -1): Windings {
  const there = new Map(here);
  for (const [label, change] of edge) there.set(label, (there.get(label) ?? 0) + way * change);
  return there;
}
