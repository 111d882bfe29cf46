/** What is kept beside the edits: only the last of each. */

import type { Fit, Picture } from "../map/paper_image";
import type { Signed, Unfinished } from "./session";

/** The last saving to a real file. */
export interface SavedMark {
  readonly at: number;
  readonly number: number;
}

/** What a work began with, or was saved as last. */
export interface Base {
  /** The version of the project's drawing file; "" where there was none. */
  readonly version: string;
  /** Marks of the records that the work took over from other files. */
  readonly replaces: readonly string[];
}

export interface Marks {
  readonly base: Base | null;
  readonly saved: SavedMark | null;
  /** What was begun and is no edit yet. */
  readonly unfinished: Unfinished | null;
  readonly signed: Signed | null;
  /** The picture of a paper map, and where it was laid. */
  readonly paper: Picture | null;
  readonly fit: Fit | null;
}

export type MarkName = keyof Marks;

export const NO_MARKS: Marks = { base: null, saved: null, unfinished: null, signed: null, paper: null, fit: null };
export const MARK_NAMES = Object.keys(NO_MARKS) as MarkName[];
