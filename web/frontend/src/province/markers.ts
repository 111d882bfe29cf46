// Designations on the map: a star or a disc for one, a count for several, each tied to its true
// place by a dot; those of other years are grey dots. Placed anew at every view.

import * as L from "leaflet";

import { h, s } from "../shared/dom";
import { Feet, type Foot } from "../shared/feet";
import { latLngOf } from "../shared/grid";
import { around, type Box, meets } from "../shared/labels";
import { hasThumbs } from "../shared/layout";
import { makeReachable } from "../shared/map";
import { type Group, placeMarkers } from "../shared/marker_places";
import { textScale, textWidth } from "../shared/measure";
import { figures, word } from "../shared/words";
import { answers, type Choice, counted, type ProvinceData, type Row } from "./data";
import type { PlaceNames } from "./place_names";

const STAR = "M0-12 3.5-4.9 11.4-3.7 5.7 1.9 7.1 9.7 0 6-7.1 9.7-5.7 1.9-11.4-3.7-3.5-4.9z";
const MARK_PX = 24;
const TOUCH_PX = 44;
const MOUSE_PX = 28;
const NAMED_AT_MOST = 24;
const NAME_PX = 13;
const LINE = 1.35;

interface Mark {
  readonly row: Row;
  readonly at: L.LatLng;
}

interface Shown {
  readonly marker: L.Marker;
  readonly name: HTMLElement;
}

export interface MarkerEvents {
  readonly one: (row: Row) => void;
  readonly several: (rows: readonly Row[]) => void;
}

export function rowName(row: Row): string {
  const moo = row.moo ? ` ${word("moo.n", { n: row.moo })}` : "";
  return `${row.name}${moo}`;
}

export function rowTitle(row: Row): string {
  const level = word(`level.${row.level}`);
  return `${rowName(row)}, ${row.tambon}, ${row.amphoe}, ${level} ${figures(String(row.year))}`;
}

export class Markers {
  readonly shown = L.layerGroup();
  private readonly marks: Mark[];
  private readonly markers = new Map<string, Shown>();
  private readonly feet: Feet;
  private choice: Choice = { year: 0, amphoe: "", level: "" };

  constructor(
    private readonly map: L.Map,
    private readonly data: ProvinceData,
    private readonly names: PlaceNames,
    private readonly inside: (at: L.LatLng) => boolean,
    private readonly events: MarkerEvents,
  ) {
    this.shown.addTo(map);
    this.feet = new Feet(map, "feet");
    this.marks = counted(data.rows).flatMap((row) =>
      row.at ? [{ row, at: L.latLng(latLngOf(data.grid, row.at)) }] : [],
    );
    map.on("zoomend moveend resize viewreset", () => this.place());
    map.on("layeradd layerremove", ({ layer }) => {
      if (layer === this.shown) this.place();
    });
  }

  /** Show a choice: its markers in colour, those of other years grey. */
  choose(choice: Choice): void {
    this.choice = choice;
    this.forget();
    this.place();
  }

  relabel(): void {
    this.names.relabel();
    this.forget();
    this.place();
  }

  private forget(): void {
    for (const { marker } of this.markers.values()) marker.remove();
    this.markers.clear();
  }

  private place(): void {
    const taken = this.names.place();
    const zoom = this.map.getZoom();
    if (!this.map.hasLayer(this.shown)) {
      this.feet.draw([]);
      return;
    }
    const chosen = this.marks.filter(({ row }) => answers(row, this.choice));
    const places = chosen.map(({ row, at }) => {
      const { x, y } = this.map.project(at, zoom);
      return { x, y, rank: (row.level === "province" ? 0 : 10000) - row.year };
    });
    const room = hasThumbs() ? TOUCH_PX : MOUSE_PX;
    const groups = placeMarkers(places, taken, {
      size: MARK_PX,
      room,
      inside: (x, y) => this.inside(this.map.unproject(L.point(x, y), zoom)),
    });
    this.show(groups, chosen, room, zoom);
    this.placeNames(groups, chosen, taken);
    this.feet.draw([...this.others(zoom), ...this.feetOf(groups, chosen, places)]);
  }

  private color(row: Row): string {
    return this.data.years.find(({ year }) => year === row.year)?.color ?? "";
  }

  /** Those of other years, amphoes and levels: where they are, and no more. */
  private others(zoom: number): Foot[] {
    return this.marks
      .filter(({ row }) => !answers(row, this.choice))
      .map(({ row, at }) => {
        const { x, y } = this.map.project(at, zoom);
        return { x, y, color: this.data.otherYear, data: { ...dataOf(row), class: "other" } };
      });
  }

