/** The areas on the map; only what changed is drawn again. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import { areaWords, t } from "../app/words";
import { partsOfAll, type Drawing, type Village } from "../drawing/drawing";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import type { Placed, Wish } from "../../shared/labels";
import { textWidth } from "../../shared/measure";
import { drawnOutline } from "./drawn_outline";
import { partsLatLngs, ringLatLngs, toPixels, unitsPerPixel } from "./leaflet_map";
import { roomiest } from "../marks/roomiest";

/** As css/map.css sets them. */
const NAME_PX = 15;
const MOO_PX = 13;
const LINE = 1.35;
const HALO_PX = 6;

interface Shown {
  village: Village;
  readonly shape: L.Polygon;
  readonly label: L.Marker;
}

export class VillageLayer {
  private readonly shown = new Map<string, Shown>();
  private readonly highlight: L.Polygon;
  private readonly rim: L.Polyline;
  private rimOf: unknown = null;
  private chosen: Village | null = null;

  constructor(private readonly map: L.Map) {
    map.createPane("rim").style.zIndex = "404";
    map.createPane("names").style.zIndex = "620";
    this.rim = L.polyline([], {
      pane: "rim",
      className: "drawn-rim",
      interactive: false,
      fill: false,
      smoothFactor: 0,
    }).addTo(map);
    map.createPane("chosen").style.zIndex = "410";
    this.highlight = L.polygon([], {
      pane: "chosen",
      className: "chosen-village",
      interactive: false,
      fill: false,
      smoothFactor: 0,
    }).addTo(map);
  }

  draw(session: Session): void {
    const drawing: Drawing = session.view.preview ?? session.drawing;
    const alive = new Set(drawing.villages.map(({ id }) => id));
    for (const [id, { shape, label }] of this.shown) {
      if (alive.has(id)) continue;
      shape.remove();
      label.remove();
      this.shown.delete(id);
    }
    const carried = session.view.preview !== null;
    for (const village of drawing.villages) this.drawVillage(village, carried);
    if (!carried) this.drawRim(drawing);
    this.choose(drawing.villages.find(({ id }) => id === session.chosenVillage) ?? null);
  }

  /** Where the names would like to stand, in pixels of the map's zoom. */
  wishes(): Wish[] {
    const perPixel = unitsPerPixel(this.map);
    return [...this.shown.values()].flatMap(({ village }, id) => {
      const room = roomiest(village.parts);
      if (!room) return [];
      const { x, y } = toPixels(this.map, room.at);
      const first = village === this.chosen;
      return [{ id, x, y, room: room.radius / perPixel, first, ...sizeOf(village) }];
    });
  }

  /** Puts the names where they found a place; the others wait for a nearer view. */
  place(placed: readonly Placed[]): void {
    const byId = new Map(placed.map((one) => [one.id, one]));
    [...this.shown.values()].forEach(({ label }, id) => {
      const at = byId.get(id);
      const element = label.getElement();
      element?.classList.toggle("left-out", !at);
      if (!at) return;
      element?.classList.toggle("short", at.form === "moo");
      label.setLatLng(this.map.unproject([at.x, at.y], this.map.getZoom()));
    });
  }

  /** While a corner is carried labels stay where they are: frames count. */
  private drawVillage(village: Village, carried: boolean): void {
    const old = this.shown.get(village.id);
    if (old?.village === village) return;
    const shape = old?.shape ?? this.newShape();
    const label = old?.label ?? this.newLabel();
    if (old?.village.parts !== village.parts) shape.setLatLngs(partsLatLngs(village.parts));
    this.shown.set(village.id, { village, shape, label });
    if (carried) return;
    this.writeLabel(label, village);
  }

  private drawRim({ villages }: Drawing): void {
    if (this.rimOf === villages) return;
    this.rimOf = villages;
    this.rim.setLatLngs(drawnOutline(partsOfAll(villages)).map(ringLatLngs));
  }

  private newShape(): L.Polygon {
    const shape = L.polygon([], { className: "village", interactive: false, smoothFactor: 0 });
    return shape.addTo(this.map);
  }

  private newLabel(): L.Marker {
    const icon = L.divIcon({ className: "village-label", iconSize: [0, 0] });
    const quiet = { pane: "names", interactive: false, keyboard: false };
    return L.marker([0, 0], { ...quiet, icon }).addTo(this.map);
  }

  private writeLabel(label: L.Marker, village: Village): void {
    const element = label.getElement();
    if (!element) return;
    const words = wordsOf(village);
    const name = document.createElement("strong");
    name.textContent = words.name;
    const below = document.createElement("span");
    below.textContent = words.below;
    const box = document.createElement("div");
    box.append(name, below);
    element.replaceChildren(box);
    element.classList.toggle("nameless", !village.name);
  }

  private choose(village: Village | null): void {
    if (village === this.chosen) return;
    this.chosen = village;
    this.highlight.setLatLngs(village ? partsLatLngs(village.parts) : []);
  }

  /** Writes every label anew, as after a change of language. */
  relabel(): void {
    for (const { label, village } of this.shown.values()) this.writeLabel(label, village);
  }
}

/** The name without what all names begin with, and the moo beneath; the area where it has none. */
function wordsOf(village: Village): { readonly name: string; readonly below: string } {
  const name = village.name.replace(/^บ้าน/, "") || t("village.nameless");
  const below = village.moo
    ? t("village.moo_short", { moo: village.moo })
    : raiText(areaOf(village.parts), areaWords());
  return { name, below };
}

/** Room that name and moo take, and the moo alone. */
function sizeOf(village: Village): Pick<Wish, "width" | "height" | "shortWidth" | "shortHeight"> {
  const { name, below } = wordsOf(village);
  const belowWidth = textWidth(below, MOO_PX);
  return {
    width: Math.max(textWidth(name, NAME_PX, 700), belowWidth) + HALO_PX,
    height: (NAME_PX + MOO_PX) * LINE,
    shortWidth: village.moo ? belowWidth + HALO_PX : 0,
    shortHeight: MOO_PX * LINE,
  };
}
