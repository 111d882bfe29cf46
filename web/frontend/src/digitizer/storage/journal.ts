/**
 * Every edit is in the browser's database before the next one is.
 *
 * Entries are only ever added, numbered from 1; each {@link SNAPSHOT_EVERY}th carries the
 * whole drawing, so any earlier state is a snapshot and a few changes away. Two writers
 * cannot use one number: the second is told (see `isTaken`).
 */

import { applyChange, changeBetween, type Change } from "../drawing/change";
import { EMPTY, type Drawing } from "../drawing/drawing";
import { Database, type Connection } from "./database";

export const SNAPSHOT_EVERY = 25;
/** So many entries at least are read back, where there are more: a long work opens as fast as a short one. */
export const READ_BACK = 500;

export interface Entry {
  readonly work: string;
  readonly number: number;
  readonly at: number;
  readonly edit: string;
  readonly change: Change;
  readonly whole: Drawing | null;
}

export interface Journal {
  /** The last entries, from one with a whole drawing on. */
  readonly entries: () => Promise<Entry[]>;
  /** The number of the last entry; 0 without any. */
  readonly last: () => Promise<number>;
  readonly add: (entry: Entry) => Promise<void>;
  readonly mark: (name: string, value: unknown) => Promise<void>;
  readonly marked: (name: string) => Promise<unknown>;
}

/** The journal of one piece of work (a tambon). What it took is on the disk, not only on its way. */
export function journalOf(work: string, database = new Database()): Journal {
  const from = (number: number): IDBKeyRange => IDBKeyRange.bound([work, number], [work, Infinity]);
  const lastIn = async (db: Connection): Promise<number> =>
    (await db.transaction("entries").store.openKeyCursor(from(0), "prev"))?.key[1] ?? 0;
  return {
    entries: () =>
      database.use(async (db) => db.getAll("entries", from(snapshotBefore((await lastIn(db)) - READ_BACK)))),
    last: () => database.use(lastIn),
    add: (entry) =>
      database.use(async (db) => {
        const transaction = db.transaction("entries", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.add(entry), transaction.done]);
      }),
    mark: (name, value) =>
      database.use(async (db) => {
        const transaction = db.transaction("marks", "readwrite", { durability: "strict" });
        await Promise.all([transaction.store.put(value, `${work}/${name}`), transaction.done]);
      }),
    marked: (name) => database.use((db) => db.get("marks", `${work}/${name}`)),
  };
}

/** Whether the entry of a number carries the whole drawing. */
export const isSnapshot = (number: number): boolean => number % SNAPSHOT_EVERY === 1;

const snapshotBefore = (number: number): number => (number < 1 ? 0 : number - ((number - 1) % SNAPSHOT_EVERY));

/** The entry for an edit; the first one and every so many carry the whole drawing. */
export function entryFor(
  work: string,
  number: number,
  edit: string,
  before: Drawing,
  after: Drawing,
  at: number,
): Entry {
  const whole = isSnapshot(number) ? after : null;
  return { work, number, at, edit, change: changeBetween(before, after), whole };
}

/** Whether two entries tell of the same edit, whatever their numbers. */
export function isSameEdit(one: Entry, other: Entry): boolean {
  return one.at === other.at && one.edit === other.edit && one.change.next === other.change.next;
}

/** The drawing as it was after the entry of a number. */
export function drawingAt(entries: readonly Entry[], number: number): Drawing {
  const until = entries.filter((entry) => entry.number <= number);
  const start = until.map((entry) => entry.whole !== null).lastIndexOf(true);
  const base = until[start]?.whole ?? EMPTY;
  return until.slice(start + 1).reduce((drawing, entry) => applyChange(drawing, entry.change), base);
}
