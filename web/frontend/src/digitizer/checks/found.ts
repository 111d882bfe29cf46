/** One thing that is wrong: the same code, feature and facts as Python's problem. */

import type { Part, Point } from "../topology/point";

/** An area as the checks see it, in the order of the file, counted from 1. */
export interface Drawn {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly moo: number | null;
  /** As written: it may be no code at all. */
  readonly code: string;
  readonly parts: readonly Part[];
}

export type Mend =
  | { readonly kind: "cut"; readonly village: string }
  | { readonly kind: "fill"; readonly village: string; readonly gap: Part }
  | { readonly kind: "trim"; readonly village: string; readonly tips: readonly Point[] }
  | { readonly kind: "code"; readonly village: string; readonly code: string };

export interface Found {
  readonly code: string;
  /** What the sentences call the record; "" when no single one is meant. */
  readonly feature: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly lonlat?: readonly [number, number];
  /** Id of the village meant. */
  readonly village?: string;
  readonly mends?: readonly Mend[];
}

/** How a record is called in sentences. */
export type Label = (drawn: Drawn) => string;

/** As Python's problems call it: `#3 บ้านโพนแพง`. */
export const numbered: Label = ({ number, name }) => `#${number} ${name}`.trim();
