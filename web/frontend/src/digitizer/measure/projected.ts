/**
 * Longitude and latitude (EPSG:4326) as coordinates of the systems that maps of Thailand are in.
 *
 * UTM by Krüger's series in the third flattening to the fourth power (Karney 2011). Indian 1975 by
 * the three parameters of the Royal Thai Survey Department on Everest 1830 (1937 adjustment), the
 * same as Python's; metres, and degrees for EPSG:4326.
 */

const WGS_84 = { semi_major: 6378137, flattening: 1 / 298.257223563 } as const;
const EVEREST_1937 = { semi_major: 6377276.345, flattening: 1 / 300.8017 } as const;
/** From Indian 1975 to WGS 84, geocentric metres. */
const SHIFT = [204.4798, 837.894, 294.7765] as const;
const SCALE = 0.9996;
const FALSE_EAST = 500_000;
const RADIANS = Math.PI / 180;

type Ellipsoid = typeof WGS_84 | typeof EVEREST_1937;
type Pair = [number, number];
export type Projection = (lon: number, lat: number) => Pair;

function toUtm(zone: number, { semi_major, flattening }: Ellipsoid): Projection {
  const n = flattening / (2 - flattening);
  const rectifying = (semi_major / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const e = Math.sqrt(flattening * (2 - flattening));
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3 + (41 / 180) * n ** 4,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3 + (557 / 1440) * n ** 4,
    (61 / 240) * n ** 3 - (103 / 140) * n ** 4,
    (49561 / 161280) * n ** 4,
  ];
  return (lon, lat) => {
    const sine = Math.sin(lat * RADIANS);
    const turned = Math.sinh(Math.atanh(sine) - e * Math.atanh(e * sine));
    const away = (lon - (zone * 6 - 183)) * RADIANS;
    const xi = Math.atan2(turned, Math.cos(away));
    const eta = Math.asinh(Math.sin(away) / Math.hypot(turned, Math.cos(away)));
    let [north, east] = [xi, eta];
    alpha.forEach((a, i) => {
      const k = 2 * (i + 1);
      north += a * Math.sin(k * xi) * Math.cosh(k * eta);
      east += a * Math.cos(k * xi) * Math.sinh(k * eta);
    });
    return [FALSE_EAST + SCALE * rectifying * east, SCALE * rectifying * north];
  };
}

/** Longitude and latitude of WGS 84 as Indian 1975 has them, on the ellipsoid's surface. */
function toIndian(lon: number, lat: number): Pair {
  const e2 = WGS_84.flattening * (2 - WGS_84.flattening);
  const [sine, cosine] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS)];
  const radius = WGS_84.semi_major / Math.sqrt(1 - e2 * sine ** 2);
  const x = radius * cosine * Math.cos(lon * RADIANS) - SHIFT[0];
  const y = radius * cosine * Math.sin(lon * RADIANS) - SHIFT[1];
  const z = radius * (1 - e2) * sine - SHIFT[2];
  const own2 = EVEREST_1937.flattening * (2 - EVEREST_1937.flattening);
  const flat = Math.hypot(x, y);
  let phi = Math.atan2(z, flat * (1 - own2));
  for (let i = 0; i < 5; i++) {
    const own = EVEREST_1937.semi_major / Math.sqrt(1 - own2 * Math.sin(phi) ** 2);
    phi = Math.atan2(z + own2 * own * Math.sin(phi), flat);
  }
  return [Math.atan2(y, x) / RADIANS, phi / RADIANS];
}

const indianUtm = (zone: number): Projection => {
  const project = toUtm(zone, EVEREST_1937);
  return (lon, lat) => project(...toIndian(lon, lat));
};

export const mercator: Projection = (lon, lat) => [
  WGS_84.semi_major * lon * RADIANS,
  WGS_84.semi_major * Math.atanh(Math.sin(lat * RADIANS)),
];

/** By EPSG code; another one is not known here. */
export const PROJECTIONS: Readonly<Record<number, Projection>> = {
  4326: (lon, lat) => [lon, lat],
  3857: mercator,
  32647: toUtm(47, WGS_84),
  32648: toUtm(48, WGS_84),
  4240: toIndian,
  24047: indianUtm(47),
  24048: indianUtm(48),
};
