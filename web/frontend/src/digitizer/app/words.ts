/** Words on screen, in the officer's language; facts stand in braces. */

import type more from "../words_more.json";
import table from "../words.json";

export type Lang = "th" | "en";
export type Key = keyof typeof table | keyof typeof more;
export type Facts = Readonly<Record<string, string | number>>;
export type Words = Readonly<Record<Lang, string>>;

let chosen: Lang = "th";
let known: Readonly<Record<string, Words>> = table;

export function chooseLang(lang: Lang): void {
  chosen = lang;
  document.documentElement.lang = lang;
}

export const lang = (): Lang => chosen;

/** Words that a part of the program brings with it: they can be said from now on. */
export function learn(words: Readonly<Record<string, Words>>): void {
  known = { ...known, ...words };
}

export function t(key: Key, facts: Facts = {}): string {
  return fill(known[key]?.[chosen] ?? "", facts);
}

/** Puts facts into a sentence, once: braces inside a fact stay braces. */
export function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

export const areaWords = (): readonly [string, string, string] => [t("unit.rai"), t("unit.ngan"), t("unit.wah")];
