/**
 * Every edit is in the browser's database before the next one can be made.
 *
 * Entries are only ever added, numbered from 1; each {@link SNAPSHOT_EVERY}th carries the
 * whole drawing, so any earlier state is a snapshot and a few changes away. Two writers
 * cannot use one number: the second gets {@link Overtaken}.
 */

import { applyChange, changeBetween, type Change } from "../drawing/change";
import { EMPTY, type Drawing } from "../drawing/drawing";

export const SNAPSHOT_EVERY = 25;
const DATABASE = "muban-digitizer";
const ENTRIES = "entries";
const MARKS = "marks";

export interface Entry {
  readonly work: string;
  readonly number: number;
  readonly at: number;
  readonly edit: string;
  readonly change: Change;
  readonly whole: Drawing | null;
}

/** Another tab has written meanwhile. */
export class Overtaken extends Error {}

export interface Journal {
  readonly entries: () => Promise<readonly Entry[]>;
  readonly add: (entry: Entry) => Promise<void>;
  readonly mark: (name: string, value: unknown) => Promise<void>;
  readonly marked: (name: string) => Promise<unknown>;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("database"));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("database"));
    transaction.onerror = () => reject(transaction.error ?? new Error("database"));
  });
}

/** The journal of one piece of work (a tambon). */
export async function openJournal(work: string, factory: IDBFactory): Promise<Journal> {
  const opening = factory.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(ENTRIES, { keyPath: ["work", "number"] });
    opening.result.createObjectStore(MARKS);
  };
  const database = await settled(opening);
  const own = IDBKeyRange.bound([work, 0], [work, Infinity]);
  return {
    entries: () =>
      settled(database.transaction(ENTRIES).objectStore(ENTRIES).getAll(own) as IDBRequest<Entry[]>),
    async add(entry) {
      const transaction = database.transaction(ENTRIES, "readwrite", { durability: "strict" });
      transaction.objectStore(ENTRIES).add(entry);
      await finished(transaction).catch((trouble: unknown) => {
        const taken = trouble instanceof DOMException && trouble.name === "ConstraintError";
        throw taken ? new Overtaken() : trouble;
      });
    },
    async mark(name, value) {
      const transaction = database.transaction(MARKS, "readwrite", { durability: "strict" });
      transaction.objectStore(MARKS).put(value, `${work}/${name}`);
      await finished(transaction);
    },
    marked: (name) =>
      settled(database.transaction(MARKS).objectStore(MARKS).get(`${work}/${name}`) as IDBRequest<unknown>),
  };
}

/** The entry for an edit; the first one and every so many carry the whole drawing. */
export function entryFor(
  work: string,
  number: number,
  edit: string,
  before: Drawing,
  after: Drawing,
  at: number,
): Entry {
  const whole = number % SNAPSHOT_EVERY === 1 ? after : null;
  return { work, number, at, edit, change: changeBetween(before, after), whole };
}

/** The drawing as it was after the entry of a number. */
export function drawingAt(entries: readonly Entry[], number: number): Drawing {
  const until = entries.filter((entry) => entry.number <= number);
  const start = until.map((entry) => entry.whole !== null).lastIndexOf(true);
  const base = until[start]?.whole ?? EMPTY;
  return until.slice(start + 1).reduce((drawing, entry) => applyChange(drawing, entry.change), base);
}
