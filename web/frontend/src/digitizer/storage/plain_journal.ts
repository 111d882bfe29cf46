/** A journal for browsers that refuse a database to a page from disk: the last state alone. */

import type { Drawing } from "../drawing/drawing";
import { applyChange } from "../drawing/change";
import { EMPTY } from "../drawing/drawing";
import type { Entry, Journal } from "./journal";

export function plainJournal(work: string, store: Storage): Journal {
  const key = (name: string): string => `muban-digitizer/${work}/${name}`;
  const last = (): Entry | null => JSON.parse(store.getItem(key("last")) ?? "null") as Entry | null;
  return {
    entries: async () => {
      const entry = last();
      return entry ? [entry] : [];
    },
    add: async (entry) => {
      const before: Drawing = last()?.whole ?? EMPTY;
      const whole = entry.whole ?? applyChange(before, entry.change);
      store.setItem(key("last"), JSON.stringify({ ...entry, whole }));
    },
    mark: async (name, value) => store.setItem(key(name), JSON.stringify(value)),
    marked: async (name) => JSON.parse(store.getItem(key(name)) ?? "null") as unknown,
  };
}
