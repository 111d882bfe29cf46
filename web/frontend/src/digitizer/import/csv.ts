/** Tables of places: the rows of a CSV as points, by the rules of gis/reading/tables/table_points.py. */

import { plain, readAngle, readMetres } from "../measure/angle";
import { readPlace } from "../measure/typed_place";
import { fromUtm } from "../measure/utm";
import type { Corner, Feature, Imported } from "./feature";
import { findColumns, zoneOf, type Columns } from "./headings";

const NAMES = ["ชื่อ", "name", "สถานที่", "รายการ"];
const NOTES = ["หมายเหตุ", "note", "รายละเอียด", "description"];
const ZONES = [47, 48];
/** Whole degrees end here: what is larger is metres. */
const DEGREES = 180;

interface Read {
  readonly at: Corner | null;
  /** Metres whose zone nobody states. */
  readonly zoneless?: boolean;
}

export function readCsv(file: string, text: string): Imported {
  const rows = cellsOf(text.replace(/^\uFEFF/, "").replaceAll("\0", ""));
  const columns = findColumns(rows, (cell) => placeIn(cell, null).at !== null);
  if (!columns) return { file, features: [], trouble: ["no_places"] };
  const head = rows[columns.header]!;
  const column = (words: readonly string[]): number => {
    for (const word of words) {
      const found = head.findIndex((title) => title.toLowerCase().includes(word));
      if (found !== -1) return found;
    }
    return -1;
  };
  const [name, note] = [column(NAMES), column(NOTES)];
  const body = rows.slice(columns.header + 1).filter((row) => row.join("\t") !== head.join("\t"));
  const read = body.map((row) => placeOf(row, columns));
  const features = body.map((row, i): Feature => {
    const at = read[i]!.at;
    return {
      name: row[name] ?? "",
      note: row[note] ?? "",
      properties: Object.fromEntries(head.map((title, j) => [title, row[j] ?? ""])),
      shapes: at ? [{ kind: "point", at }] : [],
    };
  });
  const swapped = read.some(({ at }) => at && turned(at));
  return {
    file,
    features: swapped ? features.map(turnedBack) : features,
    trouble: read.some(({ zoneless }) => zoneless) ? ["no_zone"] : swapped ? ["swapped"] : [],
  };
}

/** In Thailand no latitude is above 21, no longitude below 97. */
const turned = ([lon, lat]: Corner): boolean => lon >= 5 && lon <= 21 && lat >= 97 && lat <= 106;

function turnedBack(feature: Feature): Feature {
  const shapes = feature.shapes.map((shape) =>
    shape.kind === "point" && turned(shape.at) ? { ...shape, at: [shape.at[1], shape.at[0]] as const } : shape,
  );
  return { ...feature, shapes };
}

function placeOf(row: readonly string[], { x, y, degrees, zoneColumn, zone: stated }: Columns): Read {
  const zone = (zoneColumn === null ? null : zoneOf(row[zoneColumn] ?? "")) ?? stated;
  const [first, second] = [row[x] ?? "", row[y] ?? ""];
  if (x === y) return placeIn(first, zone);
  if (degrees !== false) {
    const [lon, lat] = [readAngle(first), readAngle(second)];
    if (lon && lat && Math.max(Math.abs(lon.value), Math.abs(lat.value)) <= DEGREES) {
      // Letters in the cells know better than a heading.
      const letters = lon.axis === "lat" || lat.axis === "lon";
      return { at: letters ? [lat.value, lon.value] : [lon.value, lat.value] };
    }
  }
  const [east, north] = [readMetres(first), readMetres(second)];
  return east === null || north === null ? { at: null } : metres(east, north, zone);
}

/** Both numbers in one cell. */
function placeIn(cell: string, zone: number | null): Read {
  const found = readPlace(plain(cell).replace(/^[([]|[)\]]$/g, ""));
  if (found) return { at: [found.lon, found.lat] };
  const match = /^E?\s*(\d{6,7}(?:\.\d+)?)\s*m?\s*E?[\s,;]+N?\s*(\d{6,8}(?:\.\d+)?)\s*m?\s*N?$/i.exec(plain(cell));
  return match ? metres(Number(match[1]), Number(match[2]), zone) : { at: null };
}

function metres(east: number, north: number, zone: number | null): Read {
  if (Math.max(Math.abs(east), Math.abs(north)) <= DEGREES) return { at: [east, north] };
  if (zone === null || !ZONES.includes(zone)) return { at: null, zoneless: true };
  return { at: fromUtm(zone, east, north) };
}

/** Cells of separated text, quotes as Excel writes them (RFC 4180). */
export function cellsOf(whole: string): string[][] {
  // Excel may write its separator on a first line of its own.
  const stated = /^sep=(.)\r?\n/i.exec(whole);
  const text = stated ? whole.slice(stated[0].length) : whole;
  const between = stated?.[1] ?? separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const letter = text[i];
    if (quoted && letter !== undefined) {
      if (letter !== '"') cell += letter;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === between) {
      row.push(cell.trim());
      cell = "";
    } else if (letter === "\n" || letter === "\r" || letter === undefined) {
      row.push(cell.trim());
      if (row.some(Boolean)) rows.push(row);
      [row, cell] = [[], ""];
    } else cell += letter;
  }
  return rows;
}

/** The mark that the most lines have equally often. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim());
  const evenness = (mark: string): number => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(mark).length - 1;
      if (count) counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    return Math.max(0, ...[...counts].map(([count, times]) => times * 1000 + Math.min(count, 999)));
  };
  const marks = [",", ";", "\t", "|"];
  const scores = marks.map(evenness);
  return marks[scores.indexOf(Math.max(...scores))]!;
}
