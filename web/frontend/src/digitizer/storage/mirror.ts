/**
 * A second journal in a database of its own, for browsers that may throw the first one away.
 *
 * Chromium writes its databases to a log. A process that is killed can leave the last record of
 * the log torn; the next start writes on behind it, and the start after that finds the log broken
 * and begins with an empty database. A storage bucket has a log of its own. Each edit goes into
 * the one and then into the other, so that only one of them can be torn, and what one of them
 * lacks comes back from the other.
 */

import { Database } from "./database";
import { journalOf, type Entry, type Journal } from "./journal";

const BUCKET = "muban-mirror";

interface Buckets {
  open(name: string, options: object): Promise<{ readonly indexedDB: IDBFactory }>;
}

/** The journal of a work, with a mirror where this browser has storage buckets. */
export function safeJournal(work: string): Journal {
  const buckets = (navigator as unknown as { storageBuckets?: Buckets }).storageBuckets;
  if (!buckets) return journalOf(work);
  const bucket = async (): Promise<IDBFactory> => (await buckets.open(BUCKET, { durability: "strict" })).indexedDB;
  return mirrored(journalOf(work), journalOf(work, new Database(bucket)));
}

/** A mirror that has not answered by then is left alone for the rest of the sitting. */
const PATIENCE_MS = 2000;

/** A journal whose entries are in another one too; the other may fail or hang, the first may not. */
export function mirrored(first: Journal, mirror: Journal, patience = PATIENCE_MS): Journal {
  let hangs = false;
  const quietly = async <T>(doing: () => Promise<T>, otherwise: T): Promise<T> => {
    if (hangs) return otherwise;
    let late: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<T>((resolve) => {
      late = setTimeout(() => {
        hangs = true;
        resolve(otherwise);
      }, patience);
    });
    return Promise.race([doing().catch(() => otherwise), waited]).finally(() => clearTimeout(late));
  };
  return {
    async entries() {
      const [own, other] = [await first.last(), await quietly(() => mirror.last(), 0)];
      if (other > own) await copy(await quietly(() => mirror.entries(), []), own, first);
      const entries = await first.entries();
      if (own > other) await quietly(() => copy(entries, other, mirror), undefined);
      return entries;
    },
    last: first.last,
    async add(entry) {
      await first.add(entry);
      await quietly(() => mirror.add(entry), undefined);
    },
    async mark(name, value) {
      await first.mark(name, value);
      // A picture is too large to be written twice, and no work of hours.
      if (!(value instanceof Object && "bytes" in value)) await quietly(() => mirror.mark(name, value), undefined);
    },
    async marked(name) {
      const own = await first.marked(name);
      // Null is a mark too: what was given up does not come back from a mirror that missed it.
      return own === undefined ? quietly(() => mirror.marked(name), undefined) : own;
    },
  };
}

async function copy(entries: readonly Entry[], after: number, to: Journal): Promise<void> {
  for (const entry of entries) if (entry.number > after) await to.add(entry);
}
