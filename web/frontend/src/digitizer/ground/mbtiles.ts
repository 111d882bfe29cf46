/** MBTiles: tiles in a database of SQLite, which stands in memory while it is shown. */

import type { Database } from "sql.js";
import { boundsOf, NoSheet, plainCredit, type Sheet } from "./sheet";
import { pictureOf } from "./tile_picture";

/** More than an old machine's memory has room for. */
const MOST_BYTES = 1_000_000_000;
const MEGABYTE = 1_000_000;

export const fitsInMemory = ({ size }: File): void => {
  if (size > MOST_BYTES) throw new NoSheet("too_large", String(MOST_BYTES / MEGABYTE));
};

export function sheetOf(database: Database, file: string): Sheet {
  const rows = (query: string): unknown[][] => database.exec(query)[0]?.values ?? [];
  let zooms: unknown[];
  const said = new Map<unknown, string>();
  try {
    zooms = rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0] ?? [];
    for (const [name, value] of rows("SELECT name, value FROM metadata")) said.set(name, String(value));
  } catch {
    throw new NoSheet("unknown");
  }
  if (typeof zooms[0] !== "number") throw new NoSheet("unknown");
  const one = database.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?");
  return {
    name: said.get("name") || file,
    credit: plainCredit(said.get("attribution")),
    bounds: boundsOf((said.get("bounds") ?? "").split(",").map(Number)),
    min_zoom: Number(zooms[0]),
    max_zoom: Number(zooms[1]),
    async tile(z, x, y) {
      // Rows count from the south.
      const [data] = one.get([z, x, 2 ** z - 1 - y]);
      return data instanceof Uint8Array ? pictureOf(data, said.get("format") === "pbf") : null;
    },
  };
}
