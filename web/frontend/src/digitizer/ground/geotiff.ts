/** GeoTIFF and COG from disk: a photograph laid where its own coordinates say. */

import { fromBlob, type GeoTIFF, type GeoTIFFImage } from "geotiff";
import { PROJECTIONS, type Projection } from "../measure/projected";
import { NoSheet, type Bounds, type Sheet } from "./sheet";

const TILE_PX = 256;
/** Places across a tile that are worked out exactly; those between follow in a straight line. */
const KNOTS = 8;
/** So many pixels of the file, across, may go into one tile. */
const WIDEST = 2048;
const NEAREST_ZOOM = 21;
const USER_DEFINED = 32767;
const POINTS = 2;
const REDUCED = 1;

/** From a place in the file's system to pixels, column and row from the upper left corner. */
type ToPixels = (x: number, y: number) => [number, number];

interface Level {
  readonly image: GeoTIFFImage;
  /** How many pixels of the whole picture one of this level's is. */
  readonly scale: number;
}

export async function openGeotiff(file: File): Promise<Sheet> {
  const tiff = await fromBlob(file);
  const whole = await tiff.getImage(0);
  const project = projectionOf(whole);
  const [width, height] = [whole.getWidth(), whole.getHeight()];
  const toPixels = pixelsOf(whole);
  const levels = [{ image: whole, scale: 1 }, ...(await overviewsOf(tiff, whole))];
  const place: Projection = (lon, lat) => toPixels(...project(lon, lat));
  const bounds = boundsBy(place, width, height);
  const stretch = await stretchOf(levels.at(-1)!.image);
  const coarsest = levels.at(-1)!.scale;
  const min_zoom = Math.max(0, Math.ceil(zoomWhere(place, bounds, (WIDEST / TILE_PX) * coarsest)));
  return {
    name: file.name,
    credit: "",
    bounds,
    min_zoom,
    max_zoom: NEAREST_ZOOM,
    tile: (z, x, y) => tileOf({ place, levels, width, height, stretch }, z, x, y),
  };
}

/** Smaller copies of the picture in the same file, from fine to coarse. */
async function overviewsOf(tiff: GeoTIFF, whole: GeoTIFFImage): Promise<Level[]> {
  const found: Level[] = [];
  for (let i = 1; i < (await tiff.getImageCount()); i++) {
    const image = await tiff.getImage(i);
    const is = image.fileDirectory.getValue("NewSubfileType") ?? 0;
    const alike = image.getSamplesPerPixel() === whole.getSamplesPerPixel();
    if (is === REDUCED && alike) found.push({ image, scale: whole.getWidth() / image.getWidth() });
  }
  return found.sort((a, b) => a.scale - b.scale);
}

function projectionOf(image: GeoTIFFImage): Projection {
  const keys = image.getGeoKeys();
  const code = Number(keys?.["ProjectedCSTypeGeoKey"] ?? keys?.["GeographicTypeGeoKey"] ?? 0);
  if (!code) throw new NoSheet("no_place");
  const known = PROJECTIONS[code === 900913 ? 3857 : code];
  if (!known) throw new NoSheet("system", code === USER_DEFINED ? "?" : `EPSG:${code}`);
  return known;
}

function pixelsOf(image: GeoTIFFImage): ToPixels {
  const directory = image.fileDirectory;
  const matrix = directory.getValue("ModelTransformation") as ArrayLike<number> | undefined;
  const scale = directory.getValue("ModelPixelScale") as ArrayLike<number> | undefined;
  const tie = directory.getValue("ModelTiepoint") as ArrayLike<number> | undefined;
  // A place that stands for the middle of a pixel lies half a pixel inside it.
  const half = image.getGeoKeys()?.["GTRasterTypeGeoKey"] === POINTS ? 0.5 : 0;
  if (matrix) {
    const [a, b, , d, e, f, , h] = Array.from(matrix) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const size = a * f - b * e;
    if (!size) throw new NoSheet("no_place");
    return (x, y) => [(f * (x - d) - b * (y - h)) / size + half, (a * (y - h) - e * (x - d)) / size + half];
  }
  if (!scale || !tie) throw new NoSheet("no_place");
  const [i, j, , x0, y0] = Array.from(tie) as [number, number, number, number, number];
  return (x, y) => [i + (x - x0) / scale[0]! + half, j - (y - y0) / scale[1]! + half];
}

