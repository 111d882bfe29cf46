/** Two officers pinned the same thing: what either wrote of it is kept. */

import { describe, expect, it } from "vitest";

import { EMPTY, type Drawing, type Pin } from "../../src/digitizer/drawing/drawing";
import { gridPoint } from "../../src/digitizer/topology/point";
import { takeIn } from "../../src/digitizer/import/look";
import type { Corner, Feature } from "../../src/digitizer/import/feature";

const KINDS = new Set(["temple", "school"]);
const AT: Corner = [102.8, 16.39];
/** About eleven metres. */
const NEAR: Corner = [102.8001, 16.39];
const FAR: Corner = [102.81, 16.39];

const pin = (words: Partial<Pin> = {}): Pin => {
  return { id: "p1", kind: "temple", at: gridPoint(...AT)!, name: "วัดโพธิ์", note: "", ...words };
};

const found = (note: string, at = NEAR, properties: Feature["properties"] = {}): Feature => {
  return { name: "วัดโพธิ์", note, properties, shapes: [{ kind: "point", at }] };
};

function merged(own: Pin, ...features: Feature[]): Drawing["pins"] {
  const drawing: Drawing = { ...EMPTY, pins: [own], next: 2 };
  return takeIn(drawing, features, KINDS, (words) => words, { how: "add", take: new Set() }).drawing.pins;
}

const notes = (pins: Drawing["pins"]): string[] => pins.map(({ note }) => note);

describe("a pin that the work has already", () => {
  it("keeps its own note, the other's, or both", () => {
    expect(notes(merged(pin(), found("เปิดทุกวัน")))).toEqual(["เปิดทุกวัน"]);
    expect(notes(merged(pin({ note: "เปิดทุกวัน" }), found("")))).toEqual(["เปิดทุกวัน"]);
    expect(notes(merged(pin({ note: "มีงานเดือน 3" }), found("เปิดทุกวัน")))).toEqual(["มีงานเดือน 3 · เปิดทุกวัน"]);
    expect(notes(merged(pin({ note: "เปิด" }), found("เปิดทุกวัน")))).toEqual(["เปิดทุกวัน"]);
  });

  it("is the very same however often a file comes in", () => {
    const own = pin({ note: "มีงานเดือน 3 · เปิดทุกวัน" });
    const [again] = merged(own, found("เปิดทุกวัน"), found("เปิดทุกวัน"));
    expect(again).toBe(own);
  });

  it("is another one elsewhere", () => {
    expect(notes(merged(pin({ note: "ก" }), found("ข", FAR)))).toEqual(["ก", "ข"]);
  });

  it("takes a photo that it lacks; with another photo both are kept", () => {
    const [one, other] = ["photo-0123456789ab.jpg", "photo-ba9876543210.jpg"];
    const photos = (pins: Drawing["pins"]): unknown[] => pins.map(({ more }) => more?.["photo"]);
    expect(photos(merged(pin(), found("", NEAR, { photo: one })))).toEqual([one]);
    expect(photos(merged(pin({ more: { photo: one } }), found("", NEAR, { photo: one })))).toEqual([one]);
    expect(photos(merged(pin({ more: { photo: one } }), found("", NEAR, { photo: other })))).toEqual([one, other]);
  });
});
