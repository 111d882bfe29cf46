/** Everything that can be wrong with a drawing. */

import type { KnownVillage } from "../data";
import type { Drawing } from "../drawing/drawing";
import { dissolveParts } from "../topology/overlay";
import type { Part } from "../topology/point";
import { checkContainment, checkPins, type Known } from "./containment_check";
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
  /** As the project states it, in metres; what is usual where it states none. */
  readonly tolerance_m?: number;
}

export const checkDrawing = (drawing: Drawing, context: CheckContext): Found[] =>
  new DrawingCheck(context).look(drawing);

/** The check of a drawing that changes bit by bit: what stayed as it was is not looked at again. */
export class DrawingCheck {
  private villages: Drawing["villages"] | null = null;
  private areas: readonly Drawn[] = [];
  private ofAreas: readonly Found[] = [];
  private ofPins: Known = new WeakMap();

  constructor(private readonly context: CheckContext) {}

  look({ villages, pins }: Drawing): Found[] {
    if (villages !== this.villages) this.lookAtAreas(villages);
    const first = villages.length + 1;
    return [...this.ofAreas, ...checkPins(pins, this.areas, this.context.label, { first, known: this.ofPins })];
  }

  private lookAtAreas(villages: Drawing["villages"]): void {
    this.areas = villages
      .map((village, i): Drawn => ({ ...village, number: i + 1 }))
      .filter(({ parts }) => parts.length > 0);
    this.ofAreas = checkAreas(this.areas, this.context);
    this.ofPins = new WeakMap();
    this.villages = villages;
  }
}

/** Areas that need not fit together, as other programs' files have them. */
export function checkAreas(all: readonly Drawn[], context: CheckContext): Found[] {
  const shapes = checkShapes(all, context.label);
  const { found, kept } = checkWords(shapes.mended, context);
  const areas = joined(kept);
  return [
    ...shapes.found,
    ...found,
    ...checkCoverage(areas, context.label, context.tolerance_m),
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