/** Longitude and latitude around the picture: found from a wide search that closes in on it. */
function boundsBy(place: Projection, width: number, height: number): Bounds {
  const find = (column: number, row: number): [number, number] => {
    let [lon, lat] = [101.5, 13.5];
    // Newton's rule: the systems are all but straight over a picture.
    for (let step = 0; step < 20; step++) {
      const [c, r] = place(lon, lat);
      const d = 1e-4;
      const [ce, re] = place(lon + d, lat);
      const [cn, rn] = place(lon, lat + d);
      const [a, b, e, f] = [(ce - c) / d, (cn - c) / d, (re - r) / d, (rn - r) / d];
      const size = a * f - b * e;
      lon += (f * (column - c) - b * (row - r)) / size;
      lat += (a * (row - r) - e * (column - c)) / size;
    }
    return [lon, lat];
  };
  const corners = [find(0, 0), find(width, 0), find(width, height), find(0, height)];
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  if (![...lons, ...lats].every(Number.isFinite)) throw new NoSheet("no_place");
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The zoom at which so many pixels of the file lie on one of the screen. */
function zoomWhere(place: Projection, [west, south, east, north]: Bounds, pixels: number): number {
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  const [c, r] = place(lon, lat);
  const [c2, r2] = place(lon + 0.001, lat);
  const perDegree = Math.hypot(c2 - c, r2 - r) / 0.001;
  return Math.log2((perDegree * 360) / (TILE_PX * pixels));
}

interface Picture {
  readonly place: Projection;
  readonly levels: readonly Level[];
  readonly width: number;
  readonly height: number;
  readonly stretch: (value: number) => number;
}

async function tileOf(picture: Picture, z: number, x: number, y: number): Promise<CanvasImageSource | null> {
  const knots = knotsOf(picture.place, z, x, y);
  const [columns, rows] = [knots.map(([column]) => column), knots.map(([, row]) => row)];
  const [left, right] = [Math.max(0, Math.min(...columns)), Math.min(picture.width, Math.max(...columns))];
  const [top, bottom] = [Math.max(0, Math.min(...rows)), Math.min(picture.height, Math.max(...rows))];
  if (left >= right || top >= bottom) return null;
  const perPixel = (Math.max(...columns) - Math.min(...columns)) / TILE_PX;
  const level =
    [...picture.levels].reverse().find(({ scale }) => scale <= Math.max(1, perPixel * 1.01)) ?? picture.levels[0]!;
  const { image, scale } = level;
  const at = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const window = [
    at(Math.floor(left / scale) - 1, image.getWidth()),
    at(Math.floor(top / scale) - 1, image.getHeight()),
    at(Math.ceil(right / scale) + 1, image.getWidth()),
    at(Math.ceil(bottom / scale) + 1, image.getHeight()),
  ];
  const data = await image.readRGB({ window, interleave: true, enableAlpha: true });
  return painted(data as unknown as ArrayLike<number>, window, knots, scale, picture.stretch);
}

/** Where places on a grid over a tile lie in the picture, row by row. */
function knotsOf(place: Projection, z: number, x: number, y: number): [number, number][] {
  const all = 2 ** z;
  const steps = Array.from({ length: KNOTS + 1 }, (_, i) => i / KNOTS);
  return steps.flatMap((down) =>
    steps.map((across) => {
      const lon = ((x + across) / all) * 360 - 180;
      const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + down)) / all))) * 180) / Math.PI;
      return place(lon, lat);
    }),
  );
}

/** The tile's pixels, each with the colour of the picture's pixel that it lies in. */
function painted(
  data: ArrayLike<number>,
  [left, top, right, bottom]: readonly number[],
  knots: readonly (readonly [number, number])[],
  scale: number,
  stretch: (value: number) => number,
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE_PX;
  const pen = canvas.getContext("2d")!;
  const into = pen.createImageData(TILE_PX, TILE_PX);
  const [wide, high] = [right! - left!, bottom! - top!];
  const samples = data.length / (wide * high);
  for (let py = 0; py < TILE_PX; py++) {
    for (let px = 0; px < TILE_PX; px++) {
      const [column, row] = between(knots, (px + 0.5) / TILE_PX, (py + 0.5) / TILE_PX);
      const [c, r] = [Math.floor(column / scale) - left!, Math.floor(row / scale) - top!];
      if (column < 0 || row < 0 || c < 0 || r < 0 || c >= wide || r >= high) continue;
      const from = (r * wide + c) * samples;
      const to = (py * TILE_PX + px) * 4;
      for (let i = 0; i < 3; i++) into.data[to + i] = stretch(data[from + i]!);
      into.data[to + 3] = samples > 3 ? data[from + 3]! : 255;
    }
  }
  pen.putImageData(into, 0, 0);
  return canvas;
}

/** A place in the picture from the four known ones around it. */
function between(knots: readonly (readonly [number, number])[], across: number, down: number): [number, number] {
  const [i, j] = [Math.floor(across * KNOTS), Math.floor(down * KNOTS)];
  const [u, v] = [across * KNOTS - i, down * KNOTS - j];
  const at = (di: number, dj: number): readonly [number, number] => knots[(j + dj) * (KNOTS + 1) + i + di]!;
  const [a, b, c, d] = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
  const mix = (k: 0 | 1): number => (1 - v) * ((1 - u) * a[k] + u * b[k]) + v * ((1 - u) * c[k] + u * d[k]);
  return [mix(0), mix(1)];
}

/** Values of more than eight bits as brightness: what the coarsest level spans is black to white. */
async function stretchOf(image: GeoTIFFImage): Promise<(value: number) => number> {
  if (image.getBitsPerSample(0) <= 8) return (value) => value;
  const size = Math.min(512, image.getWidth());
  const height = Math.max(1, Math.round((size / image.getWidth()) * image.getHeight()));
  const [values] = (await image.readRasters({ width: size, height, samples: [0] })) as unknown as [ArrayLike<number>];
  const empty = image.getGDALNoData();
  const told = Array.from(values).filter((one) => Number.isFinite(one) && one !== empty);
  const sorted = told.sort((a, b) => a - b);
  const [low, high] = [0.02, 0.98].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0) as [
    number,
    number,
  ];
  return (value) => ((value - low) / (high - low || 1)) * 255;
}
