/** A drawing file that other programs have worked on: what they put there is kept, shown and told. */

import { describe, expect, it } from "vitest";

import { changeBetween, replay } from "../../src/digitizer/drawing/change";
import { EMPTY, type Json } from "../../src/digitizer/drawing/drawing";
import { setVillage } from "../../src/digitizer/drawing/edits/words";
import { readDrawing, writeDrawing } from "../../src/digitizer/export/drawing_file";
import { placeOthers } from "../../src/digitizer/import/others";

const SQUARE = [
  [102.8, 16.4],
  [102.81, 16.4],
  [102.81, 16.41],
  [102.8, 16.41],
  [102.8, 16.4],
];
const EAST = SQUARE.map(([lon, lat]) => [lon! + 0.02, lat!]);

function feature(properties: object, geometry: object | null, id?: string): Json {
  return { type: "Feature", ...(id && { id }), properties, geometry };
}

const polygon = (coordinates: unknown[]): object => ({ type: "Polygon", coordinates: [coordinates] });
const VILLAGE = feature(
  {
    kind: "village",
    name: "บ้านโพนแพง",
    moo: 1,
    village_code: "40010601",
    tambon_code: "400106",
    note: "",
    households: 120,
    เบอร์: null,
  },
  polygon(SQUARE),
  "v1",
);
const NO_KIND = feature({ name: "บ้านใหม่", households: 7 }, polygon(EAST));
const LINE = feature(
  { name: "ถนน" },
  {
    type: "LineString",
    coordinates: [
      [102.8, 16.4],
      [102.9, 16.5],
    ],
  },
);
const FAR = feature(
  { kind: "landmark", landmark_kind: "temple", name: "วัดไกล" },
  { type: "Point", coordinates: [2.35, 48.85] },
);
const HALF_FAR = feature(
  { kind: "village", name: "ครึ่ง" },
  polygon([
    [102.8, 16.3],
    [2, 48],
    [102.81, 16.31],
    [102.8, 16.3],
  ]),
);
const PIN = feature(
  { kind: "landmark", landmark_kind: "temple", name: "วัด", tambon_code: "400106", note: "", photo: "a.jpg" },
  { type: "Point", coordinates: [102.805, 16.405] },
  "p2",
);

const file = (features: readonly Json[]): string =>
  JSON.stringify({
    type: "FeatureCollection",
    muban: { format: "drawing", version: 1, next: 3, tambon_code: "400106" },
    features,
  });

/** The features of a drawing as it would be saved, without their ids. */
function saved(text: string): Json[] {
  const { features } = JSON.parse(writeDrawing(readDrawing(text)!)) as { features: Json[] };
  return features.map(({ id: _, ...one }) => one);
}

const bare = ({ id: _, ...one }: Json): Json => one;

describe("a drawing file that is opened and saved", () => {
  it("has every feature and column that it had", () => {
    const features = [VILLAGE, PIN, NO_KIND, LINE, FAR, HALF_FAR];
    expect(saved(file(features))).toEqual(features.map(bare));
  });

  it("draws what can be drawn: a polygon without a kind is a village with its columns", () => {
    const { drawing, guides, added } = placeOthers(
      readDrawing(file([VILLAGE, PIN, NO_KIND, LINE, FAR, HALF_FAR]))!.drawing,
      new Set(["temple"]),
    );
    expect(drawing.villages.map(({ name }) => name)).toEqual(["บ้านโพนแพง", "บ้านใหม่"]);
    expect(drawing.villages.map(({ more }) => more)).toEqual([{ households: 120, เบอร์: null }, { households: 7 }]);
    expect(drawing.pins.map(({ more }) => more)).toEqual([{ photo: "a.jpg" }]);
    expect(drawing.others).toEqual([LINE, FAR, HALF_FAR]);
    expect([added, guides.some(({ name }) => name === "ถนน")]).toEqual([1, true]);
  });

  it("loses no corner that lies far away: such an area is not drawn as another one", () => {
    expect(readDrawing(file([HALF_FAR]))!.drawing).toMatchObject({ villages: [], others: [HALF_FAR] });
  });

  it("keeps what stands where a number should, and both of two features with one id", () => {
    const odd = feature({ ...(VILLAGE["properties"] as object), moo: "3/1" }, polygon(EAST), "v1");
    const { villages } = readDrawing(file([VILLAGE, odd]))!.drawing;
    expect(villages[1]).toMatchObject({ moo: null, more: { moo_written: "3/1", households: 120 } });
    expect(new Set(villages.map(({ id }) => id)).size).toBe(2);
  });

  it("keeps it through edits, undoing and the journal", () => {
    const { drawing } = readDrawing(file([VILLAGE, LINE]))!;
    const named = setVillage(drawing, "v1", { name: "โพนแพง" }).drawing!;
    expect([named.others, named.villages[0]!.more]).toEqual([[LINE], { households: 120, เบอร์: null }]);
    expect(replay(EMPTY, [changeBetween(EMPTY, drawing), changeBetween(drawing, named)])).toEqual(named);
    expect(replay(drawing, [changeBetween(drawing, { ...drawing, others: [] })]).others).toBeUndefined();
  });
});
