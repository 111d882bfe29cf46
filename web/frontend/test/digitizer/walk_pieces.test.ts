/** A walk that a receiver kept in pieces is one line to trace. */

import { expect, it } from "vitest";

import type { Corner } from "../../src/digitizer/import/feature";
import { joinPieces } from "../../src/digitizer/import/walk_pieces";

const line = (...lons: number[]): Corner[] => lons.map((lon) => [lon, 18]);

it("joins pieces with a pause of a hundred metres in a walk of four kilometres", () => {
  expect(joinPieces([line(103, 103.02), line(103.021, 103.04)])).toEqual([line(103, 103.02, 103.021, 103.04)]);
});

it("leaves pieces that are a kilometre apart as they are", () => {
  const pieces = [line(103, 103.02), line(103.03, 103.04)];
  expect(joinPieces(pieces)).toEqual(pieces);
});

it("leaves a single line and none as they are", () => {
  expect(joinPieces([line(103, 103.02)])).toEqual([line(103, 103.02)]);
  expect(joinPieces([])).toEqual([]);
});
