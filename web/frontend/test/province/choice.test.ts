import { expect, test } from "vitest";

import { chosenRows, counted, type Row } from "../../src/province/data";

const row = (number: number, more: Partial<Row>): Row => ({
  row: number,
  kind: "village",
  status: "exact",
  code: "",
  tambonCode: "430101",
  amphoeCode: "4301",
  year: 2560,
  level: "amphoe",
  name: "บ้านก",
  moo: 1,
  tambon: "",
  amphoe: "",
  place: "none",
  at: null,
  counts: true,
  ...more,
});

const ROWS = [
  row(1, { year: 2561 }),
  row(2, { amphoeCode: "4302" }),
  row(3, { level: "province", amphoeCode: "4308" }),
  row(4, { counts: false, status: "duplicate" }),
  row(5, { kind: "tambon" }),
];
const ALL = { year: 0, amphoe: "", level: "" };

test("a row that repeats another, and a tambon's, are no village of their own", () => {
  expect(counted(ROWS).map((r) => r.row)).toEqual([1, 2, 3]);
});

test("by year, province level first, then by amphoe", () => {
  expect(chosenRows(ROWS, ALL).map((r) => r.row)).toEqual([3, 2, 1]);
});

test("year, amphoe and level narrow together", () => {
  expect(chosenRows(ROWS, { ...ALL, year: 2560 }).map((r) => r.row)).toEqual([3, 2]);
  expect(chosenRows(ROWS, { year: 2560, amphoe: "4302", level: "amphoe" })).toHaveLength(1);
  expect(chosenRows(ROWS, { year: 2560, amphoe: "4302", level: "province" })).toEqual([]);
});
