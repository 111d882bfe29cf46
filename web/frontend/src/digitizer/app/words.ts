/** Words on screen, in the officer's language; facts stand in braces. */

import table from "../words.json";

export type Lang = "th" | "en";
export type Key = keyof typeof table;
export type Facts = Readonly<Record<string, string | number>>;

let chosen: Lang = "th";

export function chooseLang(lang: Lang): void {
  chosen = lang;
  document.documentElement.lang = lang;
}

export const lang = (): Lang => chosen;

export function t(key: Key, facts: Facts = {}): string {
  return fill(table[key][chosen], facts);
}

/** Puts facts into a sentence, once: braces inside a fact stay braces. */
export function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

export const areaWords = (): readonly [string, string, string] => [t("unit.rai"), t("unit.ngan"), t("unit.wah")];
