import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fill } from "../../src/digitizer/app/words";
import { CATALOGUE } from "../../src/digitizer/checks/catalogue";
import { checkPins } from "../../src/digitizer/checks/containment_check";
import { checkAreas } from "../../src/digitizer/checks/check_drawing";
import { numbered, type Drawn, type Found } from "../../src/digitizer/checks/found";
import { checkRings } from "../../src/digitizer/checks/ring_check";
import type { Move } from "../../src/digitizer/checks/words_check";
import type { Part, Point, Ring } from "../../src/digitizer/topology/point";
import { canonical, counterClockwise } from "../../src/digitizer/topology/ring";

interface Case {
  readonly says: string;
  readonly villages: readonly {
    readonly name: string;
    readonly moo?: number;
    readonly code?: string;
    readonly parts: readonly (readonly Point[])[][];
  }[];
  readonly pins?: readonly [string, number, number][];
  readonly known?: readonly [string, string][];
  readonly outline?: readonly (readonly Point[])[][];
  readonly problems: readonly [string, string][];
}

const MOVES = readFileSync(join(__dirname, "../../../../gis/data/code_moves.csv"), "utf8")
  .split("\n")
  .slice(1)
  .filter(Boolean)
  .map((row) => row.split(","))
  .map(([old, now, name, from]): Move => [old!, now!, name!, Number(from!.slice(0, 4)) + 543]);
const FOLDER = join(__dirname, "../../../../tests/data/conformance");
const at = ([x, y]: Point): Point => [102_000_000 + x, 18_000_000 + y];
const ring = (corners: readonly Point[]): Ring => canonical(counterClockwise(corners.slice(0, -1).map(at)));
const part = (rings: readonly (readonly Point[])[]): Part =>
  rings.map((corners, i) => (i === 0 ? ring(corners) : canonical([...ring(corners)].reverse())));

function problemsOf(one: Case): Found[] {
  const all = one.villages.map(({ name, moo, code, parts }, i) => {
    const drawn = { id: `v${i}`, number: i + 1, name, moo: moo ?? null, code: code ?? "" };
    const feature = numbered({ ...drawn, parts: [] });
    const wrong = parts.flatMap((rings) =>
      checkRings(
        rings.map((corners) => corners.map(at).map(([x, y]) => [x / 1e6, y / 1e6] as const)),
        feature,
      ),
    );
    // The page takes in an area with needles as it is, and tells of them while it is drawn on.
    const fits = wrong.every(({ code }) => code === "geometry.spike");
    return { drawn, wrong: fits ? [] : wrong, fits, parts };
  });
  const fitting = all
    .filter(({ fits }) => fits)
    .map(({ drawn, parts }): Drawn => ({ ...drawn, parts: parts.map(part) }));
  const known = (one.known ?? []).map(([code, name]) => ({
    code,
    name,
    moo: Number(code.slice(6)),
    lon: null,
    lat: null,
  }));
  const pins = (one.pins ?? []).map(([name, x, y], i) => ({
    id: `p${i}`,
    kind: "",
    name,
    note: "",
    at: at([x, y]),
  }));
  const found: Found[] = [
    ...all.flatMap(({ wrong }) => wrong),
    ...checkAreas(fitting, {
      known,
      tambon: "400106",
      moves: MOVES,
      outline: (one.outline ?? []).map(part),
      label: numbered,
    }),
    ...checkPins(pins, fitting, numbered, { first: all.length + 1 }),
  ];
  return found;
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const cases = files.map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Case[]] as const);

it("there are at least sixty cases", () => {
  expect(cases.flatMap(([, list]) => list).length).toBeGreaterThanOrEqual(60);
});

describe.each(cases)("%s", (_, list) => {
  it.each(list.map((one) => [one.says, one] as const))("%s", (_says, one) => {
    const found = problemsOf(one);
    const told = found.map(({ code, feature }): [string, string] => [code, feature]).sort();
    expect(told).toEqual([...one.problems].sort());
    for (const { code, feature, params } of found) {
      const facts = { ...params, feature, file: "", layer: "", field: "" };
      for (const lang of ["th", "en"] as const) {
        expect(fill(CATALOGUE[code]!.message[lang], facts)).not.toMatch(/[{}]/);
      }
    }
  });
});
