// Names of villages and symbols of landmarks, placed anew at every zoom so that none overlap.

import * as L from "leaflet";

import { h, symbol } from "../shared/dom";
import { latLngOf } from "../shared/grid";
import { around, type Box, type PinLook, placeLabels, placePins, type Wish } from "../shared/labels";
import { makeReachable, setReachable } from "../shared/map";
import { textWidth } from "../shared/measure";
import type { Steps } from "../shared/steps";
import { nameOf, word } from "../shared/words";
import type { Landmark, TambonData, Village } from "./data";

const PIN_PX = 28;
const DOT_PX = 12;
const NAME_PX = 14;
const MOO_PX = 12;
const BADGE_PX = 20;
/** The mark of a village without an outline, as chosen, and a little air. */
const POINT_PX = 24;
const LINE = 1.3;
/** What is left around the tambon on a phone. */
const EDGE_PX = 10;
const PREFIX = /^(บ้าน|ban )(?=..)/i;

/** What a landmark is called, with its kind. */
export function landmarkName(data: TambonData, landmark: Landmark): string {
  const kind = data.kinds[landmark.kind];
  const name = landmark.name ?? word("landmark.unnamed");
  return kind ? `${name} (${nameOf(kind)})` : name;
}

interface Name {
  readonly index: number;
  readonly village: Village;
  readonly marker: L.Marker;
  readonly element: HTMLElement;
  /** Measured in the language of the page. */
  size: Size;
}

interface Pin {
  readonly landmark: Landmark;
  readonly marker: L.Marker;
  readonly element: HTMLElement;
}

export class NamesAndPins {
  readonly namesShown = L.layerGroup();
  readonly pinsShown = L.layerGroup();
  private readonly names: Name[] = [];
  private readonly pins: Pin[] = [];
  private chosen: number | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly data: TambonData,
    /** The whole of what is shown: at home it fills the screen, and a name past it is cut. */
    private readonly whole: L.LatLngBounds,
    private readonly onLandmark: (index: number) => void,
  ) {}

  /** Make them all, step by step; `place` then puts them where they stand. */
  async draw(steps: Steps): Promise<void> {
    this.namesShown.addTo(this.map);
    this.pinsShown.addTo(this.map);
    await steps.each(this.data.villages.entries(), ([i, village]) => this.addName(village, i));
    await steps.each(this.data.landmarks.entries(), ([i, landmark]) => this.addPin(landmark, i));
    this.map.on("zoomend resize", () => this.place());
  }

  /** Where a landmark stands. */
  placeOf(index: number): L.LatLng | null {
    const landmark = this.data.landmarks[index];
    return landmark?.at ? L.latLng(latLngOf(this.data.grid, landmark.at)) : null;
  }

  choose(index: number | null): void {
    this.chosen = index;
    this.place();
  }

  /** Write the names anew (the language changed) and place them. */
  relabel(): void {
    for (const name of this.names) {
      writeName(name.element, name.village);
      name.size = sizeOf(name.village);
    }
    for (const pin of this.pins) {
      pin.element.setAttribute("aria-label", landmarkName(this.data, pin.landmark));
      pin.element.title = landmarkName(this.data, pin.landmark);
    }
    this.place();
  }

  /** Choose what shows where at the present zoom. */
  place(): void {
    const zoom = this.map.getZoom();
    const pixel = this.pixelsPerCell();
    const pinsOn = this.map.hasLayer(this.pinsShown);
    const at = this.pins.map((pin) => this.map.project(pin.marker.getLatLng(), zoom));
    const obstacles = [
      ...(pinsOn ? at.map((p) => around(p.x, p.y, PIN_PX, PIN_PX)) : []),
      ...this.dots(zoom),
    ];
    const namesOn = this.map.hasLayer(this.namesShown);
    const { placed, boxes } = placeLabels(
      namesOn ? this.names.map((name) => this.wish(name, zoom, pixel)) : [],
      obstacles,
      { frame: this.frame(zoom) },
    );
    const byIndex = new Map(placed.map((label) => [label.id, label]));
    for (const name of this.names) {
      const label = byIndex.get(name.index);
      name.element.classList.toggle("waiting", !label);
      name.element.hidden = !label;
      if (!label) continue;
      name.element.classList.toggle("short", label.short);
      name.element.classList.toggle("chosen", name.index === this.chosen);
      name.marker.setLatLng(this.map.unproject(L.point(label.x, label.y), zoom));
    }
    const looks = placePins(
      this.pins.map((pin, i) => ({
        x: at[i]?.x ?? 0,
        y: at[i]?.y ?? 0,
        rank: -(this.data.kinds[pin.landmark.kind]?.order ?? 0),
      })),
      boxes,
      PIN_PX,
      DOT_PX,
    );
    this.pins.forEach((pin, i) => show(pin, looks[i] ?? "waiting"));
  }

  /** The marks of villages that have no outline: names rather leave them free. */
  private dots(zoom: number): Box[] {
    return this.names
      .filter(({ village }) => village.place === "point")
      .map(({ village }) => {
        const at = this.map.project(latLngOf(this.data.grid, village.at ?? [0, 0]), zoom);
        return around(at.x, at.y, POINT_PX - 8, POINT_PX - 8);
      });
  }

  private frame(zoom: number): Box {
    const a = this.map.project(this.whole.getNorthWest(), zoom);
    const b = this.map.project(this.whole.getSouthEast(), zoom);
    return { left: a.x - EDGE_PX, top: a.y - EDGE_PX, right: b.x + EDGE_PX, bottom: b.y + EDGE_PX };
  }

  private pixelsPerCell(): number {
    const { grid } = this.data;
    const a = this.map.project(latLngOf(grid, [0, 0]));
    const b = this.map.project(latLngOf(grid, [1000, 0]));
    return (b.x - a.x) / 1000;
  }

  private wish(name: Name, zoom: number, pixel: number): Wish {
    const place = this.map.project(latLngOf(this.data.grid, name.village.at ?? [0, 0]), zoom);
    const { width, height, shortWidth, shortHeight } = name.size;
    const point = name.village.place === "point";
    return {
      id: name.index,
      x: place.x,
      y: place.y,
      room: point ? 0 : name.village.room * pixel,
      width,
      height,
      shortWidth,
      shortHeight,
      first: name.index === this.chosen,
      ...(point && { dot: POINT_PX / 2 }),
    };
  }

  private addName(village: Village, index: number): void {
    if (!village.at) return;
    const element = h("div", { class: "name-on-map", "aria-hidden": "true" });
    writeName(element, village);
    const marker = L.marker(latLngOf(this.data.grid, village.at), {
      pane: "names",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "name-anchor", html: element, iconSize: [0, 0] }),
    }).addTo(this.namesShown);
    this.names.push({ index, village, marker, element, size: sizeOf(village) });
  }

  private addPin(landmark: Landmark, index: number): void {
    if (!landmark.at) return;
    const color = this.data.kinds[landmark.kind]?.color ?? "";
    const marker = L.marker(latLngOf(this.data.grid, landmark.at), {
      pane: "pins",
      bubblingMouseEvents: false,
      icon: L.divIcon({
        className: "pin",
        html: symbol(`symbol-${landmark.kind}`) as unknown as HTMLElement,
        iconSize: [30, 30],
      }),
    }).addTo(this.pinsShown);
    const element = marker.getElement();
    if (!element) return;
    const act = (): void => this.onLandmark(index);
    element.setAttribute("data-landmark-kind", landmark.kind);
    element.title = landmarkName(this.data, landmark);
    element.style.color = color;
    makeReachable(element, landmarkName(this.data, landmark), act);
    marker.on("click", act);
    this.pins.push({ landmark, marker, element });
  }
}

