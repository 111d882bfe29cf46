// The arrangement that layout.css has chosen for this screen, and what its panel does in it.

import { find } from "./dom";
import { isStill } from "./start";
import { word } from "./words";

type Arrangement = "side" | "sheet" | "drawer";
type Height = "peek" | "half" | "full";

/** Where the half-open sheet's upper edge stands, as a share of the window's height. */
const HALF = 0.48;

/** Sides of the map, in pixels. */
export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

function arrangement(): Arrangement {
  const named = getComputedStyle(document.documentElement).getPropertyValue("--layout").trim();
  return named === "side" || named === "sheet" ? named : "drawer";
}

/** Whether fingers may be at work: only a mouse on a wide screen hits what is nearer together. */
export function hasThumbs(): boolean {
  return arrangement() !== "side" || matchMedia("(any-pointer: coarse)").matches;
}

/** The ground that nothing covers, as what lies between it and the map's edges. */
export function freeGround(): Sides {
  const map = find("map")?.getBoundingClientRect();
  const free = find("free")?.getBoundingClientRect();
  if (!map || !free) return { top: 0, right: 0, bottom: 0, left: 0 };
  return {
    top: free.top - map.top,
    right: map.right - free.right,
    bottom: map.bottom - free.bottom,
    left: free.left - map.left,
  };
}

/** The same while something chosen is shown in the panel. */
export function groundBesidePanel(): Sides {
  const ground = freeGround();
  const map = find("map")?.getBoundingClientRect();
  const panel = find("panel")?.getBoundingClientRect();
  const now = arrangement();
  if (!map || !panel || now === "side") return ground;
  if (now === "drawer") {
    // On a narrow screen the drawer covers the whole map: there is nothing to keep in view.
    const covered = Math.min(panel.width, map.width * 0.6);
    return { ...ground, right: Math.max(ground.right, covered) };
  }
  return { ...ground, bottom: Math.max(ground.bottom, map.bottom - innerHeight * HALF) };
}

function sheetHeight(): Height {
  const top = find("panel")?.getBoundingClientRect().top ?? 0;
  if (top > innerHeight * 0.62) return "peek";
  return top > innerHeight * 0.25 ? "half" : "full";
}

function moveSheet(height: Height): void {
  const panel = find("panel");
  if (!panel) return;
  const top = panel.getBoundingClientRect().top + scrollY;
  const wanted = { peek: 0, half: top - innerHeight * HALF, full: top - 8 }[height];
  scrollTo({ top: Math.max(0, wanted), behavior: isStill() ? "auto" : "smooth" });
}

function moveDrawer(open: boolean): void {
  document.documentElement.classList.toggle("listed", open);
  find("panel-open")?.setAttribute("aria-expanded", String(open));
}

/** Bring what was written into the panel before the reader's eyes. */
export function showInPanel(id: string): void {
  const now = arrangement();
  if (now === "sheet") moveSheet("half");
  if (now === "drawer") moveDrawer(true);
  const panel = find("panel");
  const shown = find(id);
  if (now === "sheet" || !panel || !shown) return;
  const below = shown.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  const head = now === "drawer" ? 60 : 12;
  panel.scrollTop = Math.max(0, panel.scrollTop + below - head);
}

/** Show the map alone again, where the panel lies over it. */
export function showMap(): void {
  if (arrangement() === "sheet") moveSheet("peek");
  else moveDrawer(false);
}

/** A page inside another page is the map alone, whatever its size. */
function startEmbed(): void {
  const framed = window.self !== window.top || new URLSearchParams(location.search).has("embed");
  document.documentElement.classList.toggle("embed", framed);
  const link = find<HTMLAnchorElement>("whole-page");
  const address = new URL(location.href);
  address.searchParams.delete("embed");
  if (link) link.href = address.href;
}

/** The legend is open where it has a place of its own beside the map. */
export function startLegend(): void {
  const legend = find<HTMLDetailsElement>("legend");
  const own = matchMedia("(min-width: 75em) and (min-height: 43.75em)");
  const keep = (): void => {
    // Paper has a place for it under the map, whatever its size.
    if (legend && !matchMedia("print").matches) legend.open = own.matches;
  };
  own.addEventListener?.("change", keep);
  keep();
}

/** Start the panel: the grip's three heights, the drawer's buttons, the frame of another page. */
export function startLayout(): void {
  startEmbed();
  const grip = find("sheet-more");
  grip?.addEventListener("click", () => {
    moveSheet(({ peek: "half", half: "full", full: "peek" } as const)[sheetHeight()]);
  });
  find("panel-open")?.addEventListener("click", () => {
    moveDrawer(!document.documentElement.classList.contains("listed"));
    find("panel-close")?.focus({ preventScroll: true });
  });
  find("panel-close")?.addEventListener("click", () => {
    moveDrawer(false);
    find("panel-open")?.focus({ preventScroll: true });
  });
  const tell = (): void => {
    const key = sheetHeight() === "full" ? "sheet.less" : "sheet.more";
    grip?.setAttribute("data-word-label", key);
    grip?.setAttribute("aria-label", word(key));
  };
  addEventListener("scroll", tell, { passive: true });
}
