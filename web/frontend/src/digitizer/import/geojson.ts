import { limit } from "./limits";
import type { Corner, Feature, Imported, Shape } from "./feature";

type Json = Readonly<Record<string, unknown>>;

/** The features of a GeoJSON document; what is no geometry becomes a record without shape. */
export function readGeojson(file: string, text: string): Imported {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { file, features: [], trouble: ["not_readable"] };
  }
  const found = featuresIn(document);
  limit("features", found?.length ?? 0);
  return found
    ? { file, features: found.map(featureOf), trouble: [] }
    : { file, features: [], trouble: ["not_readable"] };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function featuresIn(value: unknown): unknown[] | null {
  if (!isObject(value)) return null;
  if (value["type"] === "FeatureCollection" && Array.isArray(value["features"])) {
    return value["features"] as unknown[];
  }
  if (value["type"] === "Feature") return [value];
  return "coordinates" in value || "geometries" in value ? [{ geometry: value }] : null;
}

function featureOf(value: unknown): Feature {
  const record = isObject(value) ? value : {};
  const properties = isObject(record["properties"]) ? record["properties"] : {};
  const texts = Object.fromEntries(
    Object.entries(properties)
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([key, item]) => [key, typeof item === "object" ? JSON.stringify(item) : String(item)]),
  );
  return {
    name: texts["name"] ?? texts["Name"] ?? texts["ชื่อ"] ?? "",
    note: texts["note"] ?? texts["description"] ?? "",
    properties: texts,
    shapes: shapesOf(record["geometry"]),
  };
}

function shapesOf(geometry: unknown, depth = 1): Shape[] {
  limit("depth", depth);
  if (!isObject(geometry)) return [];
  const coordinates = geometry["coordinates"];
  switch (geometry["type"]) {
    case "Point":
      return corners([coordinates]).map((at) => ({ kind: "point", at }));
    case "MultiPoint":
      return corners(coordinates).map((at) => ({ kind: "point", at }));
    case "LineString":
      return line(coordinates);
    case "MultiLineString":
      return list(coordinates).flatMap(line);
    case "Polygon":
      return area(coordinates);
    case "MultiPolygon":
      return list(coordinates).flatMap(area);
    case "GeometryCollection":
      return list(geometry["geometries"]).flatMap((one) => shapesOf(one, depth + 1));
    default:
      return [];
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function corners(value: unknown): Corner[] {
  return list(value).flatMap((pair): Corner[] => {
    const [lon, lat] = list(pair);
    return Number.isFinite(lon) && Number.isFinite(lat) ? [[lon as number, lat as number]] : [];
  });
}

function line(value: unknown): Shape[] {
  const found = corners(value);
  return found.length ? [{ kind: "line", corners: found }] : [];
}

function area(value: unknown): Shape[] {
  const rings = list(value).map(corners);
  return rings[0]?.length ? [{ kind: "area", rings }] : [];
}
