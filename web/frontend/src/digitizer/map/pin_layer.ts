/** Pins with the standard symbols. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import type { SymbolRow } from "../data";
import { difference } from "../drawing/change";
import type { Pin } from "../drawing/drawing";
import { textWidth } from "../../shared/measure";
import { latLng, toPixels } from "./leaflet_map";
import { PIN_NAME, PIN_PX, type Look, type Standing } from "./pin_looks";

const SVG = "http://www.w3.org/2000/svg";

/** A plain disc, for a place whose kind only its name tells. */
export const UNKNOWN_SHAPE = "M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22Z";

export const UNKNOWN_COLOR = "#5b6a71";

/** A symbol of the legend as an element, in its box of 24 units. */
export function symbolElement(row: SymbolRow | undefined, size: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  const add = (d: string, fill: string, className: string): void => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    path.setAttribute("fill", fill);
    path.setAttribute("class", className);
    svg.append(path);
  };
  add(row?.shape_d ?? UNKNOWN_SHAPE, row?.color ?? UNKNOWN_COLOR, "symbol-shape");
  if (row) add(row.icon_d, row.glyph_color, "symbol-icon");
  return svg;
}

interface Shown {
  readonly pin: Pin;
  readonly marker: L.Marker;
}

export class PinLayer {
  private readonly shown = new Map<string, Shown>();
  private drawn: readonly Pin[] = [];
  private chosen = "";

  constructor(private readonly map: L.Map) {
    map.createPane("pins").style.zIndex = "610";
  }

  draw(session: Session): void {
    const { pins } = session.drawing;
    const { fresh, gone } = difference(this.drawn, pins);
    for (const id of gone) this.take(id);
    for (const pin of fresh) this.drawPin(session, pin);
    this.drawn = pins;
    const chosen = session.view.chosen?.id ?? "";
    this.elementOf(this.chosen)?.classList.remove("chosen");
    this.elementOf(chosen)?.classList.add("chosen");
    this.chosen = chosen;
  }

  private elementOf(id: string): HTMLElement | undefined {
    return this.shown.get(id)?.marker.getElement();
  }

  private take(id: string): void {
    this.shown.get(id)?.marker.remove();
    this.shown.delete(id);
  }

  /** Where the pins stand, in pixels of the map's zoom, in the order that {@link show} takes. */
  standing(chosen: string | null): Standing[] {
    return [...this.shown.values()].map(({ pin }) => {
      const { x, y } = toPixels(this.map, pin.at);
      const width = pin.name ? textWidth(pin.name, PIN_NAME.size) : 0;
      return { x, y, width, chosen: pin.id === chosen };
    });
  }

  show(looks: readonly Look[]): void {
    [...this.shown.values()].forEach(({ marker }, i) => {
      const classes = marker.getElement()?.classList;
      const { look, named } = looks[i] ?? { look: "waiting", named: false };
      classes?.toggle("dot", look === "dot");
      classes?.toggle("waiting", look === "waiting");
      classes?.toggle("named", named);
    });
  }

  private drawPin(session: Session, pin: Pin): void {
    this.shown.get(pin.id)?.marker.remove();
    const row = session.data.symbols[pin.kind];
    const words = document.createElement("div");
    words.style.color = row?.color ?? UNKNOWN_COLOR;
    words.append(symbolElement(row, PIN_PX));
    const name = document.createElement("span");
    name.textContent = pin.name;
    words.append(name);
    const icon = L.divIcon({ className: "pin", html: words, iconSize: [PIN_PX, PIN_PX] });
    const quiet = { pane: "pins", interactive: false, keyboard: false };
    const marker = L.marker(latLng(pin.at), { ...quiet, icon }).addTo(this.map);
    this.shown.set(pin.id, { pin, marker });
  }
}
