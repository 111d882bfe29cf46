// Names of the villages on the map, as HTML over it.

import * as L from "leaflet";

import { h, symbol } from "../shared/dom";
import { latLngOf } from "../shared/grid";
import type { Form, Wish } from "../shared/labels";
import { textScale, textWidth } from "../shared/measure";
import { figures, nameOf, word } from "../shared/words";
import type { TambonData, Village } from "./data";

const NAME_PX = 14;
const MOO_PX = 12;
const BADGE_PX = 20;
/** The mark of a village without an outline, as chosen, and a little air. */
export const POINT_PX = 24;
const LINE = 1.3;
const PREFIX = /^(บ้าน|ban )(?=..)/i;

interface Size {
  readonly width: number;
  readonly height: number;
  readonly shortWidth: number;
  readonly shortHeight: number;
  readonly numberWidth: number;
  readonly numberHeight: number;
}

/** A name on the map: its element, and how much room each of its forms takes. */
export class VillageName {
  private readonly element = h("div", { class: "name-on-map", "aria-hidden": "true" });
  private readonly marker: L.Marker;
  private size: Size;

  constructor(
    readonly index: number,
    readonly village: Village,
    private readonly data: TambonData,
    layer: L.LayerGroup,
  ) {
    writeName(this.element, village);
    this.size = sizeOf(village);
    this.marker = L.marker(latLngOf(data.grid, village.at ?? [0, 0]), {
      pane: "names",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "name-anchor", html: this.element, iconSize: [0, 0] }),
    }).addTo(layer);
  }

  relabel(): void {
    writeName(this.element, this.village);
    this.size = sizeOf(this.village);
  }

  /** What it asks of the map at a zoom; `pixel` is a grid cell's size there. */
  wish(at: L.Point, pixel: number, first: boolean): Wish {
    const point = this.village.place === "point";
    return {
      id: this.index,
      x: at.x,
      y: at.y,
      room: point ? 0 : this.village.room * pixel,
      ...this.size,
      first,
      ...(point && { dot: POINT_PX / 2 }),
    };
  }

  /** The village's own place, in pixels of a zoom. */
  place(map: L.Map, zoom: number): L.Point {
    return map.project(latLngOf(this.data.grid, this.village.at ?? [0, 0]), zoom);
  }

  show(form: Form, at: L.LatLng, chosen: boolean): void {
    this.element.hidden = false;
    this.element.className = `name-on-map ${form}${chosen ? " chosen" : ""}`;
    this.marker.setLatLng(at);
  }

  hide(): void {
    this.element.hidden = true;
  }
}

function writeName(element: HTMLElement, village: Village): void {
  const newest = village.chosen[0];
  const badge = newest ? symbol(`badge-${newest.level}`) : null;
  badge?.setAttribute("data-designation-year", String(newest?.year));
  element.replaceChildren(
    ...(badge ? [badge] : []),
    h("span", {}, shortName(village)),
    h("small", {}, mooText(village)),
    h("b", {}, figures(String(village.moo || ""))),
  );
}

function shortName(village: Village): string {
  return nameOf({ th: village.name, en: village.en }).replace(PREFIX, "");
}

function mooText(village: Village): string {
  return village.moo ? word("moo.short", { n: village.moo }) : "";
}

/** Room that a name takes, as leaflet.css sets it: name, moo beneath, badge above. */
function sizeOf(village: Village): Size {
  const scale = textScale();
  const moo = mooText(village);
  const mooWidth = textWidth(moo, MOO_PX * scale);
  const badge = village.chosen.length ? BADGE_PX : 0;
  const [nameHigh, mooHigh] = [NAME_PX * scale * LINE, MOO_PX * scale * LINE];
  const number = figures(String(village.moo || ""));
  return {
    width: Math.max(textWidth(shortName(village), NAME_PX * scale, 600), mooWidth) + 6,
    height: nameHigh + (moo ? mooHigh : 0) + badge,
    shortWidth: moo ? mooWidth + 6 : 0,
    shortHeight: mooHigh + badge,
    numberWidth: number ? textWidth(number, MOO_PX * scale, 600) + 4 : 0,
    numberHeight: mooHigh,
  };
}
