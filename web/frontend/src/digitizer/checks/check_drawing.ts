/** Everything that can be wrong with a drawing that is a valid coverage already. */

import type { KnownVillage } from "../data";
import type { Drawing } from "../drawing/drawing";
import type { Part } from "../topology/point";
import type { Found, Mend } from "./found";

export type { Mend };

export interface CheckContext {
  readonly outline: readonly Part[];
  readonly known: readonly KnownVillage[];
  readonly tambon: string;
}

export function checkDrawing(drawing: Drawing, context: CheckContext): Found[] {
  void drawing;
  void context;
  return [];
}
