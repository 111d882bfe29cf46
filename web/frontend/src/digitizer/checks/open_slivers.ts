/**
 * Narrow strips between two areas that are open to the outside, by gis/shapes/coverage_faces.py.
 *
 * Python closes the outer edge by half the tolerance; here, where the outer edges of two areas
 * run within the tolerance of each other, the ground from one to the other is laid over the
 * areas. What no area claims of it is the strip.
 */

import type { Arrangement } from "../topology/arrangement";
import { keyOf, type Part, type Point } from "../topology/point";
import { counterClockwise, doubleArea, withoutRepeats } from "../topology/ring";
import { squeeze } from "../topology/snap";
import { METRES_PER_UNIT } from "./circle";
import { stretchWithin, type Edge, type Spot, type Stretch } from "./stretch";

/** How many edges on the next one of the same strip may be: a step or a cut corner lies between. */
const NEXT_BUT = 2;

interface Outer extends Edge {
  readonly owner: string;
  readonly from: Point;
  /** Its place along the outer edge of its owner, which is one chain of such edges or more. */
  readonly chain: number;
  readonly place: number;
  /** How long the chain is before it. */
  readonly start: number;
}

/** Two edges that face each other, and the stretches of both that are within the tolerance. */
interface Facing {
  readonly s: Outer;
  readonly t: Outer;
  readonly u: Stretch;
  readonly v: Stretch;
}

/** Ground from one area's outer edge to another's that is nearer than the tolerance. */
export function bridges(plane: Arrangement, tolerance_m: number): Part[] {
  const wide = squeeze(plane.from[0]?.[1] ?? 0);
  const chains = outerChains(plane, wide);
  const facing = facingEdges(chains.flat(), tolerance_m / METRES_PER_UNIT);
  // Wherever two villages meet at the outside there is a wedge too small to be told.
  const told = (2 * tolerance_m ** 2) / METRES_PER_UNIT ** 2 / wide;
  return runsOf(facing, tolerance_m / METRES_PER_UNIT)
    .map((run) => counterClockwise(withoutRepeats(ringOf(run, chains, wide))))
    .filter((ring) => ring.length > 2 && doubleArea(ring) > told)
    .map((ring) => [ring]);
}

/** The outer edges of each area in the order of the walk that has the outside on its left. */
function outerChains({ from, face, covers }: Arrangement, wide: number): Outer[][] {
  const left = new Map<string, number>();
  const owners = face.map((side, half) => (side === 0 ? [...covers[face[half ^ 1]!]!][0] : undefined));
  const id = (half: number): string => `${owners[half]} ${keyOf(from[half]!)}`;
  const ends = new Set<string>();
  owners.forEach((owner, half) => {
    if (owner === undefined) return;
    left.set(id(half), half);
    ends.add(`${owner} ${keyOf(from[half ^ 1]!)}`);
  });
  const chains: Outer[][] = [];
  // First from where an area's outer edge begins, then around areas that stand alone.
  const starts = [...left.values()].sort((a, b) => Number(ends.has(id(a))) - Number(ends.has(id(b))));
  for (const start of starts) {
    const chain: Outer[] = [];
    let walked = 0;
    for (let half: number | undefined = start; half !== undefined && left.delete(id(half)); ) {
      const [p, q]: [Point, Point] = [from[half]!, from[half ^ 1]!];
      const [a, b]: [Spot, Spot] = [
        [p[0] * wide, p[1]],
        [q[0] * wide, q[1]],
      ];
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      const way: Spot = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      chain.push({
        a,
        b,
        way,
        length,
        owner: owners[half]!,
        from: p,
        chain: chains.length,
        place: chain.length,
        start: walked,
      });
      walked += length;
      half = left.get(`${owners[half]} ${keyOf(q)}`);
    }
    if (chain.length) chains.push(chain);
  }
  return chains;
}

const west = ({ a, b }: Edge): number => Math.min(a[0], b[0]);

function facingEdges(edges: readonly Outer[], reach: number): Facing[] {
  const sorted = [...edges].sort((s, t) => west(s) - west(t));
  return sorted.flatMap((s, i) => {
    const found: Facing[] = [];
    const east = Math.max(s.a[0], s.b[0]) + reach;
    const [low, high] = [Math.min(s.a[1], s.b[1]) - reach, Math.max(s.a[1], s.b[1]) + reach];
    for (let j = i + 1; j < sorted.length && west(sorted[j]!) <= east; j++) {
      const t = sorted[j]!;
      if (s.owner === t.owner || Math.max(t.a[1], t.b[1]) < low || Math.min(t.a[1], t.b[1]) > high) continue;
      if (s.way[0] * t.way[0] + s.way[1] * t.way[1] >= 0) continue;
      const [u, v] = [stretchWithin(s, t, reach), stretchWithin(t, s, reach)];
      if (u && v) found.push(s.chain < t.chain ? { s, t, u, v } : { s: t, t: s, u: v, v: u });
    }
    return found;
  });
}

/** Facing edges that follow each other on both sides; where a pocket opens, a run ends. */
function runsOf(facing: readonly Facing[], slack: number): Facing[][] {
  const cells = new Map<string, Facing>();
  const id = (s: Outer, t: Outer, i = 0, j = 0): string => `${s.chain} ${t.chain} ${s.place + i} ${t.place + j}`;
  for (const one of facing) cells.set(id(one.s, one.t), one);
  const runs: Facing[][] = [];
  for (const first of facing) {
    if (!cells.delete(id(first.s, first.t))) continue;
    const run = [first];
    for (const { s, t, u, v } of run) {
      for (let i = -NEXT_BUT; i <= NEXT_BUT; i++) {
        for (let j = -NEXT_BUT; j <= NEXT_BUT; j++) {
          const next = cells.get(id(s, t, i, j));
          if (!next || apart(s, u, next.s, next.u) > slack || apart(t, v, next.t, next.v) > slack) continue;
          cells.delete(id(s, t, i, j));
          run.push(next);
        }
      }
    }
    runs.push(run);
  }
  return runs;
}

/** How much of a chain lies between two stretches of it. */
function apart(s: Outer, u: Stretch, t: Outer, v: Stretch): number {
  return Math.max(s.start + u[0], t.start + v[0]) - Math.min(s.start + u[1], t.start + v[1]);
}

/** Along the one side, and back along the other. */
function ringOf(run: readonly Facing[], chains: readonly (readonly Outer[])[], wide: number): Point[] {
  return [
    ...sideOf(
      run.map(({ s, u }) => [s, u]),
      chains,
      wide,
    ),
    ...sideOf(
      run.map(({ t, v }) => [t, v]),
      chains,
      wide,
    ),
  ];
}

function sideOf(
  edges: readonly (readonly [Outer, Stretch])[],
  chains: readonly (readonly Outer[])[],
  wide: number,
): Point[] {
  const order = [...edges].sort(([s, u], [t, v]) => s.place - t.place || u[0] - v[0]);
  const [first, start] = order[0]!;
  const [last] = order.at(-1)!;
  const end = Math.max(...order.filter(([edge]) => edge === last).map(([, stretch]) => stretch[1]));
  const spot = ({ a, way }: Edge, at: number): Point => [
    Math.round((a[0] + way[0] * at) / wide),
    Math.round(a[1] + way[1] * at),
  ];
  const corners = chains[first.chain]!.slice(first.place + 1, last.place + 1).map(({ from }) => from);
  return [spot(first, start[0]), ...corners, spot(last, end)];
}
