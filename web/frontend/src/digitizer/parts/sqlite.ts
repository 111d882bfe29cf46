/** SQLite, for MBTiles alone: the largest part, taken up where such a file is opened. */

import startSql from "sql.js/dist/sql-asm.js";
import type { Database } from "sql.js";

export async function openDatabase(bytes: Uint8Array): Promise<Database> {
  const { Database: Opened } = await startSql();
  return new Opened(bytes);
}
