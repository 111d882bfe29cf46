/** Everything that can be wrong with a drawing. */

import type { KnownVillage } from "../data";
import type { Drawing } from "../drawing/drawing";
import { dissolveParts } from "../topology/overlay";
import type { Part } from "../topology/point";
import { checkContainment, checkPins } from "./containment_check";
import { checkCoverage } from "./coverage_check";
import type { Drawn, Found, Label, Mend } from "./found";
import { checkShapes } from "./shape_check";
import { checkWords, type Identified, type Move } from "./words_check";

export type { Mend };

export interface CheckContext {
  readonly outline: readonly Part[];
  readonly known: readonly KnownVillage[];
  readonly tambon: string;
  /** Codes of units that have moved; see gis/data/code_moves.csv. */
  readonly moves: readonly Move[];
  readonly label: Label;
}

export function checkDrawing(drawing: Drawing, context: CheckContext): Found[] {
  const villages = drawing.villages
    .map((village, i): Drawn => ({ ...village, number: i + 1 }))
    .filter(({ parts }) => parts.length > 0);
  const pins = drawing.pins.map((pin, i) => ({ ...pin, number: drawing.villages.length + i + 1 }));
  const found = checkAreas(villages, context);
  return [...found, ...checkPins(pins, villages, context.label)];
}

/** Areas that need not fit together, as other programs' files have them. */
export function checkAreas(all: readonly Drawn[], context: CheckContext): Found[] {
  const shapes = checkShapes(all, context.label);
  const { found, kept } = checkWords(shapes.mended, context);
  const areas = joined(kept);
  return [
    ...shapes.found,
    ...found,
    ...checkCoverage(areas, context.label),
    ...checkContainment(areas, context.outline, context.label),
  ];
}

/** Records of one code and name are one village, drawn in pieces. */
function joined(kept: readonly Identified[]): Drawn[] {
  const all: Drawn[] = [];
  const first = new Map<string, number>();
  for (const { drawn, code } of kept) {
    const before = code ? first.get(code) : undefined;
    if (before === undefined) {
      first.set(code, all.length);
      all.push(drawn);
    } else {
      const whole = all[before]!;
      all[before] = { ...whole, parts: dissolveParts([...whole.parts, ...drawn.parts]) };
    }
  }
  return all;
}
