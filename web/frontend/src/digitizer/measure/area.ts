/**
 * Areas on the WGS 84 ellipsoid.
 *
 * Edges are taken as straight lines of the cylindrical equal-area projection (Snyder 1987,
 * equations 3-12 and 10-14); for edges of a few kilometres that agrees with geodesic edges
 * to a hundred-thousandth.
 */

import { UNITS_PER_DEGREE, type Part, type Ring } from "../topology/point";

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

/** Square metres, above 0 when counter-clockwise. */
export function ringArea(ring: Ring): number {
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
