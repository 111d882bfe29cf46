// Designations on the map: a star or a disc in its year's colour, the rest grey; with names
// where there is room. Placed anew at every zoom.

import * as L from "leaflet";

import { h, s } from "../shared/dom";
import { latLngOf } from "../shared/grid";
import { around, type Box, meets, placeLabels } from "../shared/labels";
import { makeReachable } from "../shared/map";
import { textWidth } from "../shared/measure";
import { spread } from "../shared/spread";
import type { Steps } from "../shared/steps";
import { figures, nameOf, word } from "../shared/words";
import { answers, type Choice, counted, type ProvinceData, type Row } from "./data";

const STAR =
  "M0-12 3.5-4.9 11.4-3.7 5.7 1.9 7.1 9.7 0 6-7.1 9.7-5.7 1.9-11.4-3.7-3.5-4.9z";
const CHOSEN_PX = 22;
const OTHER_PX = 10;
const NAMED_AT_MOST = 24;
const NAME_PX = 13;
const AMPHOE_PX = 14;
const LINE = 1.35;

interface Mark {
  readonly row: Row;
  readonly marker: L.Marker;
  readonly element: HTMLElement;
  readonly name: HTMLElement;
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
  private readonly marks: Mark[] = [];
  private readonly amphoes: { label: HTMLElement; marker: L.Marker; room: number; index: number }[] = [];
  private choice: Choice = { year: 0, amphoe: "", level: "" };

  constructor(
    private readonly map: L.Map,
    private readonly data: ProvinceData,
    private readonly amphoeLabels: readonly {
      readonly index: number;
      readonly at: L.LatLng;
      readonly room: number;
    }[],
    private readonly onRow: (row: Row) => void,
  ) {}

  /** Make them all, step by step; `choose` then puts them where they stand. */
  async draw(steps: Steps): Promise<void> {
    this.shown.addTo(this.map);
    await steps.each(this.amphoeLabels, ({ index, at, room }) => this.addAmphoe(index, at, room));
    await steps.each(counted(this.data.rows), (row) => this.add(row));
    this.map.on("zoomend resize", () => this.place());
  }

  /** Show a choice: its markers in colour, those of other years grey. */
  choose(choice: Choice): void {
    this.choice = choice;
    for (const mark of this.marks) {
      const on = answers(mark.row, choice);
      const color = this.data.years.find((y) => y.year === mark.row.year)?.color ?? "";
      mark.element.style.color = on ? color : this.data.otherYear;
      mark.element.classList.toggle("other", !on);
      mark.element.setAttribute("tabindex", on ? "0" : "-1");
      mark.marker.setZIndexOffset(on ? 1000 : 0);
    }
    this.place();
  }

  relabel(): void {
    for (const mark of this.marks) {
      mark.element.setAttribute("aria-label", rowTitle(mark.row));
      mark.element.title = rowTitle(mark.row);
    }
    for (const { label, index } of this.amphoes) {
      const amphoe = this.data.amphoes[index];
      if (amphoe) label.textContent = nameOf(amphoe);
    }
    this.place();
  }

  private place(): void {
    const zoom = this.map.getZoom();
    const scale = Math.min(1.25, Math.max(0.62, 0.62 + (zoom - 8.2) * 0.25));
    const on = this.marks.map((mark) => answers(mark.row, this.choice));
    const grid = this.data.grid;
    const raw = this.marks.map((mark) => this.map.project(latLngOf(grid, mark.row.at ?? [0, 0]), zoom));
    const gap = (this.choice.year ? OTHER_PX + 2 : CHOSEN_PX * scale * 0.8);
    const places = spread(raw.map((p) => [p.x, p.y] as const), gap);
    const taken: Box[] = [];
    this.marks.forEach((mark, i) => {
      const [x, y] = places[i] ?? [0, 0];
      mark.marker.setLatLng(this.map.unproject(L.point(x, y), zoom));
      mark.element.style.setProperty("--size", `${Math.round(CHOSEN_PX * scale)}px`);
      const size = on[i] ? CHOSEN_PX * scale : OTHER_PX;
      taken.push(around(x, y, size, size));
    });
    const named = this.placeNames(places, on, taken);
    this.placeAmphoes(zoom, [...taken, ...named]);
  }

