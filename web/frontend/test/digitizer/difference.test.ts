/** Two drawings compared, by the cases that Python is held to as well. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { compareDrawings, type WordChange } from "../../src/digitizer/difference/compare";
import type { Drawing } from "../../src/digitizer/drawing/drawing";
import { readDrawing } from "../../src/digitizer/export/drawing_file";

interface Border {
  readonly kind: string;
  readonly metres: number;
  readonly gained: Record<string, number>;
  readonly lost: Record<string, number>;
}
interface Case {
  readonly says: string;
  readonly old: unknown[];
  readonly new: unknown[];
  readonly villages: { change: string; name: string; words: Record<string, [string, string]>; border: Border | null }[];
  readonly pins: { change: string; name: string; words: Record<string, [string, string]>; moved_m: number }[];
}

const CASES = JSON.parse(
  readFileSync(new URL("../../../../tests/data/difference/cases.json", import.meta.url), "utf8"),
) as Case[];

function drawing(features: unknown[]): Drawing {
  const file = { muban: { format: "drawing", version: 1 }, features };
  return readDrawing(JSON.stringify(file))!.drawing;
}

const said = (words: readonly WordChange[]): Record<string, string[]> =>
  Object.fromEntries(words.map((one) => [one.field, [one.old, one.new]]));

/** Within a hundredth: edges are straight in another way there. */
function near(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(0.01 * wanted);
}

describe("two drawings compared", () => {
  it.each(CASES)("$says", ({ old, new: now, villages, pins }) => {
    const found = compareDrawings(drawing(old), drawing(now), 2);
    expect(found.villages.map((one) => [one.change, one.village.name, said(one.words)])).toEqual(
      villages.map((one) => [one.change, one.name, one.words]),
    );
    found.villages.forEach(({ border }, i) => {
      const wanted = villages[i]!.border;
      expect(border?.kind).toBe(wanted?.kind);
      if (!border || !wanted) return;
      near(border.metres, wanted.metres);
      for (const way of ["gained", "lost"] as const) {
        expect(border[way].map(({ village }) => village ?? "")).toEqual(Object.keys(wanted[way]));
        for (const { village, square_metres } of border[way]) near(square_metres, wanted[way][village ?? ""]!);
      }
    });
    expect(found.pins.map((one) => [one.change, one.pin.name, said(one.words)])).toEqual(
      pins.map((one) => [one.change, one.name, one.words]),
    );
    found.pins.forEach(({ moved_m }, i) => near(moved_m, pins[i]!.moved_m));
  });
});
