// Landmarks on the map: a symbol for one, a count for several, each tied to its true place.

import * as L from "leaflet";

import { h, symbol } from "../shared/dom";
import type { Foot } from "../shared/feet";
import { latLngOf } from "../shared/grid";
import type { Box } from "../shared/labels";
import { hasThumbs } from "../shared/layout";
import { makeReachable } from "../shared/map";
import { type Group, type Mark, placeMarkers } from "../shared/marker_places";
import { figures, nameOf, word } from "../shared/words";
import type { Landmark, TambonData } from "./data";

/** As drawn. */
export const PIN_PX = 26;
/** What a thumb needs, and what is enough for a mouse on a wide screen. */
const TOUCH_PX = 44;
const MOUSE_PX = 30;

export interface LandmarkEvents {
  readonly one: (index: number) => void;
  readonly several: (indices: readonly number[]) => void;
}

/** What a landmark is called, with its kind. */
export function landmarkName(data: TambonData, landmark: Landmark): string {
  const kind = data.kinds[landmark.kind];
  const name = landmark.name ?? word("landmark.unnamed");
  return kind ? `${name} (${nameOf(kind)})` : name;
}

function reach(): number {
  return hasThumbs() ? TOUCH_PX : MOUSE_PX;
}

export class LandmarkMarkers {
  readonly shown = L.layerGroup();
  private readonly markers = new Map<string, L.Marker>();
  private only = "";
  private chosen: number | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly data: TambonData,
    private readonly inside: (at: L.Point, zoom: number) => boolean,
    private readonly events: LandmarkEvents,
  ) {}

  /** Show one group of kinds alone; "" all of them. */
  showOnly(group: string): void {
    this.only = group;
  }

  choose(index: number | null): void {
    this.chosen = index;
  }

  /** Those on the map, in pixels of a zoom. */
  places(zoom: number): (Mark & { readonly index: number })[] {
    if (!this.map.hasLayer(this.shown)) return [];
    return this.data.landmarks.flatMap((landmark, index) => {
      const kind = this.data.kinds[landmark.kind];
      if (!landmark.at || (this.only && kind?.group !== this.only)) return [];
      const { x, y } = this.map.project(latLngOf(this.data.grid, landmark.at), zoom);
      return [{ index, x, y, rank: -(kind?.order ?? 0), alone: index === this.chosen }];
    });
  }

  /** Put the markers where they find room beside the names; their feet. */
  place(zoom: number, names: readonly Box[]): Foot[] {
    const marks = this.places(zoom);
    const groups = placeMarkers(marks, names, {
      size: PIN_PX,
      room: reach(),
      inside: (x, y) => this.inside(L.point(x, y), zoom),
    });
    const wanted = new Set<string>();
    const feet: Foot[] = [];
    for (const group of groups) {
      const members = group.members.map((i) => marks[i]?.index ?? 0);
      const key = `${reach()}: ${members.join(" ")}`;
      wanted.add(key);
      this.put(key, members, this.map.unproject(L.point(group.x, group.y), zoom));
      feet.push(...this.feetOf(group, marks));
    }
    for (const [key, marker] of this.markers) {
      if (wanted.has(key)) continue;
      marker.remove();
      this.markers.delete(key);
    }
    return feet;
  }

  /** Make them anew: the language changed, or which is chosen. */
  forget(): void {
    for (const marker of this.markers.values()) marker.remove();
    this.markers.clear();
  }

  private feetOf(group: Group, marks: readonly (Mark & { readonly index: number })[]): Foot[] {
    return group.members.flatMap((i) => {
      const mark = marks[i];
      const landmark = mark && this.data.landmarks[mark.index];
      if (!mark || !landmark) return [];
      return [
        {
          x: mark.x,
          y: mark.y,
          color: this.data.kinds[landmark.kind]?.color ?? "",
          data: { "data-landmark-kind": landmark.kind, "data-landmark-index": String(mark.index) },
          marker: { x: group.x, y: group.y, radius: PIN_PX / 2, shared: group.members.length > 1 },
        },
      ];
    });
  }

  private put(key: string, members: readonly number[], at: L.LatLng): void {
    const known = this.markers.get(key);
    if (known) {
      known.setLatLng(at);
      return;
    }
    const first = this.data.landmarks[members[0] ?? 0];
    if (!first) return;
    const one = members.length === 1;
    const label = one ? landmarkName(this.data, first) : this.countLabel(members);
    const marker = L.marker(at, {
      pane: "pins",
      bubblingMouseEvents: false,
      zIndexOffset: members[0] === this.chosen ? 1000 : 0,
      icon: L.divIcon({
        className: `pin${one ? "" : " count"}${members[0] === this.chosen ? " chosen" : ""}`,
        html: (one ? symbol(`symbol-${first.kind}`) : this.countBadge(members)) as unknown as HTMLElement,
        iconSize: [reach(), reach()],
      }),
    }).addTo(this.shown);
    this.markers.set(key, marker);
    const element = marker.getElement();
    if (!element) return;
    const act = (): void => (one ? this.events.one(members[0] ?? 0) : this.events.several(members));
    element.title = label;
    element.dataset.members = members.join(" ");
    makeReachable(element, label, act);
    marker.on("click", act);
  }

  private countBadge(members: readonly number[]): HTMLElement {
    const colors = new Set(members.map((i) => this.data.kinds[this.data.landmarks[i]?.kind ?? ""]?.color));
    const badge = h("span", {}, figures(String(members.length)));
    const [only] = colors;
    if (colors.size === 1 && only) badge.style.background = only;
    return badge;
  }

  private countLabel(members: readonly number[]): string {
    const names = members.slice(0, 3).map((i) => this.data.landmarks[i]?.name ?? word("landmark.unnamed"));
    const more = members.length > names.length ? "…" : "";
    return `${word("count.landmarks", { n: members.length })}: ${names.join(", ")}${more}`;
  }
}
