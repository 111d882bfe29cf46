/**
 * Every edit is in the browser's database before the next one is.
 *
 * Entries are only ever added, numbered from 1, each behind the one it follows. A database that was
 * emptied or given back older meanwhile does not take what leans on what it no longer has (see
 * {@link StoreChanged}), and two writers cannot use one number: the second is told (see `isTaken`).
 */

import { isSameEdit, sound, type Entry } from "./chain";
import { Database, type Connection, type Writing } from "./database";

/** So many entries at least are read back, where there are more: a long work opens as fast as a short one. */
export const READ_BACK = 500;
/** Entries written before each said where its whole drawing stands had one so often. */
const ONCE_EVERY = 25;

/** The database does not have what was in it: another one was put in its place, or it was emptied. */
export class StoreChanged extends Error {}

/** `lost`: its connection was closed from outside; `refilled`: it lacked what another place had. */
export type News = "lost" | "refilled";

export interface Journal {
  /** The last entries, from one with a whole drawing on. */
  readonly entries: () => Promise<readonly Entry[]>;
  /** Adds entries, all or none, behind the one that they follow; null where the first leans on none. */
  readonly add: (entries: readonly Entry[], follows: Entry | null) => Promise<void>;
  /** Has these entries instead of those it had, unless it has got others than up to `last` meanwhile. */
  readonly replace: (entries: readonly Entry[], last: Entry | null) => Promise<void>;
  readonly mark: (name: string, value: unknown) => Promise<void>;
  readonly marked: (name: string) => Promise<unknown>;
  readonly watch: (tell: (news: News) => void) => void;
}

/** The journal of one piece of work (a tambon). What it took is on the disk, not only on its way. */
export function journalOf(work: string, database = new Database()): Journal {
  const range = (from: number, to = Infinity): IDBKeyRange => IDBKeyRange.bound([work, from], [work, to]);
  const lastUpTo = async (db: Connection, number: number): Promise<Entry | undefined> =>
    (await db.transaction("entries").store.openCursor(range(0, number), "prev"))?.value;
  const lastIn = async (store: Writing): Promise<Entry | undefined> =>
    (await store.openCursor(range(0), "prev"))?.value;
  const write = (work: (store: Writing) => Promise<unknown>): Promise<void> =>
    database.use(async (db) => {
      const transaction = db.transaction("entries", "readwrite", { durability: "strict" });
      // What went wrong with an entry says more than that all of them were given up for it.
      transaction.done.catch(() => undefined);
      await work(transaction.store);
      await transaction.done;
    });
  return {
    entries: () =>
      database.use(async (db) => {
        const last = await lastUpTo(db, Infinity);
        const back = last && last.number > READ_BACK ? await lastUpTo(db, last.number - READ_BACK) : undefined;
        return sound(await db.getAll("entries", range(back ? baseOf(back) : 0)));
      }),
    add: (entries, follows) =>
      write(async (store) => {
        const last = await lastIn(store);
        if (last && last.number >= entries[0]!.number) throw taken();
        if (!isLast(last, follows)) throw new StoreChanged();
        await Promise.all(entries.map((entry) => store.add(entry)));
      }),
    replace: (entries, last) =>
      write(async (store) => {
        // Another page may have stored an edit since they were read: it is not thrown away.
        if (!isLast(await lastIn(store), last)) throw new StoreChanged();
        await Promise.all([store.delete(range(0)), ...entries.map((entry) => store.add(entry))]);
      }),
    mark: (name, value) =>
      database.use(async (db) => {
        const transaction = db.transaction("marks", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(value, `${work}/${name}`), transaction.done]);
      }),
    marked: (name) => database.use((db) => db.get("marks", `${work}/${name}`)),
    watch: (tell) => (database.lost = () => tell("lost")),
  };
}

/** Whether the last entry is the one that was read last: nobody has stored or taken away any since. */
const isLast = (there: Entry | undefined, read: Entry | null): boolean =>
  there && read ? there.number === read.number && isSameEdit(there, read) : !there && !read;

/** As the database itself says it of a number that an entry has already. */
const taken = (): DOMException => new DOMException("another page went on with this work", "ConstraintError");

const baseOf = ({ base, number }: Entry): number => base ?? number - ((number - 1) % ONCE_EVERY);
