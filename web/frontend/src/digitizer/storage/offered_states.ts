/** Which earlier states are offered: the last ones each, older ones by the hour. */

import type { Entry } from "./chain";

const LAST_ONES = 15;
const MOST_HOURS = 25;
const HOUR_MS = 3_600_000;

/** Newest first, without the present one: enough to go back days, and no wall of rows. */
export function offeredStates(entries: readonly Entry[]): Entry[] {
  const newestFirst = entries.slice(0, -1).reverse();
  const hours = new Map<number, Entry>();
  for (const entry of newestFirst.slice(LAST_ONES)) {
    const hour = Math.floor(entry.at / HOUR_MS);
    if (!hours.has(hour)) hours.set(hour, entry);
  }
  return [...newestFirst.slice(0, LAST_ONES), ...[...hours.values()].slice(0, MOST_HOURS)];
}