  private feetOf(
    groups: readonly Group[],
    chosen: readonly Mark[],
    places: readonly { x: number; y: number }[],
  ): Foot[] {
    return groups.flatMap(({ x, y, members }) =>
      members.flatMap((i) => {
        const [mark, place] = [chosen[i], places[i]];
        if (!mark || !place) return [];
        const marker = { x, y, radius: MARK_PX / 2, shared: members.length > 1 };
        return [{ ...place, color: this.color(mark.row), data: dataOf(mark.row), marker }];
      }),
    );
  }

  private show(groups: readonly Group[], chosen: readonly Mark[], room: number, zoom: number): void {
    const wanted = new Set<string>();
    for (const { x, y, members } of groups) {
      const rows = members.flatMap((i) => chosen[i]?.row ?? []);
      const key = `${room}: ${rows.map(({ row }) => row).join(" ")}`;
      wanted.add(key);
      const at = this.map.unproject(L.point(x, y), zoom);
      const known = this.markers.get(key);
      if (known) known.marker.setLatLng(at);
      else this.markers.set(key, this.make(rows, at, room));
    }
    for (const [key, { marker }] of this.markers) {
      if (wanted.has(key)) continue;
      marker.remove();
      this.markers.delete(key);
    }
  }

  private make(rows: readonly Row[], at: L.LatLng, room: number): Shown {
    const [first] = rows;
    const one = rows.length === 1;
    const name = h(
      "span",
      { class: "row-name right", "aria-hidden": "true" },
      one && first ? first.name.replace(/^บ้าน(?=..)/, "") : "",
    );
    const sign = one && first ? this.sign(first) : h("span", { class: "count" }, figures(String(rows.length)));
    const marker = L.marker(at, {
      pane: "pins",
      bubblingMouseEvents: false,
      icon: L.divIcon({ className: "mark", html: h("div", {}, sign, name), iconSize: [room, room] }),
    }).addTo(this.shown);
    const element = marker.getElement();
    if (element && first) {
      const label = one
        ? rowTitle(first)
        : `${word("count.villages", { n: rows.length })}: ${rows.map(rowName).join(", ")}`;
      element.dataset.rows = rows.map(({ row }) => row).join(" ");
      element.title = label;
      const act = (): void => (one ? this.events.one(first) : this.events.several(rows));
      makeReachable(element, label, act);
      marker.on("click", act);
    }
    return { marker, name };
  }

  private sign(row: Row): SVGSVGElement {
    const look = row.place === "tambon" ? "rough" : "sure";
    const drawing =
      row.level === "province"
        ? s("path", { d: STAR, class: look })
        : s("circle", { r: look === "rough" ? 7 : 8.5, class: look });
    const svg = s("svg", { viewBox: "-13 -13 26 26", "aria-hidden": "true" }, drawing);
    svg.style.color = this.color(row);
    return svg;
  }

  /** Names beside the markers of a choice, to the right or left, above or below. */
  private placeNames(groups: readonly Group[], chosen: readonly Mark[], taken: readonly Box[]): void {
    const few = chosen.length <= NAMED_AT_MOST || this.map.getZoom() > 11;
    const marks = groups.map(({ x, y }) => around(x, y, MARK_PX, MARK_PX));
    const boxes: Box[] = [...taken];
    const view = this.map.getPixelBounds();
    const [low, high] = [view.min ?? L.point(0, 0), view.max ?? L.point(0, 0)];
    const size = NAME_PX * textScale();
    [...this.markers.values()].forEach(({ name }) => {
      name.hidden = true;
    });
    groups.forEach(({ x, y, members }, i) => {
      const row = members.length === 1 ? chosen[members[0] ?? 0]?.row : undefined;
      const name = row && this.nameOf(row);
      if (!few || !name) return;
      const free = sides(x, y, textWidth(name.textContent ?? "", size, 600) + 6, size * LINE).find(
        ([, box]) =>
          box.left > low.x &&
          box.right < high.x &&
          !boxes.some((other) => meets(box, other)) &&
          !marks.some((other, j) => j !== i && meets(box, other)),
      );
      if (!free) return;
      name.hidden = false;
      name.className = `row-name ${free[0]}`;
      boxes.push(free[1]);
    });
  }

  private nameOf(row: Row): HTMLElement | undefined {
    const room = hasThumbs() ? TOUCH_PX : MOUSE_PX;
    return this.markers.get(`${room}: ${row.row}`)?.name;
  }
}

function dataOf(row: Row): Record<string, string> {
  return { "data-designation-year": String(row.year), "data-row": String(row.row) };
}

function sides(x: number, y: number, width: number, height: number): readonly (readonly [string, Box])[] {
  const side = MARK_PX / 2 + 3;
  return [
    ["right", around(x + side + width / 2, y, width, height)],
    ["left", around(x - side - width / 2, y, width, height)],
    ["above", around(x, y - side - height / 2, width, height)],
    ["below", around(x, y + side + height / 2, width, height)],
  ];
}
