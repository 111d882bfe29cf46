/**
 * The drawing file: GeoJSON that any program reads, with a member `muban` that says what it
 * is. Version 1. Nothing is lost between writing and reading.
 */

import type { Drawing, Json, Pin, Village } from "../drawing/drawing";
import { gridPoint, lonLat, type Part, type Point, type Ring } from "../topology/point";
import { canonical, counterClockwise, doubleArea, withoutRepeats } from "../topology/ring";

/** What a village is called by between files: its code, else its name. */
export const callOf = ({ code, name }: Pick<Village, "code" | "name">): string => code || name;

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
  /** Villages (code, else name) that were drawn or changed on the phone that hands the file in; all, where not said. */
  readonly changed?: readonly string[];
  /** The pins' photos as Base64, by the names that the pins say: of a file that travels alone. */
  readonly photos?: Readonly<Record<string, string>>;
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
    ...(drawing.others ?? []),
  ];
  const lines = features.map((feature) => JSON.stringify(feature)).join(",\n");
  return `{"type":"FeatureCollection",\n"muban":${JSON.stringify(muban)},\n"features":[\n${lines}\n]}\n`;
}

/** What a feature says: what is drawn and written here, and what else there was. */
const feature = (id: string, properties: object, more: Json | undefined, geometry: object | null): object => ({
  type: "Feature",
  id,
  properties: { ...properties, ...more },
  geometry,
});

const villageProperties = ({ name, moo, code, note }: Village, tambon_code: string): Json => ({
  kind: "village",
  name,
  moo,
  village_code: code,
  tambon_code,
  note,
});

const pinProperties = ({ kind, name, note }: Pin, tambon_code: string): Json => ({
  kind: "landmark",
  landmark_kind: kind || null,
  name,
  tambon_code,
  note,
});

function villageFeature(village: Village, tambon_code: string): object {
  const polygons = village.parts.map((part) => part.map(closed));
  const [only, ...more] = polygons;
  const shape = more.length ? { type: "MultiPolygon", coordinates: polygons } : { type: "Polygon", coordinates: only };
  return feature(village.id, villageProperties(village, tambon_code), village.more, only === undefined ? null : shape);
}

const pinFeature = (pin: Pin, tambon_code: string): object =>
  feature(pin.id, pinProperties(pin, tambon_code), pin.more, { type: "Point", coordinates: lonLat(pin.at) });

/** Reads a drawing file back; null when it is not one, or of a later version. */
export function readDrawing(text: string): DrawingFile | null {
  let raw: Json;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, "")) as Json;
  } catch {
    return null;
  }
  const muban = raw?.["muban"] as Json | undefined;
  if (muban?.["format"] !== FORMAT || Number(muban["version"]) > VERSION) return null;
  const features = Array.isArray(raw["features"]) ? (raw["features"] as unknown[]) : [];
  const words = (key: string): string => String(muban[key] ?? "");
  return {
    drawing: drawingOf(
      features.map((one) => (isObject(one) ? one : { value: one })),
      Number(muban["next"]) || 1,
      words("tambon_code"),
    ),
    project: words("project"),
    replaces: Array.isArray(muban["replaces"]) ? muban["replaces"].map(String) : [],
    tambon_code: words("tambon_code"),
    tambon: words("tambon"),
    drawn_by: words("drawn_by"),
    drawn_on: words("drawn_on"),
    ...(Array.isArray(muban["changed"]) && { changed: muban["changed"].map(String) }),
    ...(isObject(muban["photos"]) && { photos: textsOf(muban["photos"]) }),
  };
}

/** What of a file's features this page can draw; all others are kept beside it as they are. */
function drawingOf(features: readonly Json[], least: number, tambon: string): Drawing {
  const next = Math.max(least, ...features.map((one) => numberIn(one["id"]) + 1));
  const taken = new Set<string>();
  const villages: Village[] = [];
  const pins: Pin[] = [];
  const others: Json[] = [];
  let fresh = next;
  const idOf = (one: Json, letter: string): string => {
    const stated = String(one["id"] ?? "");
    const id = stated && !taken.has(stated) ? stated : `${letter}${fresh++}`;
    taken.add(id);
    return id;
  };
  for (const one of features) {
    const village = villageOf(one);
    const pin = pinOf(one);
    if (village)
      villages.push(withMore({ id: idOf(one, "v"), ...village }, one, (made) => villageProperties(made, tambon)));
    else if (pin) pins.push(withMore({ id: idOf(one, "p"), ...pin }, one, (made) => pinProperties(made, tambon)));
    else others.push(one);
  }
  return { villages, pins, next: fresh, ...(others.length && { others }) };
}

/** The thing with what its feature says beyond it; what is said otherwise than it is written here too. */
export function withMore<T extends Village | Pin>(made: T, raw: Json, written: (made: T) => Json = () => ({})): T {
  const ours = written(made);
  const more = Object.entries(propertiesOf(raw)).flatMap(([key, value]): [string, unknown][] => {
    if (!(key in ours)) return [[key, value]];
    const same = value === null || value === "" || String(value) === String(ours[key] ?? "");
    return same ? [] : [[`${key}_written`, value]];
  });
  return more.length ? { ...made, more: Object.fromEntries(more) } : made;
}

const textsOf = (photos: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(photos).map(([name, text]) => [name, String(text)]));

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const propertiesOf = (raw: Json): Json => (isObject(raw["properties"]) ? raw["properties"] : {});
const numberIn = (id: unknown): number => Number(/^[vp](\d+)$/.exec(String(id))?.[1] ?? 0);

function villageOf(raw: Json): Omit<Village, "id"> | null {
  const words = propertiesOf(raw);
  const geometry = raw["geometry"] ?? null;
  const polygons = polygonsOf(geometry);
  if (words["kind"] !== "village" || !polygons?.every(liesHere)) return null;
  const moo = Number(words["moo"] ?? Number.NaN);
  return {
    name: String(words["name"] ?? ""),
    moo: Number.isInteger(moo) && moo > 0 ? moo : null,
    code: String(words["village_code"] ?? ""),
    note: String(words["note"] ?? ""),
    parts: polygons.map(partOf).filter((part) => part.length > 0),
  };
}

/** The areas of a geometry, none where it has none; null where it is of another kind. */
function polygonsOf(geometry: unknown): unknown[] | null {
  if (geometry === null) return [];
  if (!isObject(geometry) || !Array.isArray(geometry["coordinates"])) return null;
  if (geometry["type"] === "Polygon") return [geometry["coordinates"]];
  return geometry["type"] === "MultiPolygon" ? (geometry["coordinates"] as unknown[]) : null;
}

/** Whether each corner of an area can be drawn: one that is left out would make another area of it. */
const liesHere = (rings: unknown): boolean =>
  Array.isArray(rings) &&
  rings.every((ring: unknown) => Array.isArray(ring) && ring.every((pair) => pointOf(pair) !== null));

function pointOf(pair: unknown): Point | null {
  const [lon, lat] = Array.isArray(pair) ? (pair as unknown[]) : [];
  return typeof lon === "number" && typeof lat === "number" ? gridPoint(lon, lat) : null;
}

function pinOf(raw: Json): Omit<Pin, "id"> | null {
  const words = propertiesOf(raw);
  const geometry = raw["geometry"];
  const at = isObject(geometry) && geometry["type"] === "Point" ? pointOf(geometry["coordinates"]) : null;
  if (words["kind"] !== "landmark" || !at) return null;
  return {
    kind: String(words["landmark_kind"] ?? ""),
    at,
    name: String(words["name"] ?? ""),
    note: String(words["note"] ?? ""),
  };
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
