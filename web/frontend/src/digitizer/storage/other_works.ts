/**
 * Work of the same tambon that this browser keeps of another project folder.
 *
 * It is never shown by itself: two projects may draw one tambon. But a folder that was moved or
 * renamed is another one for the browser, and what was kept of it must be found again.
 */

import type { Entry } from "./chain";
import { Database } from "./database";
import { journalOf } from "./journal";

/** The entries of the one that was edited last; null where there is none. */
export async function otherWork(
  own: string,
  tambon: string,
  database = new Database(),
): Promise<readonly Entry[] | null> {
  const names = (await namesOfWorks(database)).filter(
    (name) => name !== own && (name === tambon || name.endsWith(`/${tambon}`)),
  );
  const works = await Promise.all(names.map((name) => journalOf(name, database).entries()));
  const edited = (entries: readonly Entry[]): number => entries.at(-1)?.at ?? 0;
  const [last] = works.filter((entries) => entries.length > 0).sort((a, b) => edited(b) - edited(a));
  return last ?? null;
}

/** Every work has one step of the cursor, however many edits it has. */
function namesOfWorks(database: Database): Promise<string[]> {
  return database.use(async (db) => {
    const names: string[] = [];
    let cursor = await db.transaction("entries").store.openKeyCursor();
    while (cursor) {
      const [name] = cursor.key;
      names.push(name);
      cursor = await cursor.continue([name, Infinity]);
    }
    return names;
  });
}
