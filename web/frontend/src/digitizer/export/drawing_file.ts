/**
 * The drawing file: GeoJSON that any program reads, with a member `muban` that says what it
 * is. Version 1. Nothing is lost between writing and reading.
 */

import type { Drawing, Pin, Village } from "../drawing/drawing";
import { gridPoint, lonLat, type Part, type Point, type Ring } from "../topology/point";
import { canonical, counterClockwise, doubleArea, withoutRepeats } from "../topology/ring";

export const FORMAT = "drawing";
export const VERSION = 1;

export interface Signature {
  /** Which project's page wrote it; "" where nobody said. */
  readonly project: string;
  /** Marks of records of other files that this drawing stands for. */
  readonly replaces: readonly string[];
  readonly tambon_code: string;
  readonly tambon: string;
  /** Who and when, if the officer filled it in. */
  readonly drawn_by: string;
  readonly drawn_on: string;
}

export interface DrawingFile extends Signature {
  readonly drawing: Drawing;
}

const closed = (ring: Ring): [number, number][] => [...ring, ring[0]!].map(lonLat);

/** The file's text: one feature per line, so that versions can be compared. */
export function writeDrawing({ drawing, ...signature }: DrawingFile): string {
  const muban = { format: FORMAT, version: VERSION, next: drawing.next, ...signature };
  const features = [
    ...drawing.villages.map((village) => villageFeature(village, signature.tambon_code)),
    ...drawing.pins.map((pin) => pinFeature(pin, signature.tambon_code)),
  ];
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  return `{"type":"FeatureCollection",\n"muban":${JSON.stringify(muban)},\n"features":[\n${lines}\n]}\n`;
}

function villageFeature(village: Village, tambon_code: string): object {
  const polygons = village.parts.map((part) => part.map(closed));
  const [only, ...more] = polygons;
  return {
    type: "Feature",
    id: village.id,
    properties: {
      kind: "village",
      name: village.name,
      moo: village.moo,
      village_code: village.code,
      tambon_code,
      note: village.note,
    },
    geometry:
      only === undefined
        ? null
        : more.length
          ? { type: "MultiPolygon", coordinates: polygons }
          : { type: "Polygon", coordinates: only },
  };
}

function pinFeature(pin: Pin, tambon_code: string): object {
  return {
    type: "Feature",
    id: pin.id,
    properties: {
      kind: "landmark",
      landmark_kind: pin.kind || null,
      name: pin.name,
      tambon_code,
      note: pin.note,
    },
    geometry: { type: "Point", coordinates: lonLat(pin.at) },
  };
}

type Raw = Readonly<Record<string, unknown>>;

/** Reads a drawing file back; null when it is not one, or of a later version. */
export function readDrawing(text: string): DrawingFile | null {
  let raw: Raw;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, "")) as Raw;
  } catch {
    return null;
  }
  const muban = raw?.["muban"] as Raw | undefined;
  if (muban?.["format"] !== FORMAT || Number(muban["version"]) > VERSION) return null;
  const features = Array.isArray(raw["features"]) ? (raw["features"] as Raw[]) : [];
  const words = (key: string): string => String(muban[key] ?? "");
  return {
    drawing: {
      villages: features.flatMap(villageOf),
      pins: features.flatMap(pinOf),
      next: Math.max(Number(muban["next"]) || 1, ...features.map((f) => numberIn(f["id"]) + 1)),
    },
    project: words("project"),
    replaces: Array.isArray(muban["replaces"]) ? muban["replaces"].map(String) : [],
    tambon_code: words("tambon_code"),
    tambon: words("tambon"),
    drawn_by: words("drawn_by"),
    drawn_on: words("drawn_on"),
  };
}

const numberIn = (id: unknown): number => Number(/^[vp](\d+)$/.exec(String(id))?.[1] ?? 0);

function villageOf(feature: Raw, index: number): Village[] {
  const words = (feature["properties"] ?? {}) as Raw;
  if (words["kind"] !== "village") return [];
  const geometry = (feature["geometry"] ?? {}) as Raw;
  const polygons =
    geometry["type"] === "Polygon"
      ? [geometry["coordinates"]]
      : geometry["type"] === "MultiPolygon"
        ? (geometry["coordinates"] as unknown[])
        : [];
  return [
    {
      id: String(feature["id"] ?? `v${1000 + index}`),
      name: String(words["name"] ?? ""),
      moo: words["moo"] === null || words["moo"] === undefined ? null : Number(words["moo"]),
      code: String(words["village_code"] ?? ""),
      note: String(words["note"] ?? ""),
      parts: polygons.map(partOf).filter((part) => part.length > 0),
    },
  ];
}

function pinOf(feature: Raw, index: number): Pin[] {
  const words = (feature["properties"] ?? {}) as Raw;
  const [lon, lat] = ((feature["geometry"] as Raw | null)?.["coordinates"] ?? []) as number[];
  const at = gridPoint(Number(lon), Number(lat));
  if (words["kind"] !== "landmark" || !at) return [];
  return [
    {
      id: String(feature["id"] ?? `p${1000 + index}`),
      kind: String(words["landmark_kind"] ?? ""),
      at,
      name: String(words["name"] ?? ""),
      note: String(words["note"] ?? ""),
    },
  ];
}

/** Rings of the file on the grid, turned the way they must turn. */
export function partOf(rings: unknown): Part {
  const found = (Array.isArray(rings) ? rings : []).map((ring: unknown) => {
    const points = (Array.isArray(ring) ? ring : []).flatMap((pair: unknown): Point[] => {
      const [lon, lat] = Array.isArray(pair) ? (pair as number[]) : [];
      const point = gridPoint(Number(lon), Number(lat));
      return point ? [point] : [];
    });
    return withoutRepeats(points);
  });
  return found
    .filter((ring) => doubleArea(ring) !== 0)
    .map((ring, i) => canonical(i === 0 ? counterClockwise(ring) : [...counterClockwise(ring)].reverse()));
}
