/** What one edit changed: small enough to store at once, enough to redo it exactly. */

import type { Drawing, Pin, Village } from "./drawing";

export interface Change {
  readonly villages: readonly Village[];
  readonly pins: readonly Pin[];
  /** Ids in their order afterwards; what is missing is gone. */
  readonly order: readonly string[];
  readonly next: number;
}

export function changeBetween(before: Drawing, after: Drawing): Change {
  const old = new Set<Village | Pin>([...before.villages, ...before.pins]);
  return {
    villages: after.villages.filter((village) => !old.has(village)),
    pins: after.pins.filter((pin) => !old.has(pin)),
    order: [...after.villages, ...after.pins].map(({ id }) => id),
    next: after.next,
  };
}

export function applyChange(before: Drawing, change: Change): Drawing {
  const pick = <T extends { readonly id: string }>(old: readonly T[], fresh: readonly T[]): T[] => {
    const known = new Map([...old, ...fresh].map((item) => [item.id, item]));
    return change.order.flatMap((id) => known.get(id) ?? []);
  };
  return {
    villages: pick(before.villages, change.villages),
    pins: pick(before.pins, change.pins),
    next: change.next,
  };
}
