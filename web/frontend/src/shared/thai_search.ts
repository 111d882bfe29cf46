// Finding names as people type them: without prefixes, spaces and marks that are easily missed.

import shortForms from "./short_forms.json";
import { arabicDigits, normalise } from "./thai_text";

/** Where a word begins and ends: a letter that goes on makes another word of it. */
const [BEGIN, END] = [String.raw`(^|[\s()/,])`, String.raw`(?:\s?\.\s*|(?=[\s()/,]|$))`];
/** Short forms as offices write them, with or without the last full stop: the word they stand for. */
const SHORT = Object.entries(shortForms).map(([form, word]) => [new RegExp(`${BEGIN}(?:${form})${END}`, "g"), word] as const);
/** One letter is a short form only with its full stop. */
const UNITS = { บ: "บ้าน", ต: "ตำบล", อ: "อำเภอ", จ: "จังหวัด" } as const;
const UNIT = new RegExp(String.raw`${BEGIN}([บตอจ])\s?\.\s*(?=\S)`, "g");
const MOO = /(^|[^\p{L}\p{M}])(?:หมู่\s*ที่|หมู่|ม\s?\.\s*ที่|ม\s?\.|ม|moo|mu|m\.|m)[\s.:]*(?=\d)/giu;
const PREFIX = /^(หมู่บ้าน|บ้าน|ตำบล|ban\s+)/;
const GAPS = /[\s.]+/g;
/** Tone marks, maitaikhu, thanthakhat: what is dropped when typed in haste. */
const MARKS = /[\u0e47-\u0e4e]/g;

/** A text as it is compared: one spelling of digits, case, spaces, short forms and the moo. */
export function plain(text: string): string {
  const known = arabicDigits(normalise(text)).toLowerCase();
  const words = SHORT.reduce((made, [form, word]) => made.replace(form, (_, before: string) => before + word), known);
  return words
    .replace(UNIT, (_, before: string, unit: keyof typeof UNITS) => before + UNITS[unit])
    .replace(MOO, (_, before: string) => `${before}หมู่ที่ `)
    .replace(GAPS, " ")
    .trim();
}

/**
 * How well a name answers what was typed: 0 not at all, higher is better.
 *
 * Order: the whole name, its beginning, any part, and at last the same without tone marks. A
 * number is whole or goes on: who typed หมู่ 1 is shown it before หมู่ 12.
 */
export function match(name: string, typed: string): number {
  const wanted = plain(typed);
  if (!wanted) return 0;
  const full = plain(name);
  const short = full.replace(PREFIX, "");
  const wantedShort = wanted.replace(PREFIX, "") || wanted;
  if (full === wanted || short === wantedShort) return 4;
  if (full.startsWith(wanted) || short.startsWith(wantedShort)) return 3;
  if (full.includes(wanted) || short.includes(wantedShort)) return cutsNumber(full, wanted) ? 1.5 : 2;
  return bare(short).includes(bare(wantedShort)) ? 1 : 0;
}

/** Whether the text found ends in the middle of a longer number, wherever it stands. */
function cutsNumber(full: string, wanted: string): boolean {
  return /\d$/.test(wanted) && !full.split(wanted).slice(1).some((rest) => !/^\d/.test(rest));
}

function bare(text: string): string {
  return text.replace(MARKS, "").replace(/ /g, "");
}
