/** Outlines as a file has them: open, crossing, repeated or empty, by gis/shapes/geometry.py. */

import type { Corner } from "../import/feature";
import { node } from "../topology/noding";
import { gridPoint, lonLat, same, type Point, type Ring } from "../topology/point";
import { areaOf } from "../measure/area";
import { counterClockwise, withoutRepeats } from "../topology/ring";
import { astrayCorner } from "./astray";
import { arrange } from "../topology/arrangement";
import { dissolve, simpleRings } from "../topology/dissolve";
import { overlay } from "../topology/overlay";
import type { Found } from "./found";
import { trim } from "./needles";

const METRES_PER_UNIT = 0.111;
const WIDE_GAP_M = 50;
const WIDE_GAP_SHARE = 0.1;
const DOUBT_SHARE = 0.001;

/** What is wrong with the rings of one area: each by itself, and rings beyond the first. */
export function checkRings(rings: readonly (readonly Corner[])[], feature: string): Found[] {
  const found = rings.flatMap((corners) => checkRing(corners, feature));
  const [outer, ...others] = rings.map(onGrid);
  if (found.length || !outer) return found;
  const ground = others.map((ring) => groundOf(outer, ring));
  const outside = ground.filter(({ shared }) => shared === 0);
  const beyond = ground.reduce((sum, { shared, beyond }) => sum + (shared ? beyond : 0), 0);
  const whole = areaOf([[counterClockwise(outer)]]);
  const apart = outside.reduce((sum, { beyond }) => sum + beyond, 0);
  const inside = ground.reduce((sum, { shared }) => sum + shared, 0);
  const after_m2 = Math.round(whole - inside + apart);
  const tell = (code: string, ring: readonly Point[], params: Found["params"]): void => {
    found.push({ code: `geometry.${code}`, feature, params, lonlat: lonLat(ring[0]!) });
  };
  const across = others.find((_, i) => ground[i]!.shared && ground[i]!.beyond);
  const before_m2 = Math.round(after_m2 + beyond);
  if (across && beyond > DOUBT_SHARE * after_m2) {
    tell("repair_in_doubt", across, { before_m2, after_m2, doubt_m2: Math.round(beyond) });
  } else if (across && !outside.length) {
    tell("self_crossing", across, { before_m2, after_m2, parts: 1 });
  } else if (outside.length) {
    const params = { count: outside.length, parts: outside.length + 1 };
    tell("ring_outside", others[ground.indexOf(outside[0]!)]!, { ...params, before_m2: after_m2, after_m2 });
  }
  return found;
}

function onGrid(corners: readonly Corner[]): Ring {
  const points = corners.map(([lon, lat]) => gridPoint(lon, lat));
  return withoutRepeats(points.filter((point): point is Point => point !== null));
}

/** Square metres of a ring's ground that lie in an outline, and beyond it. */
function groundOf(outer: Ring, ring: Ring): { shared: number; beyond: number } {
  const areas = new Map([
    ["outer", [[counterClockwise(outer)]]],
    ["ring", [[counterClockwise(ring)]]],
  ]);
  const ground = overlay({ areas }, (covers) =>
    covers.has("ring") ? (covers.has("outer") ? "shared" : "beyond") : null,
  );
  return { shared: areaOf(ground.get("shared") ?? []), beyond: areaOf(ground.get("beyond") ?? []) };
}

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
  const area = groundAround(loops.map(counterClockwise));
  if (area < 0.01) tell("no_area", first);
  else {
    if (tips[0]) tell("spike", tips[0], { count: tips.length });
    if (repeated.length) tell("repeated_corners", repeated[0]!, { count: repeated.length });
    const crossing = crossingOf(ring, noded ?? []);
    const square = { before_m2: Math.round(area), after_m2: Math.round(area) };
    if (crossing) tell("self_crossing", crossing, { parts: loops.length, ...square });
  }
  return found;
}

/** Square metres of all ground that loops go around, however often. */
function groundAround(loops: readonly Ring[]): number {
  const borders = loops.map((loop, i) => ({ line: [...loop, loop[0]!], label: `${i}` }));
  const ground = dissolve(arrange(borders), ({ size }) => (size ? "around" : null));
  return areaOf(ground.get("around") ?? []);
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
