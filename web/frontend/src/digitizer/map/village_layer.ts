/** The areas on the map; only what changed is drawn again. */

import L from "leaflet";
import type { Session } from "../app/session";
import { areaWords, t } from "../app/words";
import type { Drawing, Village } from "../drawing/drawing";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { labelPlace } from "./label_place";
import { latLng, partsLatLngs } from "./leaflet_map";

interface Shown {
  village: Village;
  readonly shape: L.Polygon;
  readonly label: L.Marker;
}

export class VillageLayer {
  private readonly shown = new Map<string, Shown>();
  private readonly highlight: L.Polygon;
  private chosen: Village | null = null;

  constructor(private readonly map: L.Map) {
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
    this.choose(drawing.villages.find(({ id }) => id === session.chosenVillage) ?? null);
  }

  /** The labels, the chosen village's first, then from the largest area down. */
  labels(): (HTMLElement | undefined)[] {
    return [...this.shown.values()]
      .sort(
        (a, b) =>
          Number(b.village === this.chosen) - Number(a.village === this.chosen) ||
          areaOf(b.village.parts) - areaOf(a.village.parts),
      )
      .map(({ label }) => label.getElement());
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
    const place = labelPlace(village.parts);
    if (place) label.setLatLng(latLng(place)).addTo(this.map);
    else label.remove();
    this.writeLabel(label, village);
  }

  private newShape(): L.Polygon {
    const shape = L.polygon([], { className: "village", interactive: false, smoothFactor: 0 });
    return shape.addTo(this.map);
  }

  private newLabel(): L.Marker {
    const icon = L.divIcon({ className: "village-label", iconSize: [0, 0] });
    return L.marker([0, 0], { icon, interactive: false, keyboard: false }).addTo(this.map);
  }

  private writeLabel(label: L.Marker, village: Village): void {
    const element = label.getElement();
    if (!element) return;
    const name = document.createElement("strong");
    name.textContent = village.name.replace(/^บ้าน/, "") || t("village.nameless");
    const moo = document.createElement("span");
    moo.textContent = village.moo
      ? t("village.moo_short", { moo: village.moo })
      : raiText(areaOf(village.parts), areaWords());
    element.replaceChildren(name, moo);
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
