/** What the officer chose to see under the drawing: kept on this device, for every page from the same place. */

import { isAddress, type Source } from "./sources";

export interface Choice {
  /** The address of the source that is switched on; "" for none. */
  readonly on: string;
  /** Sources that were added in the page. */
  readonly own: readonly Source[];
  /** How opaque background and villages are, 0 to 1. */
  readonly ground: number;
  readonly villages: number;
}

const PLACE = "muban-ground";
export const NOTHING_CHOSEN: Choice = { on: "", own: [], ground: 1, villages: 0.25 };

export function readChoice(): Choice {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "{}") as Partial<Choice>;
    return { ...NOTHING_CHOSEN, ...kept, own: (kept.own ?? []).filter(({ address }) => isAddress(address)) };
  } catch {
    return NOTHING_CHOSEN;
  }
}

/** Whether this browser keeps it. */
export function keepChoice(choice: Choice): boolean {
  try {
    localStorage.setItem(PLACE, JSON.stringify(choice));
    return true;
  } catch {
    return false;
  }
}
