import { expect, test } from "vitest";

import { match, plain } from "../../src/shared/thai_search";

test.each([
  ["บ้านหนองแวง", "หนองแวง"],
  ["บ้านหนองแวง", "บ้าน หนองแวง"],
  ["บ้านหนองแวง", "หนองแ"],
  ["บ้านต้อน", "ตอน"],
  ["บ้านโพนแพง หมู่ที่ 3", "หมู่ที่ ๓"],
  ["Ban Mi Chai", "mi chai"],
  ["บ้านน้ำไพร", "น้ําไพร"],
  ["บ้านน้ำไพร", "น\u0e4d\u0e49\u0e32"],
  ["บ้านโพนแพง", "โพนเเพง"],
  ["บ้านโพนแพง", "บ.โพนแพง"],
  ["บ้านโพนแพง", "บ. โพนแพง"],
  ["ตำบลโพนแพง", "ต.โพนแพง"],
  ["ตำบลบ้านเดื่อ", "ต.บ้านเดื่อ"],
  ["อำเภอท่าบ่อ", "อ.ท่าบ่อ"],
  ["บ้านโพนแพง หมู่ 5", "ม.5"],
  ["บ้านโพนแพง หมู่ 5", "ม5"],
  ["บ้านโพนแพง หมู่ 5", "ม ๕"],
  ["บ้านโพนแพง หมู่ 5", "หมู่5"],
  ["บ้านโพนแพง หมู่ 5", "หมู่ที่ ๕"],
  ["บ้านโพนแพง หมู่ 5", "โพนแพง ม.5"],
  ["Phon Phaeng Moo 5", "m5"],
  ["โรงเรียนบ้านโพนแพง", "รร.บ้านโพนแพง"],
  ["โรงเรียนบ้านโพนแพง", "ร.ร.บ้านโพนแพง"],
  ["โรงเรียน", "รร."],
  ["โรงเรียน", "รร"],
  ["รพ.สต.โพนแพง", "โรงพยาบาลส่งเสริมสุขภาพตำบลโพนแพง"],
  ["โรงพยาบาลส่งเสริมสุขภาพตำบลโพนแพง", "รพสต"],
  ["ที่ทำการ อบต.โพนแพง", "องค์การบริหารส่วนตำบล"],
])("%s is found by %s", (name, typed) => {
  expect(match(name, typed)).toBeGreaterThan(0);
});

test("a better answer ranks higher: whole, beginning, part, without tone marks", () => {
  const ranks = ["บ้านม่วง", "บ้านม่วงใหม่", "บ้านดอนม่วง", "บ้านมวง"].map((n) => match(n, "ม่วง"));
  expect(ranks).toEqual([4, 3, 2, 1]);
});

test.each([
  ["กลุ่มแปรรูปปลา", "รร."],
  ["วัดธรรมาราม", "รร."],
  ["นาดี", "น\u0e4d\u0e49\u0e32"],
  ["บ้านโพนแพง หมู่ 4", "ม.5"],
  ["ตลาดสด", "ต.โพนแพง"],
  ["ตลาดสด ต.โพนแพง", "บ้านโพนแพง หมู่ 5"],
  ["โรงพยาบาลเฝ้าไร่", "รพ.สต."],
])("%s is not found by %s", (name, typed) => {
  expect(match(name, typed)).toBe(0);
});

test("a whole number comes before one that goes on", () => {
  const ranks = ["บ้านใหม่ หมู่ 1", "บ้านใหม่ หมู่ 12"].map((name) => match(name, "ม.1"));
  expect(ranks[0]).toBeGreaterThan(ranks[1]!);
  expect(ranks[1]).toBeGreaterThan(0);
});

test("what is not there is not found, and nothing typed finds nothing", () => {
  expect(match("บ้านหนองแวง", "โพนแพง")).toBe(0);
  expect(match("บ้านหนองแวง", "  ")).toBe(0);
});

test("tambon names that begin with บ้าน are found whole", () => {
  expect(match("ตำบลบ้านเดื่อ", "บ้านเดื่อ")).toBeGreaterThan(0);
});

test("digits, case, spaces and the two ways to write am are one", () => {
  expect(plain(" Ban  ๑๒ น้\u0e4d\u0e32 ")).toBe("ban 12 น้ำ");
});
