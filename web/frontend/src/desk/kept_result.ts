/** What became of files that were dropped before the project's own page was open. */

import type { BroughtIn } from "./bring_in";

const kept = new Map<string, BroughtIn>();

export function keepResult(id: string, result: BroughtIn): void {
  kept.set(id, result);
}

/** Once: the page that shows it keeps it. */
export function takeResult(id: string): BroughtIn | null {
  const result = kept.get(id) ?? null;
  kept.delete(id);
  return result;
}
