/**
 * Areas on the WGS 84 ellipsoid.
 *
 * Edges are straight lines of the cylindrical equal-area projection (Snyder 1987, equations
 * 3-12 and 10-14); long ones are first cut into pieces along the great circle. That agrees
 * with geodesic edges to a hundred-thousandth.
 */

import { UNITS_PER_DEGREE, type Part, type Point, type Ring } from "../topology/point";

const SEMI_MAJOR = 6378137;
const FLATTENING = 1 / 298.257223563;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180 / UNITS_PER_DEGREE;

/** Snyder's q: the equal-area height of a latitude. */
function height(y: number): number {
  const sine = Math.sin(y * RADIANS);
  const part = E * sine;
  return (1 - E2) * (sine / (1 - part * part) + Math.log((1 + part) / (1 - part)) / (2 * E));
}

/** Edges longer than this many grid units are cut (about a kilometre). */
const LONG = 10_000;

/** Points along the great circle between two corners, the first one included. */
function pieces(a: Point, b: Point): [number, number][] {
  const count = Math.ceil(Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])) / LONG);
  if (count <= 1) return [[a[0], a[1]]];
  const [u, v] = [onSphere(a), onSphere(b)];
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return [a[0], a[1]];
    const [x, y, z] = [0, 1, 2].map((axis) => u[axis]! * (count - i) + v[axis]! * i) as Vector;
    return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
  });
}

type Vector = [number, number, number];

function onSphere([x, y]: Point): Vector {
  const [lon, lat] = [x * RADIANS, y * RADIANS];
  return [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
}

/** Square metres, above 0 when counter-clockwise. */
export function ringArea(corners: Ring): number {
  const ring = corners.flatMap((a, i) => pieces(a, corners[(i + 1) % corners.length]!));
  const [x0, y0] = ring[0] ?? [0, 0];
  const q0 = height(y0);
  let sum = 0;
  let [x, q] = [0, 0];
  for (let i = 1; i <= ring.length; i++) {
    const [px, py] = ring[i % ring.length] ?? [x0, y0];
    const [nx, nq] = [(px - x0) * RADIANS, height(py) - q0];
    sum += x * nq - nx * q;
    [x, q] = [nx, nq];
  }
  return (SEMI_MAJOR * SEMI_MAJOR * sum) / 4;
}

/** Square metres of areas, holes taken off. */
export function areaOf(parts: readonly Part[]): number {
  return parts.flat().reduce((sum, ring) => sum + ringArea(ring), 0);
}
