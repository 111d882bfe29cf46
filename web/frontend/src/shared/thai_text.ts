// One spelling for one Thai word, however it was typed: the rules of gis/text/thai_normal.py.

import rules from "../../../../gis/data/spelling.json";

const all = (pattern: string): RegExp => new RegExp(pattern, "g");
const INVISIBLE = all(rules.invisible);
const SPACES = all(rules.spaces);
const PARTED = Object.entries(rules.parted).map(([parts, whole]) => [all(parts), whole] as const);
const MARKS = all(rules.marks);
const PARTED_AM = all(rules.parted_am);
const AM_BEFORE_TONE = all(rules.am_before_tone);
const NOT_A_LETTER = /[^\p{L}\p{N}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+/gu;
const VILLAGE = /^(?:บ้าน|บ\s?\.|(?:baan|ban|b\.)(?=[\s.]))[\s.]*(?=\S)/i;

/** The spelling that is compared, stored and shown; nothing that carries meaning changes. */
export function normalise(text: string): string {
  const clean = text.normalize("NFC").replace(INVISIBLE, "").replace(SPACES, " ").trim();
  const joined = PARTED.reduce((made, [parts, whole]) => made.replace(parts, whole), clean);
  return joined.replace(MARKS, inOrder).replace(PARTED_AM, `$1$2${rules.am}`).replace(AM_BEFORE_TONE, `$1${rules.am}`);
}

/** Vowel signs, then tones, then the rest; the same mark only once in a row. */
function inOrder(marks: string): string {
  const ordered = [...marks].map((mark, i) => ({ mark, i })).sort((a, b) => rank(a.mark) - rank(b.mark) || a.i - b.i);
  return ordered.flatMap(({ mark }, i) => (mark === ordered[i - 1]?.mark ? [] : [mark])).join("");
}

const rank = (mark: string): number => (rules.vowel_marks.includes(mark) ? 0 : rules.tone_marks.includes(mark) ? 1 : 2);

/** Thai digits as Arabic ones. */
export const arabicDigits = (text: string): string =>
  text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0xe50));

/** What is left of a text when writing habits are taken away. */
export const compareKey = (text: string): string =>
  arabicDigits(normalise(text)).replace(NOT_A_LETTER, "").toLowerCase();

/** A village's name without บ้าน, บ. or Ban. */
export const stripVillagePrefix = (name: string): string => normalise(name).replace(VILLAGE, "");
