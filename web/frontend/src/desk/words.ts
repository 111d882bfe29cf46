/** The desk's words, in the language that the person chose last. */

import table from "../../../words.json";

export type Lang = "th" | "en";
type All = keyof typeof table;
/** A word of the desk, without the beginning that all of them share. */
export type Key = All extends infer K ? (K extends `desk.${infer Rest}` ? Rest : never) : never;
export interface Said {
  readonly th: string;
  readonly en: string;
}

const KEPT = "muban.desk.lang";
let lang: Lang = "th";

export const currentLang = (): Lang => lang;

export function chooseLang(first: Lang): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // A browser that keeps nothing: the language is the program's.
  }
  lang = kept === "th" || kept === "en" ? kept : first;
  document.documentElement.lang = lang;
}

export function switchLang(): void {
  lang = lang === "th" ? "en" : "th";
  document.documentElement.lang = lang;
  try {
    localStorage.setItem(KEPT, lang);
  } catch {
    // As above.
  }
}

/** A word or sentence with its facts put in. */
export function t(key: Key, facts: Readonly<Record<string, string | number>> = {}): string {
  const said = (table as Readonly<Record<string, Said>>)[`desk.${key}`]!;
  return said[lang].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ""));
}

/** What stands in a table in both languages. */
export const of = (said: Said): string => said[lang];

/** A word by a key that is made of a fact, such as a role; the fact itself where there is none. */
export function named(group: string, fact: string): string {
  const said = (table as Readonly<Record<string, Said>>)[`desk.${group}.${fact}`];
  return said ? said[lang] : fact;
}

/** A whole number with commas. */
export const count = (n: number): string => n.toLocaleString("en-US");

/** Bytes as people say them. */
export function size(bytes: number): string {
  const kb = bytes / 1000;
  return kb < 1000 ? `${Math.max(1, Math.round(kb))} KB` : `${(kb / 1000).toFixed(1)} MB`;
}
