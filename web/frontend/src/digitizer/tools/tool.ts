/** A tool answers to taps; mouse, finger and the keyboard's crosshair all give the same taps. */

import type { Session } from "../app/session";
import type { Facts, Key } from "../app/words";
import { partsOfAll } from "../drawing/drawing";
import { gridPoint, UNITS_PER_DEGREE, type Part, type Point } from "../topology/point";
import { snap, type Snap } from "../topology/snap";
import { tracedLines } from "./traced";

/** A place pointed at, in grid units, and how far pointing may miss. */
export interface Place {
  readonly at: readonly [number, number];
  readonly reach: number;
  /** Whether the line to it is meant to be straight, whatever border there is. */
  readonly straight?: boolean;
}

export interface Hint {
  readonly key: Key;
  readonly facts?: Facts;
}

export interface Tool {
  readonly hint: (session: Session) => Hint;
  readonly tap: (session: Session, place: Place) => void;
  readonly hover?: (session: Session, place: Place) => void;
  /** Enter, or the button «done». */
  readonly finish?: (session: Session) => void;
  /** Backspace, or the button «take back». */
  readonly back?: (session: Session) => void;
}

export function toGrid([x, y]: readonly [number, number]): Point | null {
  return gridPoint(x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE);
}

let latest: { readonly of: readonly unknown[]; readonly parts: readonly Part[] } | null = null;

/** Every border that may be followed: villages, the tambon's outline; the same list while they are. */
export function borders({ drawing, outline }: Session): readonly Part[] {
  if (latest?.of[0] !== drawing.villages || latest.of[1] !== outline) {
    latest = { of: [drawing.villages, outline], parts: [...partsOfAll(drawing.villages), ...outline] };
  }
  return latest.parts;
}

/** What a corner may snap to: borders, and lines to trace. */
export const snappable = (session: Session): readonly Part[] => {
  const { parts } = tracedLines(session);
  return parts.length ? [...borders(session), ...parts] : borders(session);
};

/** Where a tap lands: on a corner, border or line that is near, else where it is. */
export function landing(session: Session, place: Place): { at: Point; snap: Snap | null } | null {
  const near = snap(place.at, snappable(session), place.reach);
  if (near) return { at: near.at, snap: near };
  const at = toGrid(place.at);
  return at ? { at, snap: null } : null;
}
