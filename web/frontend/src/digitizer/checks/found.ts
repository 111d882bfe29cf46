/** One thing that is wrong: the same code, feature and facts as Python's problem. */

import type { Part } from "../topology/point";

export type Mend =
  | { readonly kind: "cut"; readonly village: string }
  | { readonly kind: "fill"; readonly village: string; readonly gap: Part };

export interface Found {
  readonly code: string;
  /** What the record calls itself, as the sentences name it. */
  readonly feature: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly lonlat?: readonly [number, number];
  /** Id of the village meant. */
  readonly village?: string;
  readonly mends?: readonly Mend[];
}
