// The tambon on Leaflet: areas, lines, names and pins, from the picture's paths.

import * as L from "leaflet";

import { type Cell, type LatLng, latLngOf } from "../shared/grid";
import type { Sides } from "../shared/layout";
import { addGround, makeReachable, OUTLINE } from "../shared/map";
import type { Picture, Rings } from "../shared/picture";
import { isStill } from "../shared/start";
import type { Steps } from "../shared/steps";
import type { Stop } from "../shared/walk";
import { nameOf, word } from "../shared/words";
import type { TambonData, Village } from "./data";

export interface Shapes {
  readonly villages: ReadonlyMap<number, Rings>;
  readonly outline: Rings;
  readonly official: Rings;
  /** Ground that several villages claim, which is in the area of none. */
  readonly disputed: Rings;
}

export interface MapEvents {
  readonly village: (index: number) => void;
}

const DISPUTED = "url(#disputed-swatch)";
const CHOSEN = "#d9480f";
const MARGIN_PX = 60;

/** The name that a heading or a screen reader says. */
export function fullName(village: Village): string {
  const name = nameOf({ th: village.name, en: village.en }) || word("village.unnamed");
  return village.moo ? `${name} ${word("moo.n", { n: village.moo })}` : name;
}

export async function readShapes(picture: Picture, steps: Steps): Promise<Shapes> {
  const villages = new Map<number, Rings>();
  for (const [index, rings] of await picture.shapes("data-index", steps)) {
    villages.set(Number(index), rings);
  }
  return {
    villages,
    outline: picture.shape("outline"),
    official: picture.shape("official"),
    disputed: picture.shape("disputed"),
  };
}

/** Areas of the villages, coloured and chosen from outside. */
export class VillageMap {
  readonly official = L.layerGroup();
  private readonly areas = new Map<number, L.Path>();
  private readonly chosen = L.layerGroup();

  constructor(
    private readonly map: L.Map,
    private readonly data: TambonData,
    private readonly picture: Picture,
    private readonly shapes: Shapes,
    private readonly events: MapEvents,
  ) {}

  /** Draw everything, step by step. */
  async draw(steps: Steps): Promise<void> {
    const { map, picture, shapes } = this;
    const outline = picture.latLngs(shapes.outline);
    if (outline.length) await addGround(map, outline, "#ffffff", steps);
    await steps.each(shapes.villages, ([index, rings]) => this.addArea(index, rings));
    await steps.each(this.data.villages.entries(), ([index, village]) => {
      if (village.place === "point" && village.at) this.addPoint(index, village.at);
    });
    if (shapes.disputed.length) this.addDisputed(picture.latLngs(shapes.disputed));
    const line = { pane: "lines", interactive: false, smoothFactor: 0, fill: false, color: OUTLINE };
    if (outline.length) L.polygon(outline, { ...line, weight: 2.2 }).addTo(map);
    await steps.next();
    this.official.addTo(map);
    if (shapes.official.length) {
      const official = picture.latLngs(shapes.official);
      L.polygon(official, { ...line, className: "official", weight: 1.6, dashArray: "9 4 2 4" }).addTo(this.official);
    }
    this.chosen.addTo(map);
    await steps.next();
  }

  /** Fill every village; null is the plain map. */
  colour(fill: ((index: number) => string) | null): void {
    for (const [index, area] of this.areas) {
      area.setStyle({ fillColor: fill ? fill(index) : this.tint(index) });
    }
  }

  private tint(index: number): string {
    return this.data.tints[index] ?? "#ffffff";
  }

  /** Mark a village, and bring it into the part of the map that nothing covers. */
  choose(index: number | null, ground: Sides): void {
    this.chosen.clearLayers();
    for (const [each, area] of this.areas) {
      area.getElement()?.setAttribute("aria-pressed", String(each === index));
    }
    const village = index === null ? undefined : this.data.villages[index];
    if (index === null || !village?.at) return;
    const rings = this.shapes.villages.get(index);
    const place = latLngOf(this.data.grid, village.at);
    const style = { pane: "chosen", interactive: false, smoothFactor: 0, fill: false, color: CHOSEN };
    if (rings) L.polygon(this.picture.latLngs(rings), { ...style, weight: 3.4 }).addTo(this.chosen);
    else L.circleMarker(place, { ...style, radius: 10, weight: 3 }).addTo(this.chosen);
    this.bringIntoView(place, ground);
  }

  /** The villages that the keyboard can go to; `more` is what is said of one beside its name. */
  stops(more: (index: number) => string): Stop[] {
    return [...this.areas].flatMap(([index, area]) => {
      const village = this.data.villages[index];
      const element = area.getElement();
      if (!village?.at || !element) return [];
      const at = L.latLng(latLngOf(this.data.grid, village.at));
      return [{ element, at, name: () => fullName(village), more: () => more(index) }];
    });
  }

  /** Move the map only where the place is not well inside what can be seen of it. */
  bringIntoView(place: LatLng, ground: Sides): void {
    const size = this.map.getSize();
    const at = this.map.latLngToContainerPoint(place);
    const margin = Math.min(MARGIN_PX, size.x / 6, size.y / 6);
    const [left, right] = [ground.left + margin, size.x - ground.right - margin];
    const [top, bottom] = [ground.top + margin, size.y - ground.bottom - margin];
    const inside = at.x > left && at.x < right && at.y > top && at.y < bottom;
    if (inside) return;
    const across = Math.min(Math.max(at.x, left), Math.max(left, right));
    this.map.panBy([at.x - across, at.y - (top + bottom) / 2], { animate: !isStill() });
  }

  /** Names for screen readers in the language of the page. */
  relabel(): void {
    for (const [index, area] of this.areas) {
      const village = this.data.villages[index];
      if (village) area.getElement()?.setAttribute("aria-label", fullName(village));
    }
  }

  boundsOf(index: number): L.LatLngBounds | null {
    const rings = this.shapes.villages.get(index);
    return rings ? L.latLngBounds(this.picture.latLngs(rings).flat()) : null;
  }

  private addArea(index: number, rings: Rings): void {
    const area = L.polygon(this.picture.latLngs(rings), {
      pane: "areas",
      smoothFactor: 0,
      color: "#ffffff",
      weight: 1.6,
      fillColor: this.tint(index),
      fillOpacity: 1,
      className: "village-area",
      bubblingMouseEvents: false,
    });
    this.add(index, area);
  }

  private addDisputed(rings: LatLng[][]): void {
    L.polygon(rings, {
      pane: "areas",
      interactive: false,
      smoothFactor: 0,
      color: OUTLINE,
      weight: 1,
      fillColor: DISPUTED,
      fillOpacity: 1,
      className: "disputed",
    }).addTo(this.map);
  }

  private addPoint(index: number, at: Cell): void {
    const dot = L.circleMarker(latLngOf(this.data.grid, at), {
      pane: "areas",
      radius: 7,
      color: OUTLINE,
      weight: 1.6,
      fillColor: this.tint(index),
      fillOpacity: 1,
      bubblingMouseEvents: false,
    });
    this.add(index, dot);
  }

  private add(index: number, area: L.Path): void {
    const village = this.data.villages[index];
    if (!village) return;
    const choose = (): void => this.events.village(index);
    area.addTo(this.map).on("click", choose);
    this.areas.set(index, area);
    const element = area.getElement();
    if (!element) return;
    element.setAttribute("data-village-code", village.code);
    makeReachable(element, fullName(village), choose);
    element.setAttribute("aria-pressed", "false");
  }
}
