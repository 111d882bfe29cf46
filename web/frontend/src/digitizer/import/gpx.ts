import { numberOf, type Corner, type Feature, type Imported, type Shape } from "./feature";
import { limit } from "./limits";
import { below, childrenOf, isBroken, parseXml, textOf, type XmlElement } from "./xml";

/** Waypoints, routes and tracks, one record each. */
export function readGpx(file: string, text: string): Imported {
  const parsed = parseXml(text, "gpx");
  if (!parsed) return { file, features: [], trouble: ["not_readable"] };
  const records = below(parsed.root, "wpt", "rte", "trk");
  limit("features", records.length);
  const features = records.map(featureOf);
  return { file, features, trouble: parsed.broken ? ["cut_off"] : parsed.mended ? ["mended"] : [] };
}

function featureOf(record: XmlElement): Feature {
  return {
    name: textOf(record, "name"),
    note: textOf(record, "desc") || textOf(record, "cmt"),
    properties: {},
    shapes: isBroken(record) ? [] : shapesOf(record),
  };
}

function shapesOf(record: XmlElement): Shape[] {
  if (record.local === "wpt") return cornersOf([record]).map((at) => ({ kind: "point", at }));
  const lines =
    record.local === "rte"
      ? [childrenOf(record, "rtept")]
      : childrenOf(record, "trkseg").map((segment) => childrenOf(segment, "trkpt"));
  return lines
    .map(cornersOf)
    .filter((corners) => corners.length > 1)
    .map((corners) => ({ kind: "line", corners }));
}

function cornersOf(points: readonly XmlElement[]): Corner[] {
  return points.flatMap((point): Corner[] => {
    const [lon, lat] = [numberOf(point.attributes.get("lon")), numberOf(point.attributes.get("lat"))];
    return lon === null || lat === null ? [] : [[lon, lat]];
  });
}
