// Names of amphoes, tambons and villages: the amphoes' always, the others' where a nearer view has
// room for them in their own area.

import * as L from "leaflet";

import { h } from "../shared/dom";
import { cellOf, latLngOf } from "../shared/grid";
import { type Box, type Placed, placeLabels, type Wish } from "../shared/labels";
import { textScale, textWidth } from "../shared/measure";
import { insideRings } from "../shared/path";
import type { Rings } from "../shared/picture";
import { nameOf, word } from "../shared/words";
import type { ProvinceData } from "./data";

const SIZES = { amphoe: 14, tambon: 13, village: 12 } as const;
const SMALL_PX = 11;
const LINE = 1.35;
/** A tambon or village is named when this share of the name fits across it. */
const ROOM_SHARE = { amphoe: 0.22, tambon: 0.36, village: 0.3 } as const;
/** How many marks of villages' names a slow phone is asked to make. */
const MOST = 160;

type Level = keyof typeof SIZES;

interface Named {
  readonly level: Level;
  readonly name: () => string;
  readonly at: L.LatLng;
  /** Radius of the widest circle in it, in cells. */
  readonly room: number;
  readonly rings?: Rings;
}

export class PlaceNames {
  private readonly shown = L.layerGroup();
  private readonly labels = new Map<number, { marker: L.Marker; element: HTMLElement }>();
  private readonly places: Named[] = [];

  constructor(
    private readonly map: L.Map,
    private readonly data: ProvinceData,
    svg: SVGSVGElement,
    amphoes: ReadonlyMap<string, Rings>,
  ) {
    this.shown.addTo(map);
    for (const amphoe of data.amphoes) {
      this.add(svg, `[data-amphoe-code="${amphoe.code}"]`, "amphoe", () => nameOf(amphoe), amphoes.get(amphoe.code));
    }
    for (const tambon of data.tambons) {
      this.add(svg, `[data-tambon-code="${tambon.code}"]`, "tambon", () => nameOf(tambon));
    }
    for (const [code, [th, en, moo]] of Object.entries(data.villages)) {
      const name = (): string => [nameOf({ th, en }), moo ? word("moo.short", { n: moo }) : ""].join(" ");
      this.add(svg, `[data-village-code="${code}"]`, "village", name);
    }
  }

  /** Place them for the present view; the room that they take. */
  place(): Box[] {
    const zoom = this.map.getZoom();
    const view = this.map.getBounds().pad(0.15);
    const pixel = (2 ** zoom * 256 * this.data.grid.cell) / (2 * Math.PI * 6378137);
    const wishes = this.places
      .flatMap((place, id) => (view.contains(place.at) ? (this.wish(place, id, zoom, pixel) ?? []) : []))
      .sort((a, b) => Number(b.first) - Number(a.first) || b.room - a.room)
      .slice(0, MOST);
    const { placed, boxes } = placeLabels(
      wishes.map((wish) => ({ ...wish, first: false })),
      [],
    );
    this.show(placed, zoom);
    return boxes;
  }

  relabel(): void {
    for (const [id, { element }] of this.labels) element.textContent = this.places[id]?.name() ?? "";
  }

  private wish({ level, name, at, room, rings }: Named, id: number, zoom: number, pixel: number): Wish | null {
    const scale = textScale();
    const text = name();
    const width = textWidth(text, SIZES[level] * scale, 600) + 6;
    const amphoe = level === "amphoe";
    if (!amphoe && room * pixel < width * ROOM_SHARE[level]) return null;
    const { x, y } = this.map.project(at, zoom);
    return {
      id,
      x,
      y,
      // An amphoe goes before what lies in it.
      room: room * pixel,
      width,
      height: SIZES[level] * scale * LINE,
      shortWidth: 0,
      shortHeight: 0,
      first: amphoe,
      ...(amphoe && {
        numberWidth: textWidth(text, SMALL_PX * scale, 600) + 4,
        numberHeight: SMALL_PX * scale * LINE,
        own: (px: number, py: number) => this.isIn(rings, px, py, zoom),
      }),
    };
  }

  private isIn(rings: Rings | undefined, x: number, y: number, zoom: number): boolean {
    const { lat, lng } = this.map.unproject(L.point(x, y), zoom);
    return insideRings(rings ?? [], cellOf(this.data.grid, [lat, lng]));
  }

  private show(placed: readonly Placed[], zoom: number): void {
    const wanted = new Map(placed.map((label) => [label.id, label]));
    for (const [id, { marker }] of this.labels) {
      if (wanted.has(id)) continue;
      marker.remove();
      this.labels.delete(id);
    }
    for (const { id, x, y, form } of placed) {
      const { marker, element } = this.labels.get(id) ?? this.make(id);
      element.classList.toggle("small", form === "number");
      marker.setLatLng(this.map.unproject(L.point(x, y), zoom));
    }
  }

  private make(id: number): { marker: L.Marker; element: HTMLElement } {
    const place = this.places[id] as Named;
    const element = h("div", { class: `name-on-map ${place.level}`, "aria-hidden": "true" }, place.name());
    const marker = L.marker(place.at, {
      pane: "names",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "name-anchor", html: element, iconSize: [0, 0] }),
    }).addTo(this.shown);
    this.labels.set(id, { marker, element });
    return { marker, element };
  }

  /** Where the picture says that a name stands. */
  private add(svg: SVGSVGElement, selector: string, level: Level, name: () => string, rings?: Rings): void {
    const at = svg.querySelector<SVGPathElement>(selector)?.dataset.label?.split(" ").map(Number);
    if (!at || at.length < 3) return;
    const [x = 0, y = 0, room = 0] = at;
    const place = { level, name, at: L.latLng(latLngOf(this.data.grid, [x, y])), room };
    this.places.push(rings ? { ...place, rings } : place);
  }
}
