// Leaflet, set up the same for every page. Nothing else here knows of pages.

import * as L from "leaflet";

import type { Picture, PictureView } from "./picture";
import { find, h } from "./dom";
import { isStill } from "./start";
import type { Steps } from "./steps";
import { count, word } from "./words";

const SCALE_PX = 120;
export const OUTLINE = "#37474f";

/** Panes from below to above. */
const PANES: Readonly<Record<string, number>> = {
  ground: 390,
  base: 395,
  areas: 410,
  context: 420,
  lines: 430,
  chosen: 450,
  feet: 630,
  pins: 640,
  names: 650,
};

/**
 * A map over a place, showing what the picture there showed; unseen until it is revealed.
 *
 * It has an element of its own: what Leaflet says of its element must not restyle the picture.
 */
export function makeMap(place: HTMLElement, view: PictureView | null, home: L.LatLngBounds): L.Map {
  L.Renderer.mergeOptions({ padding: 0.6 });
  const element = h("div", { class: "map-live arriving" });
  place.append(element);
  const still = isStill();
  const map = L.map(element, {
    zoomSnap: 0,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    minZoom: 5,
    maxZoom: 19,
    zoomControl: false,
    trackResize: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
  });
  for (const [name, level] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(level);
    if (name !== "areas" && name !== "pins") {
      pane.style.pointerEvents = "none";
    }
  }
  if (view) map.setView(view.centre, view.zoom, { animate: false });
  else map.fitBounds(home, { padding: [24, 24], animate: false });
  return map;
}

/** Show the map, whole as it now is, in place of the picture. */
export function reveal(map: L.Map, picture: Picture): void {
  picture.retire();
  map.getContainer().classList.remove("arriving");
  document.documentElement.classList.add("ready");
}

/** On paper show the whole and its legend, in the paper's own size; afterwards what was before. */
export function fitForPrint(map: L.Map, home: L.LatLngBounds): void {
  let before: { centre: L.LatLng; zoom: number; open: boolean } | null = null;
  matchMedia("print").addEventListener?.("change", ({ matches }) => {
    const legend = find<HTMLDetailsElement>("legend");
    if (matches) before = { centre: map.getCenter(), zoom: map.getZoom(), open: legend?.open ?? false };
    if (legend) legend.open = matches || Boolean(before?.open);
    map.invalidateSize({ animate: false });
    if (matches) map.fitBounds(home, { padding: [20, 20], animate: false });
    else if (before) map.setView(before.centre, before.zoom, { animate: false });
  });
}

/** A scale bar in the page's words; call what it returns after a change of language. */
export function addScale(map: L.Map): () => void {
  const bar = find("scale");
  const draw = (): void => {
    if (!bar) return;
    const { x, y } = map.getSize();
    const metres = map.distance(
      map.containerPointToLatLng([x / 2, y / 2]),
      map.containerPointToLatLng([x / 2 + SCALE_PX, y / 2]),
    );
    const round = roundLength(metres);
    bar.style.width = `${(SCALE_PX * round) / metres}px`;
    bar.textContent =
      round >= 1000 ? `${count(round / 1000)} ${word("kilometres")}` : `${count(round)} ${word("metres")}`;
  };
  map.on("zoomend moveend resize", draw);
  draw();
  return draw;
}

/** The greatest of 1, 2, 3, 5 times a power of ten that is not longer. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  const times = metres / power;
  return power * (times >= 5 ? 5 : times >= 3 ? 3 : times >= 2 ? 2 : 1);
}

/** The buttons that zoom; the page has them where its layout wants them. */
export function startZoom(map: L.Map): void {
  find("zoom-in")?.addEventListener("click", () => map.zoomIn());
  find("zoom-out")?.addEventListener("click", () => map.zoomOut());
}

/** The soft shadow and white paper that an outline lies on. */
export async function addGround(map: L.Map, rings: L.LatLngExpression[][], paper: string, steps: Steps): Promise<void> {
  const plain = { pane: "ground", interactive: false, smoothFactor: 0, fill: false };
  const coats: readonly L.PolylineOptions[] = [
    { className: "shade", color: "#1f2a30", opacity: 0.05, weight: 16 },
    { className: "shade", color: "#1f2a30", opacity: 0.08, weight: 9 },
    { stroke: false, fill: true, fillColor: paper, fillOpacity: 1 },
  ];
  await steps.each(coats, (coat) => L.polygon(rings, { ...plain, ...coat }).addTo(map));
}

/** Make a shape on the map a thing that keyboard and screen reader can reach. */
export function makeReachable(element: Element, label: string, act: () => void): void {
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", label);
  element.addEventListener("keydown", (event) => {
    const key = (event as KeyboardEvent).key;
    if (key !== "Enter" && key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}
