/** What is being done: the draft, corners that can be taken, the snap, guides, marks. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import { villageOf, type Drawing } from "../drawing/drawing";
import type { Looked } from "../import/answers";
import type { Guide } from "../import/place";
import { keyOf, lonLat, type Point, type Ring } from "../topology/point";
import { apart } from "./handles";
import { latLng, ringLatLngs } from "./leaflet_map";

type Lines = readonly (readonly (readonly [number, number])[])[];

type Shown = readonly [
  guides: readonly Guide[],
  walk: Guide | null,
  looked: Looked | null,
  take: readonly number[] | null,
  compared: Drawing | null,
];

const closedDegrees = (ring: Ring): (readonly [number, number])[] => [...ring, ...ring.slice(0, 1)].map(lonLat);

const quiet = { interactive: false, smoothFactor: 0 } as const;

export class WorkLayer {
  private readonly draft: L.Polyline;
  private readonly ground: L.Polygon;
  private readonly rubber: L.Polyline;
  private readonly spot: L.CircleMarker;
  private readonly first: L.CircleMarker;
  private readonly taken: L.CircleMarker;
  private readonly mark: L.CircleMarker;
  private readonly handles: L.LayerGroup;
  private readonly guides: L.LayerGroup;
  private handlesOf: unknown = null;
  private guidesOf: readonly unknown[] = [];

  constructor(private readonly map: L.Map) {
    map.createPane("guides").style.zIndex = "407";
    map.createPane("work").style.zIndex = "450";
    const pane = "work";
    this.guides = L.layerGroup().addTo(map);
    this.handles = L.layerGroup().addTo(map);
    this.ground = L.polygon([], { ...quiet, pane, className: "draft-ground" }).addTo(map);
    this.draft = L.polyline([], { ...quiet, pane, className: "draft" }).addTo(map);
    this.rubber = L.polyline([], { ...quiet, pane, className: "rubber" }).addTo(map);
    const dot = (className: string, radius: number): L.CircleMarker =>
      L.circleMarker([0, 0], { ...quiet, pane, className, radius });
    this.first = dot("draft-first", 9);
    this.spot = dot("snap", 9);
    this.taken = dot("taken", 10);
    this.mark = dot("problem-mark", 14);
  }

  draw(session: Session): void {
    const { draft, hover, taken, tool, message } = session.view;
    const points = ringLatLngs(draft.points);
    this.draft.setLatLngs(points);
    this.ground.setLatLngs(tool === "draw" && points.length > 2 ? points : []);
    const last = draft.points.at(-1);
    this.rubber.setLatLngs(last && hover ? ringLatLngs([last, ...(hover.way ?? []), hover.at]) : []);
    this.place(this.first, tool === "draw" ? draft.points[0] : undefined);
    this.place(this.spot, hover?.snap?.at);
    this.place(this.taken, taken ? (hover?.at ?? taken) : undefined);
    this.place(this.mark, message?.at);
    this.drawHandles(session);
    const { guides, walk, look, card } = session.view;
    const other = card?.kind === "compare" ? card.other : null;
    const lines = [guides, walk, look?.looked ?? null, look?.take ?? null, other] as const;
    if (lines.some((one, i) => one !== this.guidesOf[i])) this.drawGuides(lines);
  }

  private place(dot: L.CircleMarker, at: Point | undefined): void {
    if (at) dot.setLatLng(latLng(at)).addTo(this.map);
    else dot.remove();
  }

  /** Lines to trace, the walk under way, and the outlines of a file that is looked at. */
  private drawGuides(lines: Shown): void {
    this.guidesOf = lines;
    this.guides.clearLayers();
    const [guides, walk, looked, take, other] = lines;
    for (const { corners } of [...guides, ...(walk ? [walk] : [])]) this.drawLines([corners], "guide");
    const compared = other?.villages.flatMap(({ parts }) => parts.flat()) ?? [];
    if (compared.length) this.drawLines(compared.map(closedDegrees), "looked");
    const rows = looked?.look.rows ?? [];
    const chosen = new Set(take);
    const ringsOf = (taken: boolean): Lines =>
      rows.flatMap(({ rings, record }) => (chosen.has(record) === taken ? rings : []));
    if (rows.length) {
      this.drawLines(ringsOf(false), "looked passed-over");
      this.drawLines(ringsOf(true), "looked");
    }
  }

  private drawLines(lines: Lines, className: string): void {
    const places = lines.map((corners) => corners.map(([lon, lat]): [number, number] => [lat, lon]));
    // A walk of a day has more fixes than a screen has pixels.
    L.polyline(places, { interactive: false, smoothFactor: 1, pane: "guides", className }).addTo(this.guides);
  }

  /** Corners of the chosen village (of all, without one) while the tool for corners is on. */
  drawHandles(session: Session, again = false): void {
    const drawing = session.view.preview ?? session.drawing;
    const wanted = session.view.tool === "corners" ? drawing : null;
    const state = wanted ? `${session.chosenVillage} ${session.view.picked.map(keyOf).join()}` : "";
    const known = this.handlesOf as { drawing: unknown; state: string } | null;
    if (session.view.preview || (!again && known?.drawing === wanted && known?.state === state)) return;
    this.handlesOf = { drawing: wanted, state };
    this.handles.clearLayers();
    session.handles = [];
    if (!wanted) return;
    const chosen = session.chosenVillage && villageOf(wanted, session.chosenVillage);
    const view = this.map.getBounds();
    const rings = (chosen ? [chosen] : wanted.villages).flatMap(({ parts }) => parts.flat());
    const told = apart(rings, (point) => this.map.latLngToContainerPoint(latLng(point)));
    session.handles = told.filter((point) => view.contains(latLng(point)));
    const marked = new Set(session.view.picked.map(keyOf));
    for (const point of session.handles) {
      const className = marked.has(keyOf(point)) ? "handle picked" : "handle";
      L.circleMarker(latLng(point), { ...quiet, pane: "work", className, radius: 6 }).addTo(this.handles);
    }
  }
}
