/**
 * UTM on WGS 84, zones 47 and 48 north (EPSG:32647, 32648), to longitude and latitude.
 *
 * Krüger's series in the third flattening to the fourth power (Karney 2011): exact to less
 * than a micrometre within the zone.
 */

const SEMI_MAJOR = 6378137;
const FLATTENING = 1 / 298.257223563;
const N = FLATTENING / (2 - FLATTENING);
const RECTIFYING = (SEMI_MAJOR / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const SCALE = 0.9996;
const FALSE_EAST = 500_000;
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3 - N ** 4 / 360,
  N ** 2 / 48 + N ** 3 / 15 - (437 / 1440) * N ** 4,
  (17 / 480) * N ** 3 - (37 / 840) * N ** 4,
  (4397 / 161280) * N ** 4,
];
const DELTA = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3 + (116 / 45) * N ** 4,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3 - (227 / 45) * N ** 4,
  (56 / 15) * N ** 3 - (136 / 35) * N ** 4,
  (4279 / 630) * N ** 4,
];

/** Longitude and latitude in degrees of an easting and northing in metres. */
export function fromUtm(zone: number, east: number, north: number): [number, number] {
  const xi = north / (SCALE * RECTIFYING);
  const eta = (east - FALSE_EAST) / (SCALE * RECTIFYING);
  let [xi2, eta2] = [xi, eta];
  BETA.forEach((beta, i) => {
    const k = 2 * (i + 1);
    xi2 -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    eta2 -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  const conformal = Math.asin(Math.sin(xi2) / Math.cosh(eta2));
  let latitude = conformal;
  DELTA.forEach((delta, i) => {
    latitude += delta * Math.sin(2 * (i + 1) * conformal);
  });
  const middle = zone * 6 - 183;
  const longitude = Math.atan2(Math.sinh(eta2), Math.cos(xi2));
  return [middle + (longitude * 180) / Math.PI, (latitude * 180) / Math.PI];
}
