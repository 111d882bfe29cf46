/** Pins with the standard symbols; an element each while few are in view, else on one sheet. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import type { SymbolRow } from "../data";
import { difference } from "../drawing/change";
import { lookOf } from "../drawing/remark";
import type { Pin } from "../drawing/drawing";
import { textWidth } from "../../shared/measure";
import { latLng, toPixels } from "./leaflet_map";
import { PinCrowd } from "./pin_crowd";
import { PIN_NAME, PIN_PX, type Look, type Standing } from "./pin_looks";
import { symbolElement, UNKNOWN_COLOR } from "../marks/symbol";

/** So many pins all have an element; where more are in view, all but the chosen one are painted. */
const MOST_ELEMENTS = 250;

/** Of a pin that was just put or changed, until room has been made: it has an element meanwhile. */
const FRESH: Look = { look: "symbol", named: false };

interface Shown {
  readonly pin: Pin;
  /** Its place in pixels of the zoom 0. */
  readonly x: number;
  readonly y: number;
  readonly row: SymbolRow | undefined;
  /** How wide its name is, once that was asked for: measuring many takes long. */
  width?: number;
  look: Look;
  marker: L.Marker | null;
}

export class PinLayer {
  private readonly shown = new Map<string, Shown>();
  private readonly crowd: PinCrowd;
  /** Those of them that have an element. */
  private readonly elements = new Set<Shown>();
  private drawn: readonly Pin[] = [];
  private chosen = "";

  constructor(private readonly map: L.Map) {
    map.createPane("pins").style.zIndex = "610";
    this.crowd = new PinCrowd(map);
    map.on("moveend", () => this.fill(true));
  }

  draw(session: Session): void {
    const { pins } = session.drawing;
    const chosen = session.view.chosen?.id ?? "";
    if (pins === this.drawn && chosen === this.chosen) return;
    const { fresh, gone } = difference(this.drawn, pins);
    const other = [...gone, ...fresh.map(({ id }) => id)].some((id) => this.shown.get(id)?.marker === null);
    for (const id of gone) this.take(id);
    for (const pin of fresh) this.put(pin, lookOf(session.data.symbols, pin));
    this.drawn = pins;
    this.chosen = chosen;
    // A new pin lies over the sheet and is painted with the next looks: one more costs no painting of all.
    this.fill(other || fresh.length > MOST_ELEMENTS);
  }

  /** Where the pins stand, in pixels of the map's zoom, in the order that {@link show} takes. */
  standing(): Standing[] {
    const scale = this.scale();
    return [...this.shown.values()].map((one) => ({
      x: one.x * scale,
      y: one.y * scale,
      get width() {
        return (one.width ??= one.pin.name ? textWidth(one.pin.name, PIN_NAME.size) : 0);
      },
      chosen: one.pin.id === this.chosen,
    }));
  }

  show(looks: readonly Look[]): void {
    let i = 0;
    for (const one of this.shown.values()) one.look = looks[i++] ?? FRESH;
    this.fill(true);
  }

  private scale(): number {
    return this.map.getZoomScale(this.map.getZoom(), 0);
  }

  private take(id: string): void {
    const one = this.shown.get(id);
    if (one) this.withoutElement(one);
    this.shown.delete(id);
  }

  private put(pin: Pin, row: SymbolRow | undefined): void {
    const before = this.shown.get(pin.id);
    if (before) this.withoutElement(before);
    const { x, y } = toPixels(this.map, pin.at, 0);
    this.shown.set(pin.id, { pin, x, y, row, look: FRESH, marker: null });
  }

  /** Gives elements or paint to what is in view and has room, and takes them from the rest. */
  private fill(repaint: boolean): void {
    const near = new Set(this.visible());
    const crowded = near.size > MOST_ELEMENTS;
    const fresh = [...near].filter(({ look }) => look === FRESH);
    const few = new Set(fresh.length > MOST_ELEMENTS ? [] : fresh);
    const isElement = (one: Shown): boolean =>
      near.has(one) && (!crowded || few.has(one) || one.pin.id === this.chosen);
    for (const one of this.elements) if (!isElement(one)) this.withoutElement(one);
    const painted: Shown[] = [];
    for (const one of near) {
      if (isElement(one)) this.withElement(one);
      else painted.push(one);
    }
    if (!repaint) return;
    const scale = this.scale();
    this.crowd.show(
      painted.map(({ pin, row, x, y, look: { look, named } }) => {
        return { x: x * scale, y: y * scale, row, dot: look === "dot", name: named ? pin.name : "" };
      }),
    );
  }

  /** The pins that have room; of more than may have an element only those in view. */
  private visible(): Shown[] {
    const all = [...this.shown.values()].filter(({ look, pin }) => look.look !== "waiting" || pin.id === this.chosen);
    if (all.length <= MOST_ELEMENTS) return all;
    const { min, max } = this.crowd.ground();
    const scale = this.scale();
    const [west, north, east, south] = [min.x / scale, min.y / scale, max.x / scale, max.y / scale];
    return all.filter(({ x, y }) => x >= west && x <= east && y >= north && y <= south);
  }

  private withElement(one: Shown): void {
    one.marker ??= this.newMarker(one);
    this.elements.add(one);
    const classes = one.marker.getElement()?.classList;
    classes?.toggle("dot", one.look.look === "dot");
    classes?.toggle("named", one.look.named);
    classes?.toggle("chosen", one.pin.id === this.chosen);
  }

  private withoutElement(one: Shown): void {
    one.marker?.remove();
    one.marker = null;
    this.elements.delete(one);
  }

  private newMarker({ pin, row }: Shown): L.Marker {
    const words = document.createElement("div");
    words.style.color = row?.color ?? UNKNOWN_COLOR;
    words.append(symbolElement(row, PIN_PX));
    const name = document.createElement("span");
    name.textContent = pin.name;
    words.append(name);
    const icon = L.divIcon({ className: "pin", html: words, iconSize: [PIN_PX, PIN_PX] });
    const quiet = { pane: "pins", interactive: false, keyboard: false };
    return L.marker(latLng(pin.at), { ...quiet, icon }).addTo(this.map);
  }
}
