/** Which earlier states an officer can go back to. */

import { describe, expect, it } from "vitest";

import { changeBetween } from "../../src/digitizer/drawing/change";
import { EMPTY } from "../../src/digitizer/drawing/drawing";
import type { Entry } from "../../src/digitizer/storage/chain";
import { offeredStates } from "../../src/digitizer/storage/offered_states";

describe("earlier states", () => {
  it("of many edits the last are offered one by one, those of earlier hours by the hour", () => {
    const hour = 3_600_000;
    const entry = (number: number, at: number): Entry => ({
      work: "400106",
      number,
      at,
      edit: "draw",
      change: changeBetween(EMPTY, EMPTY),
      whole: null,
    });
    const yesterday = Array.from({ length: 40 }, (_, i) => entry(i + 1, 10 * hour + i * (hour / 20)));
    const today = Array.from({ length: 30 }, (_, i) => entry(41 + i, 40 * hour + i));
    const numbers = offeredStates([...yesterday, ...today]).map(({ number }) => number);
    expect(numbers.slice(0, 15)).toEqual([69, 68, 67, 66, 65, 64, 63, 62, 61, 60, 59, 58, 57, 56, 55]);
    expect(numbers.slice(15)).toEqual([54, 40, 20]);
    expect(offeredStates([])).toEqual([]);
    expect(offeredStates([entry(1, 0)])).toEqual([]);
  });
});
