/** Whose property is whose, in files as offices have them. */

import { describe, expect, it } from "vitest";

import type { Feature } from "../../src/digitizer/import/feature";
import { findFields, headingKey, mooOf } from "../../src/digitizer/import/fields";

const records = (...rows: Record<string, string>[]): Feature[] =>
  rows.map((properties) => ({ name: "", note: "", properties, shapes: [] }));

describe("the properties of imported records", () => {
  it("are told by their values where one heading means two things", () => {
    expect(findFields(records({ VILL_CODE: "07", VILL_IDN: "40010607" }))).toEqual({ village_code: "VILL_IDN", moo: "VILL_CODE" });
    expect(findFields(records({ VILL_CODE: "40010607" }))).toEqual({ village_code: "VILL_CODE" });
  });

  it("are known by Thai and English headings, however these are written", () => {
    const row = { "รหัสหมู่บ้าน ": "๔๓๐๑๑๑๐๓", "หมู่ที่": "๓", "ชื่อหมู่บ้าน": "บ้านโพนสว่าง" };
    expect(findFields(records(row))).toEqual({ village_code: "รหัสหมู่บ้าน ", moo: "หมู่ที่", village: "ชื่อหมู่บ้าน" });
    expect(findFields(records({ "Vill-Name": "Ban Na", Moo: "4", Kind: "temple" }))).toEqual({ village: "Vill-Name", moo: "Moo", kind: "Kind" });
    expect(headingKey("ปี พ.ศ.")).toBe("ปีพศ");
  });

  it("are as most of the values are, and blanks say nothing", () => {
    expect(findFields(records({ moo: "1" }, { moo: "2" }, { moo: "รวม" }, { moo: "" }))).toEqual({ moo: "moo" });
    expect(findFields(records({ moo: "รวม" }, { moo: " " }))).toEqual({});
    expect(findFields([])).toEqual({});
  });

  it("have a column of codes that lack a digit told as codes, so that the officer sees them", () => {
    expect(findFields(records({ village_code: "4301110" }))).toEqual({ village_code: "village_code" });
  });
});

describe("a cell's moo", () => {
  it.each([["3", 3], ["๐๓", 3], ["หมู่ที่ ๑๒", 12], ["ม.4", 4], ["7.0", 7], ["0", null], ["", null], ["รวม", null], ["123", null]])("%s", (text, moo) => {
    expect(mooOf(text)).toBe(moo);
  });
});
