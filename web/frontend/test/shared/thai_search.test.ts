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
])("%s is found by %s", (name, typed) => {
  expect(match(name, typed)).toBeGreaterThan(0);
});

test("a better answer ranks higher: whole, beginning, part, without tone marks", () => {
  const ranks = ["บ้านม่วง", "บ้านม่วงใหม่", "บ้านดอนม่วง", "บ้านมวง"].map((n) => match(n, "ม่วง"));
  expect(ranks).toEqual([4, 3, 2, 1]);
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
