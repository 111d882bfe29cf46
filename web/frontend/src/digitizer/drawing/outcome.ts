/** What comes of an edit: a new drawing, or the reason why it was refused. */

import { findFault, type Fault } from "../topology/validity";
import { Unsettled } from "../topology/noding";
import type { Point } from "../topology/point";
import { partsOfAll, type Drawing, type Village } from "./drawing";

/** Something the edit did beyond what was asked for; it is always shown. */
export type Notice =
  | { readonly kind: "overlap_cut"; readonly village: string; readonly square_metres: number }
  | { readonly kind: "split_into"; readonly pieces: number };

export type RefusalKind =
  | Fault["kind"]
  | "no_such_thing"
  | "nothing_left"
  | "needed_corner"
  | "not_neighbours"
  | "does_not_cut"
  | "unsettled";

export interface Refusal {
  readonly kind: RefusalKind;
  readonly at?: Point;
}

export type Outcome =
  | { readonly drawing: Drawing; readonly notices: readonly Notice[]; readonly refusal?: never }
  | { readonly refusal: Refusal; readonly drawing?: never };

export function refused(kind: RefusalKind, at?: Point): Outcome {
  return { refusal: at ? { kind, at } : { kind } };
}

export function done(drawing: Drawing, notices: readonly Notice[] = []): Outcome {
  return { drawing, notices };
}

interface Extras {
  readonly notices?: readonly Notice[];
  readonly next?: number;
  readonly quick?: boolean;
}

/** The drawing with other villages, unless that would break it. */
export function withVillages(
  before: Drawing,
  villages: readonly Village[],
  { notices = [], next = before.next, quick = false }: Extras = {},
): Outcome {
  const fault = findFault(partsOfAll(before.villages), partsOfAll(villages), { quick });
  if (fault) return refused(fault.kind, fault.at);
  return done({ ...before, villages, next }, notices);
}

/** Runs an edit; lines that never settle on the grid become a refusal. */
export function settled(edit: () => Outcome): Outcome {
  try {
    return edit();
  } catch (trouble) {
    if (trouble instanceof Unsettled) return refused("unsettled");
    throw trouble;
  }
}
