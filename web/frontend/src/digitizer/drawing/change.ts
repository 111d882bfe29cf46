/** What one edit changed: small enough to store at once, enough to redo it exactly. */

import type { Drawing, Json, Pin, Village } from "./drawing";

export interface Change {
  readonly villages: readonly Village[];
  readonly pins: readonly Pin[];
  /** Ids of what is gone; older entries say it by their order alone. */
  readonly gone?: readonly string[];
  /** Ids in their order afterwards; null where what is new simply stands behind the rest. */
  readonly order: readonly string[] | null;
  readonly next: number;
  /** What cannot be drawn here, where that has changed. */
  readonly others?: readonly Json[];
}

/** Its size is that of what changed, however much there is beside it. */
export function changeBetween(before: Drawing, after: Drawing): Change {
  const villages = difference(before.villages, after.villages);
  const pins = difference(before.pins, after.pins);
  const plain = villages.plain && pins.plain;
  return {
    villages: villages.fresh,
    pins: pins.fresh,
    gone: [...villages.gone, ...pins.gone],
    order: plain ? null : [...after.villages, ...after.pins].map(({ id }) => id),
    next: after.next,
    ...(before.others !== after.others && { others: after.others ?? [] }),
  };
}

interface Difference<T> {
  readonly fresh: readonly T[];
  readonly gone: readonly string[];
  /** Whether the order follows by itself. */
  readonly plain: boolean;
}

/** What is new or other in a list, and what is gone; quick where most of it is the same. */
export function difference<T extends { readonly id: string }>(old: readonly T[], now: readonly T[]): Difference<T> {
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old[old.length - 1 - end] === now[now.length - 1 - end])
    end++;
  const [from, to] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const known = new Set(from);
  const ids = new Set(to.map(({ id }) => id));
  const before = new Set(from.map(({ id }) => id));
  const added = to.filter(({ id }) => !before.has(id));
  const expected = [...from.filter(({ id }) => ids.has(id)), ...(end === 0 ? added : [])];
  return {
    fresh: to.filter((item) => !known.has(item)),
    gone: from.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
    plain: expected.length === to.length && expected.every(({ id }, i) => id === to[i]!.id),
  };
}

export const applyChange = (before: Drawing, change: Change): Drawing => replay(before, [change]);

/** The drawing after a run of changes, in time that grows with what they changed. */
export function replay(start: Drawing, changes: readonly Change[]): Drawing {
  let villages = byId(start.villages);
  let pins = byId(start.pins);
  let { next, others } = start;
  for (const change of changes) {
    villages = changed(villages, change.villages, change);
    pins = changed(pins, change.pins, change);
    next = change.next;
    others = change.others ?? others;
  }
  return { villages: [...villages.values()], pins: [...pins.values()], next, ...(others?.length && { others }) };
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

function changed<T extends { readonly id: string }>(
  items: Map<string, T>,
  fresh: readonly T[],
  { gone = [], order }: Change,
): Map<string, T> {
  for (const id of gone) items.delete(id);
  for (const item of fresh) items.set(item.id, item);
  if (!order) return items;
  const sorted = new Map<string, T>();
  for (const id of order) {
    const item = items.get(id);
    if (item) sorted.set(id, item);
  }
  return sorted;
}
