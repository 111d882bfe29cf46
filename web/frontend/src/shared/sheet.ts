// The sheet on a phone is the page itself, scrolling over a map that stays. This gives it
// three heights to go to, and tells how much of the map it covers.

import { find } from "./dom";
import { word } from "./words";

const NARROW = "(max-width: 760px)";
const HALF = 0.48;

export function isNarrow(): boolean {
  return matchMedia(NARROW).matches;
}

/** Pixels of the map's lower edge that the sheet covers now. */
export function coveredBySheet(): number {
  if (!isNarrow()) return 0;
  const map = find("map")?.getBoundingClientRect();
  const panel = find("panel")?.getBoundingClientRect();
  return map && panel ? Math.max(0, map.bottom - panel.top) : 0;
}

type Height = "peek" | "half" | "full";

export function heightNow(): Height {
  const top = find("panel")?.getBoundingClientRect().top ?? 0;
  if (top > innerHeight * 0.62) return "peek";
  return top > innerHeight * 0.25 ? "half" : "full";
}

/** Move the sheet to a height; nothing happens on a wide screen. */
export function moveSheet(height: Height): void {
  const panel = find("panel");
  if (!panel || !isNarrow()) return;
  const top = panel.getBoundingClientRect().top + scrollY;
  const wanted = { peek: 0, half: top - innerHeight * HALF, full: top - 8 }[height];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: Math.max(0, wanted), behavior: still ? "auto" : "smooth" });
}

/** The grip goes through the three heights in turn. */
export function startSheet(): void {
  const button = find("sheet-more");
  button?.addEventListener("click", () => {
    moveSheet(({ peek: "half", half: "full", full: "peek" } as const)[heightNow()]);
  });
  addEventListener(
    "scroll",
    () => {
      const key = heightNow() === "full" ? "sheet.less" : "sheet.more";
      button?.setAttribute("data-word-label", key);
      button?.setAttribute("aria-label", word(key));
    },
    { passive: true },
  );
}
