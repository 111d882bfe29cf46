import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY, type Drawing } from "../../src/digitizer/drawing/drawing";
import { record, redo, startHistory, undo } from "../../src/digitizer/drawing/history";
import { faultsOf } from "./oracle";
import { edit, SOUTH, steps, WEST, type Step } from "./random_edits";

const probes = (size: number): [number, number][] =>
  Array.from({ length: 64 }, (_, i) => [
    WEST + ((i % 8) + 0.53) * (size / 8),
    SOUTH + (Math.floor(i / 8) + 0.47) * (size / 8),
  ]);

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.nat(20),
  n: fc.array(fc.nat(1_000_003), { minLength: 14, maxLength: 14 }),
});

describe("any sequence of edits", () => {
  it.each([12, 60, 1000, 100_000])(
    "keeps a valid coverage in a square of %i grid units",
    (size) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 60 }), (list) => {
          let drawing: Drawing = EMPTY;
          for (const one of list) {
            const outcome = edit(drawing, one, size);
            if (!outcome.drawing) continue;
            drawing = outcome.drawing;
            expect(faultsOf(drawing, probes(size))).toEqual([]);
          }
        }),
        { numRuns: 60 },
      );
    },
    1_200_000,
  );

  it.each([
    [1, 300],
    [2, 20_000],
  ])(
    "of 10,000 (seed %i, %i grid units) keeps a valid coverage, and undo returns to the same bytes",
    (seed, size) => {
      let history = startHistory(EMPTY);
      const bytes = [JSON.stringify(EMPTY)];
      let [tried, applied] = [0, 0];
      for (const one of steps(seed, 10_000)) {
        tried++;
        const outcome = edit(history.present.drawing, one, size);
        if (!outcome.drawing) continue;
        applied++;
        history = record(history, outcome.drawing, "edit");
        if (applied % 10 === 0) expect(faultsOf(outcome.drawing, probes(size))).toEqual([]);
        bytes.push(JSON.stringify(outcome.drawing));
      }
      expect(tried).toBe(10_000);
      expect(applied).toBeGreaterThan(2_000);
      for (let i = applied - 1; i >= 0; i--) {
        history = undo(history);
        expect(JSON.stringify(history.present.drawing) === bytes[i]).toBe(true);
      }
      for (let i = 1; i <= applied; i++) {
        history = redo(history);
        expect(JSON.stringify(history.present.drawing) === bytes[i]).toBe(true);
      }
    },
    1_200_000,
  );
});
