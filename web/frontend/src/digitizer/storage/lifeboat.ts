/**
 * The last state in a third place, outside the databases.
 *
 * It is there for the day when the database does not open, takes nothing more, or was thrown
 * away by the browser: a whole drawing, and behind it the edits since. Being small and slow to
 * reach the disk, it never stands for the journal.
 */

import type { Entry } from "./chain";

export interface Lifeboat {
  /** The states left here: one with its whole drawing, and those that go on from it. */
  readonly read: () => readonly Entry[];
  /** Whether the state, with its whole drawing, could be left here. */
  readonly write: (entry: Entry) => boolean;
  /** Whether an edit could be put behind the one it follows, which is here already. */
  readonly add: (entry: Entry, follows: Entry) => boolean;
}

interface Edit {
  readonly follows: number;
  readonly entry: Entry;
}

export function lifeboatOf(work: string): Lifeboat {
  const key = `muban-digitizer/${work}/last`;
  const begun = `muban-digitizer/${work}/begun`;
  const edits = `muban-digitizer/${work}/then/`;
  const keep = (name: string, value: unknown): boolean => {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  };
  return {
    read() {
      try {
        const start = JSON.parse(localStorage.getItem(key) ?? "null") as Entry | null;
        return start?.whole ? withEdits(start, (number) => localStorage.getItem(`${edits}${number}`)) : [];
      } catch {
        return [];
      }
    },
    write(entry) {
      if (!keep(key, entry) || !keep(begun, entry.at)) return false;
      for (const name of Object.keys(localStorage)) if (name.startsWith(edits)) localStorage.removeItem(name);
      return true;
    },
    add(entry, follows) {
      try {
        // Who emptied the store took what the edit would stand behind.
        const there =
          localStorage.getItem(`${edits}${follows.number}`) ?? localStorage.getItem(begun) === String(follows.at);
        return Boolean(there) && keep(`${edits}${entry.number}`, { follows: follows.at, entry } satisfies Edit);
      } catch {
        return false;
      }
    },
  };
}

/** The first state and the edits that go on from it without a gap. */
function withEdits(start: Entry, editOf: (number: number) => string | null): Entry[] {
  const entries = [start];
  for (let last = start; ; last = entries.at(-1)!) {
    const edit = JSON.parse(editOf(last.number + 1) ?? "null") as Edit | null;
    if (edit?.follows !== last.at) return entries;
    entries.push(edit.entry);
  }
}
