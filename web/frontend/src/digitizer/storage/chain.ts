/**
 * Entries of a work as a chain: each tells what one edit changed, some carry the whole drawing.
 *
 * A work is kept in several places, and any of them can be emptied, go back to an older state, or
 * begin anew. What they have is compared by the edits themselves, never by their numbers alone.
 */

import { changeBetween, replay, type Change } from "../drawing/change";
import { EMPTY, type Drawing, type Village } from "../drawing/drawing";

export interface Entry {
  readonly work: string;
  readonly number: number;
  readonly at: number;
  readonly edit: string;
  readonly change: Change;
  readonly whole: Drawing | null;
  /** The number of the last entry with a whole drawing, this one counted; older entries say nothing. */
  readonly base?: number;
  /** How much may still change before an entry carries the whole drawing again. */
  readonly room?: number;
  /** When the work began: one that was begun anew is another, though it has the same name. */
  readonly line?: number;
}

/** So much at least may change before the whole drawing is written again. */
const LEAST_ROOM = 50;

const cornersOf = (villages: readonly Village[]): number =>
  villages.reduce(
    (sum, { parts }) => sum + parts.reduce((all, part) => all + part.reduce((n, ring) => n + ring.length, 0), 0),
    0,
  );

/** Features and corners: what an entry costs to store, near enough. */
const weight = ({ villages, pins }: Pick<Drawing, "villages" | "pins">): number =>
  villages.length + pins.length + cornersOf(villages);

const changeWeight = (change: Change): number => 1 + weight(change) + (change.order?.length ?? 0);

/** An entry that carries the whole drawing: wholes cost together no more than the changes twice. */
const withWhole = (entry: Entry, whole: Drawing): Entry => ({
  ...entry,
  whole,
  base: entry.number,
  room: Math.max(LEAST_ROOM, weight(whole) / 2),
});

/** The entry as it may follow another one: with the whole drawing when it is time for it. */
function following(last: Entry, entry: Entry, whole: () => Drawing): Entry {
  const room = (last.room ?? 0) - changeWeight(entry.change);
  if (entry.whole || room < 0) return withWhole(entry, entry.whole ?? whole());
  return { ...entry, base: last.base ?? 0, room };
}

export interface Edit {
  readonly edit: string;
  readonly before: Drawing;
  readonly after: Drawing;
  readonly at: number;
}

/** The entry of an edit behind the last one; `alone` where it must not lean on what was before. */
export function entryAfter(work: string, last: Entry | null, { edit, before, after, at }: Edit, alone = false): Entry {
  const entry: Entry = {
    work,
    number: (last?.number ?? 0) + 1,
    at,
    edit,
    change: changeBetween(before, after),
    whole: null,
    line: last ? (last.line ?? 0) : at,
  };
  return !last || alone ? withWhole(entry, after) : following(last, entry, () => after);
}

/** Edits of one burst are nearer than this; a clock that was set back is farther. */
const SAME_TIME_MS = 1000;

/** Now; a little later where the last edit was at the same time, since edits are told by it. */
export function momentAfter(entry: Entry | undefined): number {
  const [now, last] = [Date.now(), entry?.at ?? 0];
  return last >= now && last - now < SAME_TIME_MS ? last + 1 : now;
}

/** What tells an edit, whatever number it got in which place. */
export const editKey = ({ at, edit, change }: Entry): string => `${at} ${edit} ${change.next}`;
export const isSameEdit = (one: Entry, other: Entry): boolean => editKey(one) === editKey(other);

const has = (entries: readonly Entry[], one: Entry): boolean => entries.some((other) => isSameEdit(one, other));

/** The drawing as it was after the entry of a number. */
export function drawingAt(entries: readonly Entry[], number: number): Drawing {
  let end = entries.length;
  while (end > 0 && entries[end - 1]!.number > number) end--;
  let start = end - 1;
  while (start >= 0 && !entries[start]!.whole) start--;
  return replay(
    entries[start]?.whole ?? EMPTY,
    entries.slice(start + 1, end).map(({ change }) => change),
  );
}

/** The entries whose state can be known: from one with a whole drawing on, without a gap. */
export function sound(entries: readonly Entry[]): Entry[] {
  let last = Number.NaN;
  return entries.filter(({ number, whole }) => {
    if (!whole && number !== last + 1) return false;
    last = number;
    return true;
  });
}

/** Entries of a chain put behind an entry of another: numbered on, and never leaning on it. */
export function behind(last: Entry | null, entries: readonly Entry[], chain: readonly Entry[]): Entry[] {
  const made: Entry[] = [];
  for (const [i, entry] of entries.entries()) {
    const before = made.at(-1);
    const number = Math.max(entry.number, ((before ?? last)?.number ?? 0) + 1);
    const numbered = { ...entry, number };
    const whole = (): Drawing => entry.whole ?? drawingAt(chain, entry.number);
    const leans = before && entries[i - 1]!.number === entry.number - 1 && before.number === number - 1;
    made.push(leans ? following(before, numbered, whole) : withWhole(numbered, whole()));
  }
  return made;
}

/** Whether the last state of one chain is to be shown rather than another's, when neither has both. */
export function isRicher(one: readonly Entry[], other: readonly Entry[]): boolean {
  const [a, b] = [one.at(-1)!, other.at(-1)!];
  // Of one work the later state counts, though less be in it; of two works the one that holds more.
  const more =
    (a.line ?? 0) === (b.line ?? 0) ? 0 : weight(drawingAt(one, a.number)) - weight(drawingAt(other, b.number));
  return (more || a.at - b.at) > 0;
}

/** What two places have of a work; the very one of the two where it has all of the other. */
export function joined(one: readonly Entry[], other: readonly Entry[]): readonly Entry[] {
  if (!other.length || has(one, other.at(-1)!)) return one;
  if (!one.length || has(other, one.at(-1)!)) return other;
  const [first, then] = isRicher(other, one) ? [one, other] : [other, one];
  return [...first, ...behind(first.at(-1)!, missingIn(first, then), then)];
}

/** The entries of a chain that a place does not have. */
export function missingIn(place: readonly Entry[], chain: readonly Entry[]): Entry[] {
  const known = new Set(place.map(editKey));
  return chain.filter((entry) => !known.has(editKey(entry)));
}
