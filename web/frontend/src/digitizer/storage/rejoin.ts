/** What a page knows of a work, put together with what it reads of it. */

import { behind, drawingAt, isRicher, missingIn, type Entry } from "./chain";

export interface Known {
  /** Every state the page has. */
  readonly entries: readonly Entry[];
  /** How many of the last ones were not in the journal yet. */
  readonly waiting: number;
  /** What the page has from the lifeboat, while nothing else was read or drawn. */
  readonly left: Entry | null;
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
export function rejoin(stored: readonly Entry[], { entries, waiting, left }: Known, now: number): Rejoined {
  const kept = entries.length - waiting;
  const from = stored[0]?.number ?? 0;
  const lacking = new Set(missingIn(stored, entries));
  // Where the last that was kept is there, the journal went on from it; what is older than all that
  // was read back is in it as well. Putting earlier states behind would make them the newest.
  const back = kept > 0 && lacking.has(entries[kept - 1]!);
  const missing = entries.filter((entry, i) => lacking.has(entry) && (i >= kept || (back && entry.number >= from)));
  const last = stored.at(-1);
  const alone = last && left && missing[0] === left && missing.length === 1;
  const moved = alone ? withLifeboat(left, stored, now) : behind(last ?? null, missing, entries);
  const numbers = new Map(missing.map(({ number }, i) => [number, moved[i]?.number ?? number]));
  return {
    entries: [...stored, ...moved],
    waiting: moved.length,
    gone: alone ? left.number > last.number + 1 && moved.length === 1 : entries.slice(0, kept).some((entry) => missing.includes(entry)),
    numberOf: (number) => numbers.get(number) ?? number,
  };
}

/** What the lifeboat has and the journal has not: the newer of the two is shown, none is lost. */
function withLifeboat(left: Entry, stored: readonly Entry[], now: number): Entry[] {
  const last = stored.at(-1)!;
  const moved = behind(last, [left], [left]);
  if (isRicher([left], stored)) return moved;
  if (left.number < stored[0]!.number) return [];
  const again = { ...last, number: last.number + 1, at: now, edit: "restore", whole: drawingAt(stored, last.number) };
  return [...moved, ...behind(moved[0]!, [again], [again])];
}
