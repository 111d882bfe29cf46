/** Pins with the standard symbols. */

import L from "leaflet";
import type { Session } from "../app/session";
import type { SymbolRow } from "../data";
import type { Pin } from "../drawing/drawing";
import { latLng } from "./leaflet_map";

const SVG = "http://www.w3.org/2000/svg";

/** A plain disc, for a place whose kind only its name tells. */
export const UNKNOWN_SHAPE = "M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22Z";

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
  add(row?.shape_d ?? UNKNOWN_SHAPE, row?.color ?? "#5b6a71", "symbol-shape");
  if (row) add(row.icon_d, row.glyph_color, "symbol-icon");
  return svg;
}

export class PinLayer {
  private readonly shown = new Map<string, { pin: Pin; readonly marker: L.Marker }>();

  constructor(private readonly map: L.Map) {}

  draw(session: Session): void {
    const alive = new Set(session.drawing.pins.map(({ id }) => id));
    for (const [id, { marker }] of this.shown) {
      if (alive.has(id)) continue;
      marker.remove();
      this.shown.delete(id);
    }
    for (const pin of session.drawing.pins) this.drawPin(session, pin);
    for (const [id, { marker }] of this.shown) {
      marker.getElement()?.classList.toggle("chosen", session.view.chosen?.id === id);
    }
  }

  private drawPin(session: Session, pin: Pin): void {
    const old = this.shown.get(pin.id);
    if (old?.pin === pin) return;
    old?.marker.remove();
    const words = document.createElement("div");
    words.append(symbolElement(session.data.symbols[pin.kind], 28));
    const name = document.createElement("span");
    name.textContent = pin.name;
    words.append(name);
    const icon = L.divIcon({ className: "pin", html: words, iconSize: [28, 28] });
    const marker = L.marker(latLng(pin.at), { icon, interactive: false, keyboard: false });
    this.shown.set(pin.id, { pin, marker: marker.addTo(this.map) });
  }
}
