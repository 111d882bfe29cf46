// How well a place answers what was typed.

import rules from "../../../../gis/data/search_words.json";
import { searchWords } from "./search_words";

/** What a place may be called, as words (search_words.ts). */
export interface Called {
  /** Each of its names. */
  readonly names: readonly (readonly string[])[];
  /** What is said of it beside its name: its kind, the village it lies in, its code. */
  readonly more: readonly string[];
}

const OWN = new Set(rules.own);
const MARKS = new RegExp(rules.dropped_marks, "g");
const OWN_WITHIN = new RegExp(rules.own.join("|"), "g");
const EXACT = 4;
const BEGINS = 3;
const WITHIN = 2;
const EXACT_WITHOUT_MARKS = 1.5;
const WITHOUT_MARKS = 1;
/** A word that only stands beside the name counts for less than the same in it. */
const BESIDE = 0.6;
/** บ้าน or ตำบล typed or left out decides only between answers that are else alike. */
const OWN_SHARE = 0.2;
/** Every word of the name that nobody typed. */
const UNTYPED = 0.05;

/** Names and what stands beside them as words, made once. */
export function called(names: readonly string[], more: readonly string[]): Called {
  return {
    names: names.filter(Boolean).map((name) => searchWords(name)),
    more: more.flatMap((text) => searchWords(text)),
  };
}

const NUMBER = /^\d+$/;

/** 0: does not answer; the higher the better. Every word typed must be found. */
export function rank(place: Called, typed: readonly string[]): number {
  return Math.max(0, ...place.names.map((name) => rankName(name, place.more, typed)));
}

function rankName(name: readonly string[], more: readonly string[], typed: readonly string[]): number {
  const said = typed.filter((word) => !OWN.has(word));
  const wanted = said.length ? said : typed;
  if (!wanted.length) return 0;
  const joined = name.filter((word) => !OWN.has(word) && !word.startsWith("#")).join("");
  let sum = 0;
  let worst = EXACT;
  for (const word of wanted) {
    const found = best(word, name, joined) || best(word, more, "") * BESIDE;
    if (!found) return 0;
    sum += found;
    worst = Math.min(worst, found);
  }
  const own = typed.filter((word) => OWN.has(word));
  const kept = own.filter((word) => name.includes(word) || more.includes(word)).length;
  const untyped = name.filter((word) => !OWN.has(word) && !wanted.includes(word));
  // Few type the moo of a village whose name they know.
  const whole = worst === EXACT && untyped.every((word) => word.startsWith("#")) ? 1 : 0;
  const asTyped = OWN_SHARE * (own.length ? (2 * kept) / own.length - 1 : 0);
  return 1 + worst + sum / wanted.length / 8 + whole + asTyped - UNTYPED * untyped.length;
}

function best(word: string, among: readonly string[], joined: string): number {
  let found = joined ? answer(word, joined) : 0;
  if (found > WITHIN && among.every((each) => each !== word)) found = Math.min(found, BEGINS);
  for (const each of among) found = Math.max(found, answer(word, each));
  return found;
}

/** One typed word against one word of a name. */
function answer(typed: string, word: string): number {
  if (word === typed) return EXACT;
  // A bare number is a moo as well, and a number that goes on may yet be typed to its end.
  if (word.startsWith("#") || typed.startsWith("#")) return moo(typed, word);
  if (word.startsWith(typed)) return BEGINS;
  // The figures in the middle of a code or year are not what anyone looks for.
  if (NUMBER.test(typed)) return 0;
  if (word.includes(typed)) return WITHIN;
  const [bareWord, bareTyped] = [bare(word), bare(typed)];
  if (!bareTyped) return 0;
  if (bareWord === bareTyped) return EXACT_WITHOUT_MARKS;
  return bareWord.includes(bareTyped) ? WITHOUT_MARKS : 0;
}

/** Without what is dropped in haste: tone marks, and บ้าน in the middle of a name. */
function bare(word: string): string {
  return word.replace(OWN_WITHIN, "").replace(MARKS, "");
}

function moo(typed: string, word: string): number {
  if (!word.startsWith("#")) return 0;
  const number = typed.replace("#", "");
  if (!NUMBER.test(number)) return 0;
  if (word.slice(1) === number) return EXACT;
  return word.slice(1).startsWith(number) ? WITHOUT_MARKS : 0;
}
