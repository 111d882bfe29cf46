/** Which kind of map file it is, by its first bytes, and the part of the program that opens it. */

import { loadPart, NoPart } from "./parts";
import { NoSheet, type Sheet } from "../ground/sheet";

export type SheetKind = "mbtiles" | "pmtiles" | "geotiff";

const BEGINNINGS: readonly (readonly [SheetKind, string])[] = [
  ["mbtiles", "SQLite format 3\0"],
  ["pmtiles", "PMTiles"],
  ["geotiff", "II*\0"],
  ["geotiff", "MM\0*"],
  ["geotiff", "II+\0"],
  ["geotiff", "MM\0+"],
];
const LONGEST = 72;
/** A GeoPackage is a database too; what it holds are drawings. */
const GEOPACKAGE = [68, "GPKG"] as const;

/** The kind of map file; null where it is none. */
export async function sheetKind(file: File): Promise<SheetKind | null> {
  const head = new Uint8Array(await file.slice(0, LONGEST).arrayBuffer());
  const text = String.fromCharCode(...head);
  if (text.startsWith(GEOPACKAGE[1], GEOPACKAGE[0])) return null;
  return BEGINNINGS.find(([, begin]) => text.startsWith(begin))?.[0] ?? null;
}

/** A map file as a sheet; {@link NoSheet} where it cannot be one, NoPart where the opener is out of reach. */
export async function openSheet(file: File, kind: SheetKind): Promise<Sheet> {
  const sheets = await loadPart("sheets");
  try {
    if (kind === "pmtiles") return await sheets.openArchive(file);
    if (kind === "geotiff") return await sheets.openGeotiff(file);
    sheets.fitsInMemory(file);
    const { openDatabase } = await loadPart("sqlite");
    return sheets.sheetOf(await openDatabase(new Uint8Array(await file.arrayBuffer())), file.name);
  } catch (trouble) {
    // The class of a part is the part's own: what it says is what counts.
    const { why, fact } = trouble as Partial<NoSheet>;
    if (trouble instanceof NoPart) throw trouble;
    throw new NoSheet(why ?? "unknown", fact);
  }
}
