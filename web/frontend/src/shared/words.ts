// Words in two languages. The file is web/words.json, which Python reads too.

import table from "../../../words.json";

export type Lang = "th" | "en";
export type WordKey = keyof typeof table;
export type Facts = Readonly<Record<string, string | number>>;

let lang: Lang = "th";
let thaiDigits = false;

export function currentLang(): Lang {
  return lang;
}

export function setSpeech(next: Lang, digits: boolean): void {
  lang = next;
  thaiDigits = digits;
}

/** Figures in the digits that the project asks for. */
export function figures(text: string): string {
  return thaiDigits && lang === "th" ? text.replace(/\d/g, (d) => "๐๑๒๓๔๕๖๗๘๙".charAt(Number(d))) : text;
}

/** A word or sentence in the current language with its facts put in. */
export function word(key: WordKey, facts: Facts = {}): string {
  return figures(table[key][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? "")));
}

/** The name to show: English where there is one and English is on. */
export function nameOf(names: { readonly th: string; readonly en?: string | undefined }): string {
  return lang === "en" && names.en ? names.en : names.th;
}

/** A whole number with commas. */
export function count(value: number): string {
  return figures(String(value).replace(/\B(?=(\d{3})+$)/g, ","));
}

/** Put every marked element of the page into the current language. */
export function relabel(root: ParentNode): void {
  document.documentElement.lang = lang;
  for (const element of root.querySelectorAll<HTMLElement>("[data-word]")) {
    const facts = element.dataset.facts;
    element.textContent = word(element.dataset.word as WordKey, facts ? (JSON.parse(facts) as Facts) : {});
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-th]")) {
    element.textContent = (lang === "en" ? element.dataset.en : element.dataset.th) ?? "";
  }
  for (const element of root.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", word(element.getAttribute("data-word-label") as WordKey));
  }
  for (const element of root.querySelectorAll("[data-word-placeholder]")) {
    element.setAttribute("placeholder", word(element.getAttribute("data-word-placeholder") as WordKey));
  }
}
