/** Turns faces back into areas: one owner's faces become one area with simple rings. */

import type { Arrangement } from "./arrangement";
import { keyOf, type Part, type Point, type Ring } from "./point";
import { canonical, doubleArea, sideOf } from "./ring";

/** Which owner each face goes to; null leaves it to nobody. */
export type Owner = (covers: ReadonlySet<string>, face: number) => string | null;

/** The areas of every owner, rings canonical, parts in the order of their first corner. */
export function dissolve(plane: Arrangement, ownerOf: Owner): Map<string, Part[]> {
  const owners = plane.covers.map((covers, face) => (face === 0 ? null : ownerOf(covers, face)));
  const owner = plane.face.map((face) => owners[face] ?? null);
  const loops = new Map<string, Ring[]>();
  const done = new Set<number>();
  for (let half = 0; half < owner.length; half++) {
    const own = owner[half]!;
    if (own === null || owner[half ^ 1] === own || done.has(half)) continue;
    const rings = simpleRings(trace(plane, owner, half, done));
    loops.set(own, [...(loops.get(own) ?? []), ...rings]);
  }
  return new Map([...loops].map(([own, rings]) => [own, partsOf(rings)]));
}

/** Follows an owner's border from one half-edge, keeping to the same wedge of ground. */
function trace(plane: Arrangement, owner: readonly (string | null)[], start: number, done: Set<number>): Point[] {
  const own = owner[start]!;
  const points: Point[] = [];
  for (let half = start; !done.has(half); half = nextOnBorder(plane, owner, half, own)) {
    done.add(half);
    points.push(plane.from[half]!);
  }
  return points;
}

function nextOnBorder(plane: Arrangement, owner: readonly (string | null)[], half: number, own: string | null): number {
  const back = half ^ 1;
  const spokes = plane.around.get(keyOf(plane.from[back]!))!;
  const at = spokes.indexOf(back);
  for (let step = 1; step <= spokes.length; step++) {
    const next = spokes[(at - step + spokes.length) % spokes.length]!;
    if (owner[next] === own && owner[next ^ 1] !== own) return next;
  }
  throw new Error("a border that ends");
}

/** Cuts a closed walk at each corner it visits twice, so that no ring touches itself. */
export function simpleRings(walk: readonly Point[]): Ring[] {
  const rings: Ring[] = [];
  const stack: Point[] = [];
  const place = new Map<number, number>();
  for (const point of [...walk, ...walk.slice(0, 1)]) {
    const id = keyOf(point);
    const seen = place.get(id);
    if (seen !== undefined) {
      const ring = stack.splice(seen);
      for (const left of ring) place.delete(keyOf(left));
      if (ring.length > 2) rings.push(canonical(ring));
    }
    place.set(id, stack.length);
    stack.push(point);
  }
  return rings;
}

/** Puts each hole into the smallest outer ring around it. */
export function partsOf(rings: readonly Ring[]): Part[] {
  const outers = rings.filter((ring) => doubleArea(ring) > 0).sort(bySize);
  const holes = new Map<Ring, Ring[]>();
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0).sort(byStart)) {
    const home = outers.find((outer) => contains(outer, hole));
    if (home) holes.set(home, [...(holes.get(home) ?? []), hole]);
  }
  return [...outers].sort(byStart).map((outer) => [outer, ...(holes.get(outer) ?? [])]);
}

/** Whether a ring lies inside another that it does not cross; they may touch at corners. */
export function contains(outer: Ring, inner: Ring): boolean {
  for (let i = 0; i < inner.length; i++) {
    const [a, b] = [inner[i]!, inner[(i + 1) % inner.length]!];
    for (const point of [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const]) {
      const side = sideOf(outer, point);
      if (side !== 0) return side === 1;
    }
  }
  return false;
}

const bySize = (a: Ring, b: Ring): number => doubleArea(a) - doubleArea(b);
const byStart = (a: Ring, b: Ring): number => a[0]![0] - b[0]![0] || a[0]![1] - b[0]![1] || a.length - b.length;
