/** The page for drawing reads the shared texts as Python does (see test_import_conformance.py). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { readCoordinates } from "../../src/digitizer/import/corners";

interface Corners {
  readonly says: string;
  readonly text: string;
  readonly corners: readonly (readonly [number, number])[];
  readonly joined?: number;
  readonly decimal?: number;
  readonly unclear?: number;
}

const FOLDER = join(__dirname, "../../../../tests/data/import_conformance");
const cases = <T>(name: string): T[] => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")) as T[];

describe("a text of corners", () => {
  it.each(cases<Corners>("corners").map((one) => [one.says, one] as const))("%s", (_, one) => {
    const { corners, joined, decimal, unclear } = readCoordinates(one.text);
    expect({ corners, joined, decimal, unclear }).toEqual({
      corners: one.corners,
      joined: one.joined ?? 0,
      decimal: one.decimal ?? 0,
      unclear: one.unclear ?? 0,
    });
  });
});
