/** Reads coordinates as people type or paste them; what is ambiguous is not guessed. */

import { WORLD } from "../topology/point";
import { plain, readAngle } from "./angle";
import { fromUtm } from "./utm";

export interface TypedPlace {
  readonly lon: number;
  readonly lat: number;
  readonly read_as: "lat_lon" | "lon_lat" | "dms" | "utm";
}

const ZONES = [47, 48];

/**
 * `17.88, 102.74`, `102.74 17.88`, `17°52'48"N 102°44'24"E`, `E102.74 N17.88`, `48Q 260571 1978200`.
 *
 * Latitude and longitude may come in either order, since in Thailand no number can be both.
 * Null when the text is none of these or lies outside of {@link WORLD}.
 */
export function readPlace(text: string): TypedPlace | null {
  const bare = plain(text).replace(/^[([]\s*|\s*[)\]]$/g, "");
  return readUtm(bare) ?? readAngles(bare);
}

function placed(lon: number, lat: number, read_as: TypedPlace["read_as"]): TypedPlace | null {
  const inside = lon >= WORLD.west && lon <= WORLD.east && lat >= WORLD.south && lat <= WORLD.north;
  return inside ? { lon, lat, read_as } : null;
}

function readUtm(text: string): TypedPlace | null {
  const match =
    /^(\d{2})\s*[NPQ]?[\s,;]+(?:E\s*=?\s*)?(\d{6}(?:\.\d+)?)\s*m?E?[\s,;]+(?:N\s*=?\s*)?(\d{6,7}(?:\.\d+)?)\s*m?N?$/i.exec(
      text.replace(/(\d),(?=\d{3}(\D|$))/g, "$1"),
    );
  if (!match || !ZONES.includes(Number(match[1]))) return null;
  const [lon, lat] = fromUtm(Number(match[1]), Number(match[2]), Number(match[3]));
  return placed(lon, lat, "utm");
}

function readAngles(text: string): TypedPlace | null {
  const [first, second] = parted(text).map(readAngle);
  if (!first || !second || (first.axis && first.axis === second.axis)) return null;
  const dms = text.includes("'") ? "dms" : null;
  const lonFirst = placed(first.value, second.value, dms ?? "lon_lat");
  const latFirst = placed(second.value, first.value, dms ?? "lat_lon");
  if (first.axis === "lon" || second.axis === "lat") return lonFirst;
  if (first.axis === "lat" || second.axis === "lon") return latFirst;
  return latFirst ?? lonFirst;
}

/** The two angles of a text: a mark, a letter or, failing these, a blank stands between them. */
function parted(text: string): string[] {
  const parts = text.split(/\s*[,;/\n]\s*/).filter(Boolean);
  if (parts.length > 1) return parts.length === 2 ? parts : [];
  for (const between of [/([NSEW])\s*(?=\d)/gi, /()\s+(?=[NSEW]\s*\d)/gi, /(["°'])\s+(?=\d)/g, /()\s+/g]) {
    const two = text.replace(between, "$1;").split(";");
    if (two.length === 2 && two.every((one) => readAngle(one))) return two;
  }
  return [];
}
