/** Whose property is whose, in files as offices have them. */

import { describe, expect, it } from "vitest";

import type { Feature } from "../../src/digitizer/import/feature";
import cases from "../../../../tests/data/headings/cases.json";
import { cellOf, findFields, headingKey, mooOf } from "../../src/digitizer/import/fields";

const records = (...rows: Record<string, string>[]): Feature[] =>
  rows.map((properties) => ({ name: "", note: "", properties, shapes: [] }));

describe("the properties of imported records", () => {
  it.each(cases.map((one) => [one.says, one] as const))("%s", (_, { rows, columns }) => {
    // The same cases hold for Python's reader: of a pin's name it tells more columns apart.
    expect(findFields(records(...(rows as Record<string, string>[])))).toEqual(columns);
  });

  it("are read record by record: the first that is filled in", () => {
    const layer = records({ ชื่อหมู่บ้าน: "บ้านโพนแพง", name: "พื้นที่ 1" }, { name: "บ้านอาญา" }, { ชื่อหมู่บ้าน: " " });
    const fields = findFields(layer);
    expect(layer.map((one) => cellOf(one, fields, "village"))).toEqual(["บ้านโพนแพง", "บ้านอาญา", ""]);
  });

  it("have one key however a heading is written", () => {
    expect(headingKey("ปี พ.ศ.")).toBe("ปีพศ");
    expect([headingKey("TAM_NAM_E"), headingKey("TAM_NAME")]).toEqual(["tamnam_e", "tamname"]);
  });
});

describe("a cell's moo", () => {
  it.each([
    ["3", 3],
    ["๐๓", 3],
    ["หมู่ที่ ๑๒", 12],
    ["ม.4", 4],
    ["7.0", 7],
    ["0", null],
    ["", null],
    ["รวม", null],
    ["123", null],
  ])("%s", (text, moo) => {
    expect(mooOf(text)).toBe(moo);
  });
});
