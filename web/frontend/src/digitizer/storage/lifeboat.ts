/**
 * The last state in a second place, outside the database.
 *
 * It is there for the day when the database does not open, takes nothing more, or was thrown
 * away by the browser. Being small and slow to reach the disk, it never stands for the journal.
 */

import type { Entry } from "./journal";

export interface Lifeboat {
  /** The last state left here: an entry with its whole drawing. */
  readonly read: () => Entry | null;
  /** Whether the state could be left here. */
  readonly write: (entry: Entry) => boolean;
}

export function lifeboatOf(work: string): Lifeboat {
  const key = `muban-digitizer/${work}/last`;
  return {
    read() {
      try {
        const entry = JSON.parse(localStorage.getItem(key) ?? "null") as Entry | null;
        return entry?.whole ? entry : null;
      } catch {
        return null;
      }
    },
    write(entry) {
      try {
        localStorage.setItem(key, JSON.stringify(entry));
        return true;
      } catch {
        return false;
      }
    },
  };
}