/** A dot or what waits is too small to hit: the lists and a nearer view lead to it. */
function show(pin: Pin, look: PinLook): void {
  setReachable(pin.element, look === "symbol");
  pin.element.classList.toggle("dot", look === "dot");
  pin.element.classList.toggle("waiting", look === "waiting");
}

function writeName(element: HTMLElement, village: Village): void {
  const newest = village.chosen[0];
  const badge = newest ? symbol(`badge-${newest.level}`) : null;
  badge?.setAttribute("data-designation-year", String(newest?.year));
  element.replaceChildren(
    ...(badge ? [badge] : []),
    h("span", {}, shortName(village)),
    h("small", {}, mooText(village)),
  );
}

function shortName(village: Village): string {
  return nameOf({ th: village.name, en: village.en }).replace(PREFIX, "");
}

function mooText(village: Village): string {
  return village.moo ? word("moo.short", { n: village.moo }) : "";
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly shortWidth: number;
  readonly shortHeight: number;
}

/** Room that a name takes, as leaflet.css sets it: name, moo beneath, badge above. */
function sizeOf(village: Village): Size {
  const moo = mooText(village);
  const mooWidth = textWidth(moo, MOO_PX);
  const badge = village.chosen.length ? BADGE_PX : 0;
  return {
    width: Math.max(textWidth(shortName(village), NAME_PX, 600), mooWidth) + 6,
    height: NAME_PX * LINE + (moo ? MOO_PX * LINE : 0) + badge,
    shortWidth: moo ? mooWidth + 6 : 0,
    shortHeight: MOO_PX * LINE + badge,
  };
}
