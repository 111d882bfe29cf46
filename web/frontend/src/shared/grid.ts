// The integer grid of the picture (web/maps/projection.py), back to degrees.

export interface Grid {
  readonly left: number;
  readonly top: number;
  readonly cell: number;
}

export type Cell = readonly [x: number, y: number];
export type LatLng = [lat: number, lng: number];

const RADIUS_M = 6378137;
const DEGREES = 180 / Math.PI;

/** A grid cell's place in degrees (EPSG:4326), latitude first as Leaflet wants it. */
export function latLngOf(grid: Grid, [x, y]: Cell): LatLng {
  const east = (grid.left + x * grid.cell) / RADIUS_M;
  const north = (grid.top - y * grid.cell) / RADIUS_M;
  return [(2 * Math.atan(Math.exp(north)) - Math.PI / 2) * DEGREES, east * DEGREES];
}

/** The cell that a place lies in, not rounded. */
export function cellOf(grid: Grid, [lat, lng]: LatLng): Cell {
  const north = RADIUS_M * Math.log(Math.tan(Math.PI / 4 + lat / DEGREES / 2));
  return [(RADIUS_M * (lng / DEGREES) - grid.left) / grid.cell, (grid.top - north) / grid.cell];
}
