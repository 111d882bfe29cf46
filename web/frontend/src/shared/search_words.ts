// The words by which a name is looked for: the rules of gis/text/search_words.py.

import rules from "../../../../gis/data/search_words.json";
import { arabicDigits, normalise } from "./thai_text";

/** Where a word begins and ends: a letter that goes on makes another word of it. */
const [BEGIN, END] = [String.raw`(^|[\s()/,])`, String.raw`(?:\s?\.\s*|(?=[\s()/,]|$))`];
const SHORT = Object.entries(rules.short_forms).map(
  ([form, word]) => [new RegExp(`${BEGIN}(?:${form})${END}`, "g"), word] as const,
);
const UNITS: Readonly<Record<string, string>> = rules.units;
const UNIT = new RegExp(String.raw`${BEGIN}([${Object.keys(UNITS).join("")}])\s?\.\s*(?=\S)`, "g");
const MOO = new RegExp(rules.moo, "g");
const MOO_WITHIN = new RegExp(rules.moo_within, "g");
const GAPS = new RegExp(rules.gaps);
const GOES_ON = new RegExp(`^${rules.goes_on}`);
const ALIKE: Readonly<Record<string, string>> = rules.alike;
const BEFORE_NAMES = [
  ...new Set([...rules.own, ...rules.kinds, ...Object.keys(ALIKE).filter((word) => !/^\w+$/.test(word))]),
].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The words of a name or of what was typed, in their order; a moo is `#` and its number. */
export function searchWords(text: string): string[] {
  let known = arabicDigits(normalise(text)).toLowerCase();
  for (const [form, word] of SHORT) known = known.replace(form, (_, before: string) => before + word);
  known = known
    .replace(UNIT, (_, before: string, unit: string) => before + (UNITS[unit] ?? unit))
    .replace(MOO, "$1 #$2 ")
    .replace(MOO_WITHIN, "$1 #$2 ");
  return known.split(GAPS).filter(Boolean).flatMap(parts);
}

/** A run of letters without what stands before the name in it. */
function parts(run: string): string[] {
  const found: string[] = [];
  let word = run;
  for (;;) {
    const first = BEFORE_NAMES.find((w) => word.startsWith(w) && GOES_ON.test(word.slice(w.length)));
    if (!first) return [...found, ALIKE[word] ?? word];
    found.push(ALIKE[first] ?? first);
    word = word.slice(first.length);
  }
}
