/** A corner far from its neighbours, by the rules of gis/shapes/astray.py. */

import type { Corner } from "../import/feature";

const EAST_M = 111_319.5;
const NORTH_M = 110_574;
const LEG_M = 8_000;
const RUN_LEG_M = 20_000;
const TIMES = 8;
const NARROW = 0.25;
const RUN = 3;
const CORNERS = 4;
const RING = 3;

export interface Astray {
  readonly at: Corner;
  readonly awayM: number;
}

/** The corner of a ring (its first corner not repeated) that cannot be where it is; null if all can. */
export function astrayCorner(ring: readonly Corner[]): Astray | null {
  const count = ring.length;
  if (count < RING) return null;
  const middle = [...ring].map(([, lat]) => lat).sort((a, b) => a - b)[Math.floor(count / 2)]!;
  const east = EAST_M * Math.cos((middle * Math.PI) / 180);
  const metres = (a: Corner, b: Corner): number => Math.hypot((a[0] - b[0]) * east, (a[1] - b[1]) * NORTH_M);
  const at = (i: number): Corner => ring[((i % count) + count) % count]!;
  const legs = ring.map((corner, i) => metres(corner, at(i + 1)));
  const long = legs.flatMap((leg, i) => (leg >= LEG_M ? [i] : []));
  if (long.length < 2) return null;
  const usual = [...legs].sort((a, b) => a - b)[Math.floor((count - 2) / 2)]!;
  let worst: Astray | null = null;
  for (const [n, start] of long.entries()) {
    const stop = long[(n + 1) % long.length]!;
    const run = Array.from({ length: (stop - start + count) % count }, (_, i) => at(start + 1 + i));
    if (run.length === 0 || run.length > Math.max(1, Math.min(RUN, Math.floor((count - 1) / 4)))) continue;
    const shorter = Math.min(legs[start]!, legs[stop]!);
    const wide = Math.max(metres(at(start), at(stop + 1)), ...run.map((corner) => metres(corner, run[0]!)));
    const least = run.length === 1 && count >= CORNERS ? LEG_M : RUN_LEG_M;
    if (shorter < least || wide > NARROW * shorter || shorter < TIMES * usual) continue;
    if (!worst || shorter > worst.awayM) worst = { at: run[0]!, awayM: shorter };
  }
  return worst;
}
