/** One thing that is wrong: the same code, feature and facts as Python's problem. */

import type { Part } from "../topology/point";

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
  | { readonly kind: "fill"; readonly village: string; readonly gap: Part };

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
