/** The page for drawing reads the shared texts as Python does (see test_import_conformance.py). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { readCoordinates } from "../../src/digitizer/import/corners";
import { decode } from "../../src/digitizer/import/decode";
import { openBytes } from "../../src/digitizer/import/open";
import { trueName, type TrueName } from "../../src/digitizer/import/true_name";

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

describe("a written name", () => {
  it.each(cases<TrueName & { says: string; text: string }>("names").map((one) => [one.says, one] as const))(
    "%s",
    (_, one) => {
      expect(trueName(one.text)).toEqual({ name: one.name, was: one.was });
    },
  );
});

describe("bytes of a text", () => {
  it.each(
    cases<{ says: string; hex: string; text: string; broken: boolean }>("bytes").map((one) => [one.says, one] as const),
  )("%s", (_, one) => {
    const bytes = Uint8Array.from(one.hex.match(/../g)!.map((pair) => Number.parseInt(pair, 16)));
    expect(decode(bytes)).toEqual({ text: one.text, broken: one.broken });
  });
});

describe("a dropped file", () => {
  it("shows no name whose letters are lost, and one broken byte costs no other name", async () => {
    const point = { type: "Point", coordinates: [103.2, 18.2] };
    const features = ["????????", "วัดกลาง", "บ้านโX"].map((name) => ({
      type: "Feature",
      properties: { name },
      geometry: point,
    }));
    const bytes = new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }));
    bytes[bytes.lastIndexOf(88)] = 0xe0;
    const read = await openBytes("a.geojson", bytes);
    expect(read.features.map(({ name }) => name)).toEqual(["", "วัดกลาง", ""]);
    expect([...read.trouble].sort()).toEqual(["broken_bytes", "lost_letters"]);
  });
});
