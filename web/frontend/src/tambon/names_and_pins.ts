// Names of villages and markers of landmarks, placed anew at every zoom so that none overlap.

import * as L from "leaflet";

import { Feet, type Foot } from "../shared/feet";
import { cellOf, latLngOf } from "../shared/grid";
import { around, type Box, placeLabels } from "../shared/labels";
import { insideRings } from "../shared/path";
import type { Rings } from "../shared/picture";
import type { Steps } from "../shared/steps";
import type { TambonData } from "./data";
import { type LandmarkEvents, LandmarkMarkers, PIN_PX } from "./landmark_markers";
import { POINT_PX, VillageName } from "./names";

/** What is left around the tambon on a phone. */
const EDGE_PX = 10;

export class NamesAndPins {
  readonly namesShown = L.layerGroup();
  readonly landmarks: LandmarkMarkers;
  private readonly names: VillageName[] = [];
  private readonly feet: Feet;
  private chosen: number | null = null;

  constructor(
    private readonly map: L.Map,
    private readonly data: TambonData,
    /** The whole of what is shown: at home it fills the screen, and a name past it is cut. */
    private readonly whole: L.LatLngBounds,
    outline: Rings,
    events: LandmarkEvents,
  ) {
    this.landmarks = new LandmarkMarkers(
      map,
      data,
      (at, zoom) => {
        const { lat, lng } = map.unproject(at, zoom);
        return insideRings(outline, cellOf(data.grid, [lat, lng]));
      },
      events,
    );
    this.feet = new Feet(map, "feet");
  }

  get pinsShown(): L.LayerGroup {
    return this.landmarks.shown;
  }

  /** Make them all, step by step; `place` then puts them where they stand. */
  async draw(steps: Steps): Promise<void> {
    this.namesShown.addTo(this.map);
    this.pinsShown.addTo(this.map);
    await steps.each(this.data.villages.entries(), ([i, village]) => {
      if (village.at) this.names.push(new VillageName(i, village, this.data, this.namesShown));
    });
    this.map.on("zoomend resize viewreset", () => this.place());
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

  /** Mark a landmark: it stands by itself at its place; null marks none. */
  chooseLandmark(index: number | null): void {
    this.landmarks.forget();
    this.landmarks.choose(index);
    this.place();
  }

  /** Write the names anew (the language changed) and place them. */
  relabel(): void {
    for (const name of this.names) name.relabel();
    this.landmarks.forget();
    this.place();
  }

  /** Choose what shows where at the present zoom. */
  place(): void {
    const zoom = this.map.getZoom();
    const { boxes, feet } = this.placeNames(zoom);
    this.feet.draw([...feet, ...this.landmarks.place(zoom, boxes)]);
  }

  private placeNames(zoom: number): { boxes: Box[]; feet: Foot[] } {
    const pixel = this.pixelsPerCell();
    const on = this.map.hasLayer(this.namesShown);
    const pins = this.landmarks.places(zoom).map(({ x, y }) => around(x, y, PIN_PX, PIN_PX));
    const places = this.names.map((name) => name.place(this.map, zoom));
    const { placed, boxes } = placeLabels(
      on ? this.names.map((name, i) => name.wish(places[i] as L.Point, pixel, name.index === this.chosen)) : [],
      [...pins, ...this.points(places)],
      { frame: this.frame(zoom) },
    );
    const byIndex = new Map(placed.map((label) => [label.id, label]));
    const feet: Foot[] = [];
    this.names.forEach((name, i) => {
      const label = byIndex.get(name.index);
      if (!label) {
        name.hide();
        return;
      }
      name.show(label.form, this.map.unproject(L.point(label.x, label.y), zoom), name.index === this.chosen);
      const { x, y } = places[i] as L.Point;
      const radius = Math.max(name.village.room * pixel, 6);
      if (label.form === "number") feet.push({ x, y, color: "", data: {}, marker: { x: label.x, y: label.y, radius } });
    });
    return { boxes, feet };
  }

  /** The marks of villages that have no outline: names rather leave them free. */
  private points(places: readonly L.Point[]): Box[] {
    return this.names.flatMap(({ village }, i) => {
      const at = places[i];
      return village.place === "point" && at ? [around(at.x, at.y, POINT_PX - 8, POINT_PX - 8)] : [];
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
}
