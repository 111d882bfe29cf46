/** What a page knows of a work, put together with what it reads of it. */

import { behind, drawingAt, editKey, isRicher, missingIn, type Entry } from "./chain";

export interface Known {
  /** Every state the page has. */
  readonly entries: readonly Entry[];
  /** Keys of those that never were in the journal: drawn here, or from the lifeboat. */
  readonly fresh: ReadonlySet<string>;
  /** How many of them came from the lifeboat, while nothing else was read. */
  readonly left: number;
}

export interface Rejoined {
  readonly entries: Entry[];
  readonly waiting: number;
  /** Whether states that the journal once had are gone from it. */
  readonly gone: boolean;
  /** The new number of an entry that was given another one. */
  readonly numberOf: (number: number) => number;
}

/** The journal's entries, and behind them what it lacks; `now` is the time of what is added. */
export function rejoin(stored: readonly Entry[], { entries, fresh, left }: Known, now: number): Rejoined {
  const old = entries.filter((entry) => !fresh.has(editKey(entry)));
  const from = stored[0]?.number ?? 0;
  const lacking = new Set(missingIn(stored, entries));
  // Where the last that was kept is there, the journal went on from it; what is older than all that
  // was read back is in it as well. Putting earlier states behind would make them the newest.
  const back = old.length > 0 && lacking.has(old.at(-1)!) && old.at(-1)!.number >= from;
  const lost = new Set(back ? old.filter((entry) => lacking.has(entry) && entry.number >= from) : []);
  const missing = entries.filter((entry) => lost.has(entry) || (lacking.has(entry) && fresh.has(editKey(entry))));
  const last = stored.at(-1);
  const undrawn = last && left > 0 && entries.length === left;
  const moved = undrawn ? withLifeboat(entries, missing, stored, now) : behind(last ?? null, missing, entries);
  const numbers = new Map(missing.map(({ number }, i) => [number, moved[i]?.number ?? number]));
  return {
    entries: [...stored, ...moved],
    waiting: moved.length,
    gone: undrawn ? moved.length === missing.length && isGap(last, missing[0]) : lost.size > 0,
    numberOf: (number) => numbers.get(number) ?? number,
  };
}

/** Whether there were edits between two entries that nothing has any more. */
const isGap = (last: Entry, next: Entry | undefined): boolean => next !== undefined && next.number > last.number + 1;

/** What the lifeboat has and the journal has not: the newer of the two is shown, none is lost. */
function withLifeboat(
  left: readonly Entry[],
  missing: readonly Entry[],
  stored: readonly Entry[],
  now: number,
): Entry[] {
  const [last, newest] = [stored.at(-1)!, left.at(-1)!];
  if (!missing.includes(newest) || newest.number < stored[0]!.number) return [];
  const moved = behind(last, missing, left);
  if (isRicher(left, stored)) return moved;
  const again = { ...last, number: last.number + 1, at: now, edit: "restore", whole: drawingAt(stored, last.number) };
  return [...moved, ...behind(moved.at(-1)!, [again], [again])];
}
