/** How far the drawing is along. */

import type { KnownVillage } from "../data";
import type { Drawing } from "./drawing";

/** The gazetteer's villages that have no area yet. */
export function stillToDraw(drawing: Drawing, known: readonly KnownVillage[]): readonly KnownVillage[] {
  const drawn = new Set(drawing.villages.filter((village) => village.parts.length).map(({ code }) => code));
  return known.filter(({ code }) => !drawn.has(code));
}
