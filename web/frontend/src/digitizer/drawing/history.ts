/**
 * Undo and redo without limit: the present, and the changes that lead back and forth.
 *
 * Changes and not states: ten thousand states of a large work would fill a phone's memory.
 */

import { applyChange, changeBetween, type Change } from "./change";
import type { Drawing } from "./drawing";

export interface Moment {
  readonly drawing: Drawing;
  /** Which edit led here; a key of the words on screen. */
  readonly edit: string;
}

/** Steps one behind the other; the nearest is on top. */
export interface Steps {
  readonly length: number;
  readonly top: { readonly edit: string; readonly change: Change; readonly under: Steps } | null;
}

export interface History {
  readonly past: Steps;
  readonly present: Moment;
  readonly future: Steps;
}

const NONE: Steps = { length: 0, top: null };

const onTop = (under: Steps, edit: string, from: Drawing, to: Drawing): Steps => ({
  length: under.length + 1,
  top: { edit, change: changeBetween(from, to), under },
});

export function startHistory(drawing: Drawing, edit = "start"): History {
  return { past: NONE, present: { drawing, edit }, future: NONE };
}

/** A new present; what was undone before is given up. */
export function record({ past, present }: History, drawing: Drawing, edit: string): History {
  return { past: onTop(past, present.edit, drawing, present.drawing), present: { drawing, edit }, future: NONE };
}

export function undo(history: History): History {
  const { past, present, future } = history;
  if (!past.top) return history;
  const drawing = applyChange(present.drawing, past.top.change);
  return {
    past: past.top.under,
    present: { drawing, edit: past.top.edit },
    future: onTop(future, present.edit, drawing, present.drawing),
  };
}

export function redo(history: History): History {
  const { past, present, future } = history;
  if (!future.top) return history;
  const drawing = applyChange(present.drawing, future.top.change);
  return {
    past: onTop(past, present.edit, drawing, present.drawing),
    present: { drawing, edit: future.top.edit },
    future: future.top.under,
  };
}
