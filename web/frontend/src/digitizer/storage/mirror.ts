/**
 * A second journal in a database of its own, for browsers that may throw the first one away.
 *
 * Chromium writes its databases to a log. A process that is killed can leave the last record of
 * the log torn; the next start writes on behind it, and the start after that finds the log broken
 * and begins with an empty database. A storage bucket has a log of its own. Each edit goes into
 * the one and then into the other, so that only one of them can be torn, and what one of them
 * lacks comes back from the other.
 */

import { isSameEdit, joined, type Entry } from "./chain";
import { Database, isTaken } from "./database";
import { journalOf, StoreChanged, type Journal } from "./journal";

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

/** A mirror that has not answered by then is left alone until it has; the next edit brings it what it missed. */
const PATIENCE_MS = 2000;

/** So often what another page changes meanwhile is read again, before it counts as trouble. */
const TRIES = 5;

const isMeanwhile = (trouble: unknown): boolean => isTaken(trouble) || trouble instanceof StoreChanged;

/** A journal whose entries are in another one too; the other may fail or hang, the first may not. */
export function mirrored(first: Journal, mirror: Journal, patience = PATIENCE_MS): Journal {
  let hangs = false;
  let tell: Parameters<Journal["watch"]>[0] = () => undefined;
  const quietly = async <T>(doing: () => Promise<T>, otherwise: T): Promise<T> => {
    if (hangs) return otherwise;
    let late: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<T>((resolve) => {
      late = setTimeout(() => {
        hangs = true;
        resolve(otherwise);
      }, patience);
    });
    const answer = doing()
      .catch(() => otherwise)
      .finally(() => {
        clearTimeout(late);
        hangs = false;
      });
    return Promise.race([answer, waited]);
  };
  /** Both as the first has it: for a mirror that missed something, or was changed from outside. */
  const mend = async (): Promise<void> => bring(mirror, await mirror.entries(), await first.entries());
  return {
    async entries() {
      for (let tries = 1; ; tries++) {
        const own = await first.entries();
        const other = await quietly(() => mirror.entries(), null);
        if (!other) return own;
        const all = joined(own, other);
        try {
          if (all !== own) {
            await bring(first, own, all);
            tell("refilled");
          }
        } catch (trouble) {
          // Another page has put it back meanwhile: what there is now is read again.
          if (tries < TRIES && isMeanwhile(trouble)) continue;
          throw trouble;
        }
        await quietly(() => bring(mirror, other, all), undefined);
        return all;
      }
    },
    async add(entries, follows) {
      await first.add(entries, follows);
      const copy = (): Promise<void> =>
        mirror.add(entries, follows).catch((trouble: unknown) => {
          if (isMeanwhile(trouble)) return mend();
          throw trouble;
        });
      await quietly(copy, undefined);
    },
    async replace(entries, last) {
      await first.replace(entries, last);
      await quietly(() => mirror.replace(entries, last), undefined);
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
    watch(told) {
      tell = told;
      first.watch(told);
      mirror.watch(told);
    },
  };
}

/** Lets a journal that `has` some entries have `all` of a chain. */
async function bring(to: Journal, has: readonly Entry[], all: readonly Entry[]): Promise<void> {
  const last = has.at(-1);
  const place = last ? all.findIndex((entry) => entry.number === last.number && isSameEdit(entry, last)) : -1;
  if (last && place < 0) return to.replace(all, last);
  const rest = all.slice(place + 1);
  if (rest.length) await to.add(rest, last ?? null);
}
