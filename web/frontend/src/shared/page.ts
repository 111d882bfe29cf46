// What every page offers: language, share, print, a way out of LINE's browser, offline.

import { find } from "./dom";
import { startShare } from "./share";
import { currentLang, type Lang, relabel, setSpeech } from "./words";

export interface PageSettings {
  readonly lang: Lang;
  readonly thaiDigits: boolean;
  readonly offline: boolean;
}

const REMEMBERED = "muban.lang";

/** Start them; `changed` is called after the language was switched. */
export function startPage(settings: PageSettings, changed: () => void): void {
  setSpeech(settings.lang, settings.thaiDigits);
  const switchTo = (lang: Lang): void => {
    setSpeech(lang, settings.thaiDigits);
    relabel(document);
    find("language")?.setAttribute("lang", lang === "th" ? "en" : "th");
    changed();
  };
  const wished = remembered();
  if (wished && wished !== settings.lang) switchTo(wished);
  find("language")?.addEventListener("click", () => {
    const next = currentLang() === "th" ? "en" : "th";
    remember(next);
    switchTo(next);
  });
  find("print")?.addEventListener("click", () => print());
  startPaper();
  startShare();
  if (/\bLine\//.test(navigator.userAgent)) offerWayOutOfLine();
  if (settings.offline && location.protocol.startsWith("http")) keepOffline();
}

function remembered(): Lang | null {
  try {
    const value = localStorage.getItem(REMEMBERED);
    return value === "th" || value === "en" ? value : null;
  } catch {
    return null; // storage is closed in some in-app browsers and frames
  }
}

function remember(lang: Lang): void {
  try {
    localStorage.setItem(REMEMBERED, lang);
  } catch {
    // nothing is lost but the memory
  }
}

/** On paper nothing can be opened: what is closed is printed open, and closed again. */
function startPaper(): void {
  let opened: HTMLDetailsElement[] = [];
  matchMedia("print").addEventListener?.("change", ({ matches }) => {
    if (matches) opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const part of opened) part.open = matches;
  });
}

function offerWayOutOfLine(): void {
  const hint = find("line-hint");
  const link = find<HTMLAnchorElement>("line-open");
  if (!hint || !link) return;
  const address = new URL(location.href);
  address.searchParams.set("openExternalBrowser", "1");
  link.href = address.href;
  hint.hidden = false;
}

function keepOffline(): void {
  const root = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]');
  if (!("serviceWorker" in navigator) || !root) return;
  const worker = new URL("../sw.js", root.href);
  navigator.serviceWorker.register(worker.href).catch(() => undefined);
}
