/** Undo and redo without limit: a line of states and the place in it. */

import type { Drawing } from "./drawing";

export interface Moment {
  readonly drawing: Drawing;
  /** Which edit led here; a key of the words on screen. */
  readonly edit: string;
}

export interface History {
  readonly past: readonly Moment[];
  readonly present: Moment;
  readonly future: readonly Moment[];
}

export function startHistory(drawing: Drawing, edit = "start"): History {
  return { past: [], present: { drawing, edit }, future: [] };
}

/** A new present; what was undone before is given up. */
export function record(history: History, drawing: Drawing, edit: string): History {
  return {
    past: [...history.past, history.present],
    present: { drawing, edit },
    future: [],
  };
}

export function undo(history: History): History {
  const present = history.past.at(-1);
  if (!present) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
  };
}

export function redo(history: History): History {
  const [present, ...future] = history.future;
  if (!present) return history;
  return { past: [...history.past, history.present], present, future };
}
