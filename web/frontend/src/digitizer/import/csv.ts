import { readPlace } from "../measure/typed_place";
import type { Feature, Imported } from "./feature";

/** Headings that officers use, by what they mean; compared in lower case without blanks. */
const HEADINGS = {
  lat: ["lat", "latitude", "y", "ละติจูด", "ละติจูด(lat)", "แลต"],
  lon: ["lon", "lng", "long", "longitude", "x", "ลองจิจูด", "ลองจิจูด(long)", "ลอง"],
  place: ["พิกัด", "coordinates", "coordinate", "location"],
  name: ["name", "ชื่อ", "ชื่อสถานที่", "สถานที่"],
  note: ["note", "หมายเหตุ", "รายละเอียด", "description"],
} as const;

/** Rows as points: a column each for latitude and longitude, or one for both. */
export function readCsv(file: string, text: string): Imported {
  const [head, ...rows] = cellsOf(text.replace(/^\uFEFF/, ""));
  const titles = (head ?? []).map((title) => title.toLowerCase().replace(/\s+/g, ""));
  const column = (of: keyof typeof HEADINGS): number =>
    titles.findIndex((title) => (HEADINGS[of] as readonly string[]).includes(title));
  const [lat, lon, place] = [column("lat"), column("lon"), column("place")];
  if (place === -1 && (lat === -1 || lon === -1)) {
    return { file, features: [], trouble: ["no_places"] };
  }
  const features = rows.map((row): Feature => {
    const written = place === -1 ? `${row[lat] ?? ""} ${row[lon] ?? ""}` : (row[place] ?? "");
    const found = readPlace(written);
    return {
      name: row[column("name")] ?? "",
      note: row[column("note")] ?? "",
      properties: Object.fromEntries((head ?? []).map((title, i) => [title, row[i] ?? ""])),
      shapes: found ? [{ kind: "point", at: [found.lon, found.lat] }] : [],
    };
  });
  return { file, features, trouble: [] };
}

/** Cells of comma, semicolon or tab separated text, quotes as Excel writes them (RFC 4180). */
export function cellsOf(text: string): string[][] {
  const first = text.split(/\r?\n/, 1)[0] ?? "";
  const between = ["\t", ";", ","].find((mark) => first.includes(mark)) ?? ",";
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
    } else if (letter === "\n" || letter === undefined) {
      row.push(cell.trim());
      if (row.some(Boolean)) rows.push(row);
      [row, cell] = [[], ""];
    } else if (letter !== "\r") cell += letter;
  }
  return rows;
}
