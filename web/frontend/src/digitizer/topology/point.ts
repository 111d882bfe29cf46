/**
 * A corner on the grid: whole millionths of a degree, [east, north], EPSG:4326.
 *
 * One unit is about 11 cm. A corner *is* its place: two villages share a corner when they
 * name the same point, so nothing can drift apart, and exact tests need no big numbers.
 */
export type Point = readonly [number, number];

/** A closed line without its last point repeated. */
export type Ring = readonly Point[];

/** An area: the outer ring (counter-clockwise), then its holes (clockwise). */
export type Part = readonly Ring[];

export const UNITS_PER_DEGREE = 1_000_000;

/**
 * Where a corner may lie, in degrees: Thailand with much room around it.
 *
 * Inside it, differences stay below 2^25 and their products below 2^51, so that plain
 * numbers compute every sign exactly.
 */
export const WORLD = { west: 90, south: 0, east: 115, north: 30 } as const;

const OFFSET = WORLD.west * UNITS_PER_DEGREE;
const STRIDE = 2 ** 25;

/** The grid point nearest to a longitude and latitude; null outside of {@link WORLD}. */
export function gridPoint(lon: number, lat: number): Point | null {
  const inside = lon >= WORLD.west && lon <= WORLD.east && lat >= WORLD.south && lat <= WORLD.north;
  return inside ? [Math.round(lon * UNITS_PER_DEGREE), Math.round(lat * UNITS_PER_DEGREE)] : null;
}

/** Longitude and latitude in degrees. */
export function lonLat(point: Point): [number, number] {
  return [point[0] / UNITS_PER_DEGREE, point[1] / UNITS_PER_DEGREE];
}

/** One number for one point, to look it up by. */
export function keyOf(point: Point): number {
  return (point[0] - OFFSET) * STRIDE + point[1];
}

export function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** By east, then by north: the order that makes rings and segments canonical. */
export function compare(a: Point, b: Point): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** The same text for a segment from either end. */
export function segmentKey(a: Point, b: Point): string {
  const [low, high] = compare(a, b) <= 0 ? [a, b] : [b, a];
  return `${keyOf(low)}:${keyOf(high)}`;
}

/** Each segment of a ring, the closing one included. */
export function* segmentsOf(ring: Ring): Generator<[Point, Point]> {
  for (let i = 0; i < ring.length; i++) yield [ring[i]!, ring[(i + 1) % ring.length]!];
}