  /** Names beside the markers of a choice, to the right or left, above or below. */
  private placeNames(
    places: readonly (readonly [number, number])[],
    on: readonly boolean[],
    markers: readonly Box[],
  ): Box[] {
    const few = on.filter(Boolean).length <= NAMED_AT_MOST || this.map.getZoom() > 11;
    const boxes: Box[] = [];
    const view = this.map.getPixelBounds();
    const [low, high] = [view.min ?? L.point(0, 0), view.max ?? L.point(0, 0)];
    const seen = (box: Box): boolean => box.left > low.x && box.right < high.x;
    const shownAt = (x: number): boolean => x > low.x && x < high.x;
    this.marks.forEach((mark, i) => {
      mark.name.hidden = true;
      const [x, y] = places[i] ?? [0, 0];
      if (!on[i] || !few) return;
      mark.name.hidden = false;
      const width = textWidth(mark.name.textContent ?? "", NAME_PX, 600) + 6;
      const height = NAME_PX * LINE;
      const side = CHOSEN_PX / 2 + 4;
      const tries = [
        ["right", around(x + side + width / 2, y, width, height)],
        ["left", around(x - side - width / 2, y, width, height)],
        ["above", around(x, y - side - height / 2, width, height)],
        ["below", around(x, y + side + height / 2, width, height)],
      ] as const;
      const free = tries.find(
        ([, box]) =>
          (seen(box) || !shownAt(x)) &&
          !boxes.some((other) => meets(box, other)) &&
          !markers.some((other, j) => j !== i && meets(box, other)),
      );
      mark.name.hidden = !free;
      if (!free) return;
      mark.name.className = `row-name ${free[0]}`;
      boxes.push(free[1]);
    });
    return boxes;
  }

  private placeAmphoes(zoom: number, taken: readonly Box[]): void {
    const pixel = 2 ** (zoom - 9);
    const wishes = this.amphoes.map(({ label, marker, room, index }) => {
      const at = this.map.project(this.homes[index] ?? marker.getLatLng(), zoom);
      return {
        id: index,
        x: at.x,
        y: at.y,
        room: room * pixel,
        width: textWidth(label.textContent ?? "", AMPHOE_PX, 600) + 6,
        height: AMPHOE_PX * LINE,
        shortWidth: 0,
        shortHeight: 0,
        first: false,
      };
    });
    const { placed } = placeLabels(wishes, taken, { strict: true });
    for (const { label, marker, index } of this.amphoes) {
      const at = placed.find((p) => p.id === index);
      label.hidden = !at;
      if (at) marker.setLatLng(this.map.unproject(L.point(at.x, at.y), zoom));
    }
  }

  private readonly homes: Record<number, L.LatLng> = {};

  private addAmphoe(index: number, at: L.LatLng, room: number): void {
    const amphoe = this.data.amphoes[index];
    if (!amphoe) return;
    this.homes[index] = at;
    const label = h("div", { class: "name-on-map amphoe", "aria-hidden": "true" }, nameOf(amphoe));
    const marker = L.marker(at, {
      pane: "names",
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "name-anchor", html: label, iconSize: [0, 0] }),
    }).addTo(this.map);
    this.amphoes.push({ label, marker, room, index });
  }

  private add(row: Row): void {
    if (!row.at) return;
    const rough = row.place === "tambon";
    const drawing =
      row.level === "province"
        ? s("path", { d: STAR, class: rough ? "rough" : "sure" })
        : s("circle", { r: rough ? 7 : 8.5, class: rough ? "rough" : "sure" });
    const name = h("span", { class: "row-name right", "aria-hidden": "true" }, row.name.replace(/^บ้าน(?=..)/, ""));
    const body = h("div", {}, s("svg", { viewBox: "-13 -13 26 26", "aria-hidden": "true" }, drawing), name);
    const marker = L.marker(latLngOf(this.data.grid, row.at), {
      pane: "pins",
      bubblingMouseEvents: false,
      icon: L.divIcon({ className: "mark", html: body, iconSize: [0, 0] }),
    }).addTo(this.shown);
    const element = marker.getElement();
    if (!element) return;
    element.setAttribute("data-designation-year", String(row.year));
    element.setAttribute("data-row", String(row.row));
    element.title = rowTitle(row);
    const act = (): void => this.onRow(row);
    makeReachable(element, rowTitle(row), act);
    marker.on("click", act);
    this.marks.push({ row, marker, element, name });
  }
}
