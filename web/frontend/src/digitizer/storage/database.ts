/**
 * The one database of this page, opened when it is needed and again after trouble.
 *
 * A browser may fail to open it for a while (another process of it is still on its way out, the
 * disk is busy or full) and may close it at any time. So whatever went wrong, the connection is
 * given up, and the next use opens a new one.
 */

import { wrap, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";

import type { Entry } from "./chain";

const NAME = "muban-digitizer";
/** Pages of before 2 would read entries that they do not know; they are told that it is newer. */
const VERSION = 2;
/** An opening that has not answered by then is counted as failed. */
const OPENING_MS = 5000;
/** So is anything else done with it: what it takes later all the same is found there, and not done twice. */
const USING_MS = 15_000;

interface Schema extends DBSchema {
  entries: { key: [string, number]; value: Entry };
  marks: { key: string; value: unknown };
}

export type Connection = IDBPDatabase<Schema>;
/** The entries, while they may be written. */
export type Writing = IDBPObjectStore<Schema, ["entries"], "entries", "readwrite">;

/** Whether a number of the journal was taken already: an answer, not trouble with the database. */
export function isTaken(trouble: unknown): boolean {
  return trouble instanceof DOMException && trouble.name === "ConstraintError";
}

/** Whether the disk, or what the browser gives this page of it, is full. */
export function isFull(trouble: unknown): boolean {
  return trouble instanceof DOMException && trouble.name === "QuotaExceededError";
}

/** Whether this browser has no database for this page at all, so that waiting cannot help. */
export function isRefused(trouble: unknown): boolean {
  return (trouble instanceof DOMException && trouble.name === "SecurityError") || keepsNothing();
}

/**
 * Whether the browser lets this page keep nothing: cookies and site data are blocked.
 *
 * Firefox throws where `indexedDB` is only touched. Chromium opens a database there with an error
 * that says as little as one of a full disk; that its other store throws tells the two apart.
 */
function keepsNothing(): boolean {
  try {
    void globalThis.localStorage;
    return typeof indexedDB === "undefined";
  } catch {
    return true;
  }
}

export class Database {
  /** Called when the database was deleted, or closed by the browser because it cannot go on with it. */
  lost: () => void = () => undefined;
  private connection: Promise<Connection> | null = null;

  /** `factory` gives the browser's databases to open from: its usual ones where it is left out. */
  constructor(private readonly factory: () => Promise<IDBFactory> = async () => indexedDB) {}

  /** Does something with the database; any trouble but a taken number gives the connection up. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = (this.connection ??= open(
      this.factory,
      (gone) => this.giveUp(connection) && gone && this.lost(),
    ));
    try {
      return await inTime((async () => work(await connection))(), USING_MS);
    } catch (trouble) {
      if (!isTaken(trouble)) this.giveUp(connection);
      throw trouble;
    }
  }

  /** Whether the connection was the one in use. */
  private giveUp(connection: Promise<Connection>): boolean {
    connection.then((opened) => opened.close()).catch(() => undefined);
    if (this.connection !== connection) return false;
    this.connection = null;
    return true;
  }
}

/** Told that the connection is or must be closed, and whether what was in the database is gone. */
type Lost = (gone: boolean) => void;

async function open(factory: () => Promise<IDBFactory>, lost: Lost): Promise<Connection> {
  const opening = factory().then((databases) => request(databases, lost));
  return inTime(opening, OPENING_MS).catch((trouble: unknown) => {
    opening.then((opened) => opened.close()).catch(() => undefined);
    throw trouble;
  });
}

async function inTime<T>(doing: Promise<T>, patience: number): Promise<T> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error("the database does not answer")), patience);
  });
  return Promise.race([doing, waited]).finally(() => clearTimeout(late));
}

async function request(databases: IDBFactory, lost: Lost): Promise<Connection> {
  const asked = databases.open(NAME, VERSION);
  asked.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion > 0) return;
    asked.result.createObjectStore("entries", { keyPath: ["work", "number"] });
    asked.result.createObjectStore("marks");
  };
  const connection = (await wrap(asked)) as unknown as Connection;
  connection.addEventListener("close", () => lost(true));
  // A page of a newer version asks for the database too; one without a version is to be deleted.
  connection.addEventListener("versionchange", ({ newVersion }) => lost(newVersion === null));
  return connection;
}

/** Asks the browser not to throw this page's storage away when the disk gets full. */
export function askToStay(): void {
  try {
    const storage = (navigator as Partial<Navigator>).storage as Partial<StorageManager> | undefined;
    void storage?.persist?.().catch(() => undefined);
  } catch {
    // Where it may not even be asked, the page has told that nothing is kept.
  }
}
