/** Reads coordinates as people type or paste them; what is ambiguous is not guessed. */

import { WORLD } from "../topology/point";
import { fromUtm } from "./utm";

export interface TypedPlace {
  readonly lon: number;
  readonly lat: number;
  readonly read_as: "lat_lon" | "lon_lat" | "dms" | "utm";
}

const THAI_ZERO = "๐".charCodeAt(0);
const ZONES = [47, 48];

/**
 * `17.88, 102.74`, `102.74 17.88`, `17°52'48"N 102°44'24"E`, `48Q 260571 1978200`.
 *
 * Latitude and longitude may come in either order, since in Thailand no number can be both.
 * Null when the text is none of these or lies outside of {@link WORLD}.
 */
export function readPlace(text: string): TypedPlace | null {
  const plain = text
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO))
    .replace(/(\d),(?=\d{3}(\D|$))/g, "$1")
    .trim();
  return readUtm(plain) ?? readDms(plain) ?? readDegrees(plain);
}

function placed(lon: number, lat: number, read_as: TypedPlace["read_as"]): TypedPlace | null {
  const inside = lon >= WORLD.west && lon <= WORLD.east && lat >= WORLD.south && lat <= WORLD.north;
  return inside ? { lon, lat, read_as } : null;
}

function readDegrees(text: string): TypedPlace | null {
  const match = /^(-?\d+(?:\.\d+)?)\s*°?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*°?$/.exec(text);
  if (!match) return null;
  const [first, second] = [Number(match[1]), Number(match[2])];
  return placed(second, first, "lat_lon") ?? placed(first, second, "lon_lat");
}

function readUtm(text: string): TypedPlace | null {
  const match =
    /^(\d{2})\s*[NPQ]?[\s,;]+(?:E\s*=?\s*)?(\d{6}(?:\.\d+)?)\s*m?E?[\s,;]+(?:N\s*=?\s*)?(\d{6,7}(?:\.\d+)?)\s*m?N?$/i.exec(text);
  if (!match || !ZONES.includes(Number(match[1]))) return null;
  const [lon, lat] = fromUtm(Number(match[1]), Number(match[2]), Number(match[3]));
  return placed(lon, lat, "utm");
}

const ANGLE = /(\d+)\s*[°º]\s*(?:(\d+(?:\.\d+)?)\s*['′’])?\s*(?:(\d+(?:\.\d+)?)\s*(?:["″”]|''))?\s*([NE])?/gi;

function readDms(text: string): TypedPlace | null {
  const angles = [...text.matchAll(ANGLE)];
  if (angles.length !== 2 || !/['′’]/.test(text)) return null;
  const [a, b] = angles.map((m) => Number(m[1]) + Number(m[2] ?? 0) / 60 + Number(m[3] ?? 0) / 3600);
  const eastFirst = (angles[0]![4] ?? "").toUpperCase() === "E";
  return eastFirst
    ? placed(a!, b!, "dms")
    : (placed(b!, a!, "dms") ?? placed(a!, b!, "dms"));
}
