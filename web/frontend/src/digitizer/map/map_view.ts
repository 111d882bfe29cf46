/** Leaflet's only door to the rest: shows a session on the map and moves about on it. */

import L from "leaflet";
import type { Session } from "../app/session";
import type { Part, Point } from "../topology/point";
import { clearLabels } from "./clear_labels";
import { Crosshair } from "./crosshair";
import { KnownLayer } from "./known_layer";
import { createMap, latLng, partsLatLngs } from "./leaflet_map";
import { PaperImage } from "./paper_image";
import { PinLayer } from "./pin_layer";
import { listen } from "./pointer";
import { VillageLayer } from "./village_layer";
import { WorkLayer } from "./work_layer";

export class MapView {
  readonly map: L.Map;
  readonly paper: PaperImage;
  private readonly villages: VillageLayer;
  private readonly pins: PinLayer;
  private readonly work: WorkLayer;
  private readonly crosshair: Crosshair;
  private readonly known: KnownLayer;
  private cleared: unknown = null;
  private chosen: unknown = null;

  constructor(element: HTMLElement, session: Session) {
    const drawn = session.drawing.villages.flatMap((village) => village.parts);
    this.map = createMap(element, [...session.outline, ...drawn]);
    if (session.outline.length) {
      const shape = partsLatLngs(session.outline);
      const still = { interactive: false, smoothFactor: 0 };
      L.polygon(shape, { ...still, className: "outline-paper" }).addTo(this.map);
      this.map.createPane("outline").style.zIndex = "405";
      L.polygon(shape, { ...still, className: "outline", fill: false, pane: "outline" }).addTo(this.map);
    }
    this.paper = new PaperImage(this.map);
    this.villages = new VillageLayer(this.map);
    this.pins = new PinLayer(this.map);
    this.work = new WorkLayer(this.map);
    this.crosshair = new Crosshair(this.map, session);
    listen(this.map, session);
    session.onChange(() => this.draw(session));
    this.map.on("moveend zoomend", () => this.work.drawHandles(session, true));
    this.map.on("zoomend", () => this.clear());
    this.known = new KnownLayer(this.map);
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(element);
    this.draw(session);
  }

  private draw(session: Session): void {
    this.villages.draw(session);
    if (session.view.preview) return this.work.draw(session);
    this.pins.draw(session);
    this.known.draw(session);
    this.work.draw(session);
    if (session.drawing !== this.cleared || session.view.chosen !== this.chosen) {
      [this.cleared, this.chosen] = [session.drawing, session.view.chosen];
      this.clear();
    }
    const element = this.map.getContainer();
    element.dataset["mode"] = session.view.tool;
  }

  relabel(): void {
    this.villages.relabel();
    this.known.relabel();
    this.map.fire("move");
    this.clear();
  }

  private clear(): void {
    const occupied = clearLabels(this.villages.labels());
    clearLabels(this.known.labels(), [...occupied, ...this.known.dotBoxes()]);
  }

  goTo(at: Point): void {
    this.map.setView(latLng(at), Math.max(this.map.getZoom(), 15), { animate: false });
    this.crosshair.goTo(latLng(at));
  }

  showParts(parts: readonly Part[]): void {
    const corners = parts.flat(2);
    if (corners.length) this.map.fitBounds(L.latLngBounds(corners.map(latLng)), { padding: [40, 40], maxZoom: 17 });
  }
}
