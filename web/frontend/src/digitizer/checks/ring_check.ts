/** Outlines as a file has them: open, crossing, repeated or empty, by gis/shapes/geometry.py. */

import type { Corner } from "../import/feature";
import { node } from "../topology/noding";
import { gridPoint, lonLat, same, type Point } from "../topology/point";
import { areaOf } from "../measure/area";
import { counterClockwise, withoutRepeats } from "../topology/ring";
import { simpleRings } from "../topology/dissolve";
import { astrayCorner } from "./astray";
import type { Found } from "./found";
import { trim } from "./needles";

const METRES_PER_UNIT = 0.111;
const WIDE_GAP_M = 50;
const WIDE_GAP_SHARE = 0.1;

/** What is wrong with one ring; the corners are in degrees, as written. */
export function checkRing(corners: readonly Corner[], feature: string): Found[] {
  const points = corners.flatMap(([lon, lat]) => {
    const point = gridPoint(lon, lat);
    return point ? [point] : [];
  });
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const astray = astrayCorner(same(first, last) ? corners.slice(0, -1) : corners);
  if (astray) {
    const [lon, lat] = astray.at;
    const params = { at: `${lat.toFixed(5)}, ${lon.toFixed(5)}`, away_km: (astray.awayM / 1000).toFixed(1) };
    return [{ code: "geometry.corner_astray", feature, params, lonlat: [lon, lat] }];
  }
  const found: Found[] = [];
  const tell = (code: string, at: Point, params: Found["params"] = {}): void => {
    found.push({ code: `geometry.${code}`, feature, params, lonlat: lonLat(at) });
  };
  const open = !same(first, last);
  if (open) {
    const gap = metres(first, last);
    const around = points.reduce((sum, p, i) => sum + metres(p, points[(i + 1) % points.length]!), 0);
    const code = gap > Math.max(WIDE_GAP_M, WIDE_GAP_SHARE * around) ? "open_ring_wide" : "open_ring";
    tell(code, last, { gap_m: gap.toFixed(1) });
  }
  const closed = open ? points : points.slice(0, -1);
  const repeated = closed.filter((p, i) => i > 0 && same(p, closed[i - 1]!));
  const { ring, tips } = trim(withoutRepeats(closed));
  const turns = (points: readonly Point[]): Point[] => [...points, ...points.slice(0, 1)];
  const [noded] = node([turns(ring)]);
  const loops = simpleRings((noded ?? []).slice(0, -1));
  const area = loops.reduce((sum, loop) => sum + areaOf([[counterClockwise(loop)]]), 0);
  if (area < 0.01) tell("no_area", first);
  else {
    if (tips[0]) tell("spike", tips[0], { count: tips.length });
    if (repeated.length) tell("repeated_corners", repeated[0]!, { count: repeated.length });
    const crossing = crossingOf(ring, noded ?? []);
    if (crossing) {
      tell("self_crossing", crossing, {
        parts: loops.length,
        before_m2: Math.round(Math.abs(areaOf([[ring]]))),
        after_m2: Math.round(area),
      });
    }
  }
  return found;
}

/** A corner that the ring passes twice once every meeting point is a corner. */
function crossingOf(ring: readonly Point[], noded: readonly Point[]): Point | null {
  const walk = noded.slice(0, -1);
  const seen = new Set<string>();
  for (const point of walk) {
    if (seen.has(point.join())) return point;
    seen.add(point.join());
  }
  return walk.length < ring.length ? ring[0]! : null;
}

function metres(a: Point, b: Point): number {
  const wide = Math.cos((a[1] / 1e6) * (Math.PI / 180));
  return Math.hypot((a[0] - b[0]) * wide, a[1] - b[1]) * METRES_PER_UNIT;
}
