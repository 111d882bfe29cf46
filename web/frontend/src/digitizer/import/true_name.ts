/** What of a written name may be shown, by the rules and words of gis/text/true_text.py. */

import words from "../../../../../gis/data/no_names.json";
import { splitMoo } from "../checks/moo";
import type { Feature, Imported } from "./feature";

export interface TrueName {
  readonly name: string;
  readonly was: "name" | "decoded" | "nothing" | "lost";
}

const ERROR = new RegExp(words.error);
const FORMULA = new RegExp(words.formula);
const DRAWN = new RegExp(words.drawn, "i");
const LOST_SIGN = new RegExp(words.lost_sign);
const LOST_RUN = new RegExp(words.lost_run);
const LONG_RUN = new RegExp(words.long_run);
const THAI = new RegExp(words.thai);
const ONLY_MARKS = new RegExp(words.only_marks);
const ENTITY = new RegExp(words.entity);
const ESCAPE = new RegExp(words.escape, "g");
const PERCENT = new RegExp(words.percent);
const TAG = new RegExp(words.tag, "g");
const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const LONGEST = 20;
const ROUNDS = 3;

export function trueName(text: string): TrueName {
  const name = decodeText(text);
  if (lostLetters(name)) {
    const { moo } = splitMoo(name);
    return { name: moo === null ? "" : `หมู่ที่ ${moo}`, was: "lost" };
  }
  if (isNothing(name)) return { name: "", was: "nothing" };
  return { name, was: name === text ? "name" : "decoded" };
}

export function lostLetters(text: string): boolean {
  const run = THAI.test(text) ? LONG_RUN : LOST_RUN;
  return LOST_SIGN.test(text) || ONLY_MARKS.test(text) || run.test(text);
}

/** A text in the letters that were meant. */
export function decodeText(written: string): string {
  if (written.includes("://")) return written;
  let text = written;
  for (let round = 0; round < ROUNDS; round++) {
    const before = text;
    if (ENTITY.test(text)) text = unescaped(text);
    text = text.replace(ESCAPE, (all, hex: string) => letter(Number.parseInt(hex, 16), all));
    if (PERCENT.test(text)) text = unquoted(text);
    if (text === before) break;
  }
  return isNoValue(text) ? text : text.replace(TAG, "");
}

const letter = (point: number, otherwise: string): string =>
  point < 0x20 || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff ? otherwise : String.fromCodePoint(point);

/** A text with the letters that its entities stand for. */
export function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(\w+));/g,
    (all, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name] ?? all;
      return letter(decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16), all);
    },
  );
}

function unquoted(text: string): string {
  try {
    return decodeURIComponent(text.includes("%") ? text : text.replace(/=(?=[0-9A-Fa-f]{2})/g, "%"));
  } catch {
    return text;
  }
}

export function isNoValue(text: string): boolean {
  if (text.length > LONGEST) return false;
  const bare = text.trim();
  return words.exact.includes(bare) || words.machine.includes(bare.toLowerCase());
}

function isNothing(name: string): boolean {
  if (isNoValue(name) || ERROR.test(name) || FORMULA.test(name) || !/[\p{L}\p{N}]/u.test(name)) return true;
  const bare = name.trim().toLowerCase();
  return words.people.includes(bare) || DRAWN.test(bare);
}

/** The records of a file with names that may be shown; lost letters and words for nothing are told. */
export function withTrueNames(read: Imported): Imported {
  const trouble = new Set(read.trouble);
  const features = read.features.map((feature): Feature => {
    const { name, was } = trueName(feature.name);
    if (was === "lost") trouble.add("lost_letters");
    if (was === "nothing" && feature.name.trim()) trouble.add("no_names");
    const properties = Object.fromEntries(
      Object.entries(feature.properties).map(([key, value]) => [key, trueValue(value)]),
    );
    return { ...feature, name: was === "name" ? feature.name : name, properties };
  });
  return { ...read, features, trouble: [...trouble] };
}

/** A property: blank where it holds a program's word for nothing, or where no letter is left of it. */
function trueValue(value: string): string {
  if (isNoValue(value)) return "";
  const text = decodeText(value);
  return lostLetters(text) ? trueName(text).name : text;
}
