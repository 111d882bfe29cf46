/** The moo that people write with a village's name, as gis/text/place_words.py. */

import { arabicDigits } from "../../shared/thai_text";

const WORD = String.raw`(?:หมู่\s*ที่|หมู่|ม\s?\.\s*ที่|ม\s?\.|ม(?=\s*\d)|village\s+no\.?|moo|mu|m\.|m(?=\d))`;
// What stands before is matched too, not looked back at: Safari before 16.4 cannot.
const INSIDE = new RegExp(
  String.raw`(^|[^\p{L}\p{N}_\u0e31-\u0e4e])${WORD}[\s.:]*(\d{1,2})(?!\d)|หมู่\s*(?:ที่)?\s*(\d{1,2})(?!\d)`,
  "iu",
);
/** หมู่ 1-2 is two moos: nobody can tell which one is meant. */
const MORE = new RegExp(String.raw`^\s*(?:[-–—/,&+]|และ|ถึง|กับ)\s*(?:${WORD}[\s.:]*)?\d{1,2}(?!\d)`, "iu");
const EDGES = /^[ \t,;:\-–/()]+|[ \t,;:\-–/()]+$/g;

export const arabic = arabicDigits;

/** `บ้านโพนแพง ม.๓` is the name บ้านโพนแพง and moo 3; moo null where none is written, or two. */
export function splitMoo(text: string): { readonly name: string; readonly moo: number | null } {
  if (saysSeveralMoos(text)) return { name: text, moo: null };
  const found = INSIDE.exec(arabic(text));
  const moo = Number(found?.[2] ?? found?.[3] ?? 0);
  if (!found || moo < 1) return { name: text, moo: null };
  const from = found.index + (found[1] ?? "").length;
  const parts = [text.slice(0, from), text.slice(found.index + found[0].length)];
  return {
    name: parts
      .map((part) => part.replace(EDGES, ""))
      .join(" ")
      .trim(),
    moo,
  };
}

/** Whether a name speaks of more than one moo: หมู่ 1-2, หมู่ที่ 3 และ 4. */
export function saysSeveralMoos(text: string): boolean {
  const plain = arabic(text);
  const found = INSIDE.exec(plain);
  return found !== null && MORE.test(plain.slice(found.index + found[0].length));
}
