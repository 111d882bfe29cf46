/** How far two borders lie apart, and whose ground lies between them: as layers/difference/borders.py. */

import { areaOf } from "../measure/area";
import { metresBetween } from "../measure/distance";
import { overlay } from "../topology/overlay";
import { lonLat, segmentsOf, type Part, type Point } from "../topology/point";
import { boxOf } from "../topology/ring";
import { squeeze } from "../topology/snap";

const METRES_PER_UNIT = 0.111195;
/** Borders are compared at their corners and at places so far apart between them. */
const STEP_M = 20;
/** One square wah: less ground is the rounding of a grid. */
const LEAST_M2 = 4;

/** Ground that went from one to another; null where it was or is nobody's. */
export interface Ground {
  readonly village: string | null;
  readonly square_metres: number;
}

export interface BorderChange {
  readonly kind: "redrawn" | "moved" | "drawn" | "erased";
  /** How far the lines come apart at most. */
  readonly metres: number;
  readonly gained: readonly Ground[];
  readonly lost: readonly Ground[];
}

/** A village by name, with its area in one of two drawings. */
export interface Area {
  readonly name: string;
  readonly parts: readonly Part[];
}

const plain = (kind: BorderChange["kind"], metres = 0): BorderChange => ({ kind, metres, gained: [], lost: [] });

/** What became of a border; null where it is the same line for line. */
export function borderChange(
  old: readonly Part[],
  now: readonly Part[],
  { tolerance_m, before, after }: { tolerance_m: number; before: readonly Area[]; after: readonly Area[] },
): BorderChange | null {
  if (!old.length || !now.length) return old.length === now.length ? null : plain(now.length ? "drawn" : "erased");
  if (JSON.stringify(old) === JSON.stringify(now)) return null;
  const metres = metresApart(old, now);
  if (metres <= tolerance_m) return plain("redrawn", metres);
  const gained = sharedOut(now, old, before, tolerance_m);
  return { kind: "moved", metres, gained, lost: sharedOut(old, now, after, tolerance_m) };
}

/** How far the borders of two areas come apart at most, in metres. */
export function metresApart(old: readonly Part[], now: readonly Part[]): number {
  const { south, north } = boxOf([...old, ...now].flat(2));
  const wide = squeeze((south + north) / 2);
  const flat = (parts: readonly Part[]): (readonly [Pair, Pair])[] =>
    parts.flat().flatMap((ring) =>
      [...segmentsOf(ring)].map(([a, b]): readonly [Pair, Pair] => {
        const at = ([x, y]: Point): Pair => [x * wide * METRES_PER_UNIT, y * METRES_PER_UNIT];
        return [at(a), at(b)];
      }),
    );
  const [first, second] = [flat(old), flat(now)];
  return Math.max(farthest(first, second), farthest(second, first));
}

type Pair = readonly [number, number];

/** How far the farthest place of some lines lies from others. */
function farthest(lines: readonly (readonly [Pair, Pair])[], others: readonly (readonly [Pair, Pair])[]): number {
  let most = 0;
  for (const [[ax, ay], [bx, by]] of lines) {
    const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / STEP_M));
    for (let i = 0; i < steps; i++) {
      const at: Pair = [ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps];
      most = Math.max(most, nearest(at, others, most));
    }
  }
  return most;
}

/** How near the nearest line is; whatever is nearer than `enough` is not looked at more closely. */
function nearest([x, y]: Pair, lines: readonly (readonly [Pair, Pair])[], enough: number): number {
  let least = Infinity;
  for (const [[ax, ay], [bx, by]] of lines) {
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(ax + share * dx - x, ay + share * dy - y));
    if (least <= enough) break;
  }
  return least;
}

/** The ground of one area that another lacks, by whose it is; narrower strips are no one's loss. */
function sharedOut(
  of: readonly Part[],
  without: readonly Part[],
  owners: readonly Area[],
  tolerance_m: number,
): readonly Ground[] {
  const areas = new Map<string, readonly Part[]>([
    ["of", of],
    ["without", without],
  ]);
  owners.forEach(({ parts }, i) => areas.set(String(i), parts));
  const dealt = overlay({ areas }, (covers) => {
    if (!covers.has("of") || covers.has("without")) return null;
    return String(owners.findIndex((_, i) => covers.has(String(i))));
  });
  return [...dealt]
    .map(([owner, parts]): Ground => {
      const wide = parts.filter((part) => 2 * areaOf([part]) > tolerance_m * around(part));
      return { village: owners[Number(owner)]?.name ?? null, square_metres: areaOf(wide) };
    })
    .filter(({ square_metres }) => square_metres >= LEAST_M2)
    .sort((a, b) => b.square_metres - a.square_metres);
}

const around = (part: Part): number =>
  part.reduce(
    (sum, ring) => [...segmentsOf(ring)].reduce((all, [a, b]) => all + metresBetween(lonLat(a), lonLat(b)), sum),
    0,
  );
