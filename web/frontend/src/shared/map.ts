// Leaflet, set up the same for every page. Nothing else here knows of pages.

import * as L from "leaflet";

import type { PictureView } from "./picture";
import { word } from "./words";

export interface BasemapSettings {
  readonly url: string;
  readonly attribution: string;
  readonly maxZoom: number;
}

export const OUTLINE = "#37474f";

/** Panes from below to above. */
const PANES: Readonly<Record<string, number>> = {
  ground: 390,
  areas: 410,
  lines: 430,
  chosen: 450,
  pins: 640,
  names: 650,
};

/** A map over an element, showing what the picture showed. */
export function makeMap(element: HTMLElement, view: PictureView | null, home: L.LatLngBounds): L.Map {
  L.Renderer.mergeOptions({ padding: 0.6 });
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomSnap: 0,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    minZoom: 5,
    maxZoom: 19,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
  });
  for (const [name, level] of Object.entries(PANES)) {
    const pane = map.createPane(name);
    pane.style.zIndex = String(level);
    if (name === "names" || name === "lines" || name === "chosen" || name === "ground") {
      pane.style.pointerEvents = "none";
    }
  }
  if (view) map.setView(view.centre, view.zoom, { animate: false });
  else map.fitBounds(home, { padding: [24, 24], animate: false });
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(map);
  return map;
}

/** Zoom buttons whose names follow the page's language. */
export function addZoom(map: L.Map): () => void {
  const control = L.control.zoom({ position: "bottomleft", zoomInText: "+", zoomOutText: "−" });
  control.addTo(map);
  const relabel = (): void => {
    const [zoomIn, zoomOut] = control.getContainer()?.querySelectorAll("a") ?? [];
    for (const [link, key] of [[zoomIn, "map.zoom_in"], [zoomOut, "map.zoom_out"]] as const) {
      link?.setAttribute("aria-label", word(key));
      link?.setAttribute("title", word(key));
    }
  };
  relabel();
  return relabel;
}

/** Tiles under everything. Their failure leaves the map as it is. */
export function addBasemap(map: L.Map, settings: BasemapSettings): L.TileLayer {
  L.control.attribution({ prefix: false }).addTo(map);
  const credit = document.createElement("span");
  credit.textContent = settings.attribution;
  return L.tileLayer(settings.url, {
    attribution: credit.innerHTML,
    maxZoom: settings.maxZoom,
    className: "basemap",
  }).addTo(map);
}

/** The soft shadow and white paper that an outline lies on. */
export function addGround(map: L.Map, rings: L.LatLngExpression[][], paper: string): L.LayerGroup {
  const plain = { pane: "ground", interactive: false, smoothFactor: 0, fill: false };
  return L.layerGroup([
    L.polygon(rings, { ...plain, color: "#1f2a30", opacity: 0.05, weight: 16 }),
    L.polygon(rings, { ...plain, color: "#1f2a30", opacity: 0.08, weight: 9 }),
    L.polygon(rings, { ...plain, stroke: false, fill: true, fillColor: paper, fillOpacity: 1 }),
  ]).addTo(map);
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
