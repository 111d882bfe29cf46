/** Short distances in metres, on a sphere as large as the earth. */

const METRES_PER_DEGREE = 111_195;

/** Metres between two places in degrees; for up to some kilometres within a hundredth. */
export function metresBetween(
  [lon1, lat1]: readonly [number, number],
  [lon2, lat2]: readonly [number, number],
): number {
  const wide = Math.cos(((lat1 + lat2) / 2) * (Math.PI / 180));
  return METRES_PER_DEGREE * Math.hypot((lon2 - lon1) * wide, lat2 - lat1);
}
