/** Leaflet's only door to the rest: shows a session on the map and moves about on it. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import type { Part, Point } from "../topology/point";
import { Beneath } from "./beneath";
import { layContext } from "./context_layer";
import { Crosshair } from "./crosshair";
import { KnownLayer } from "./known_layer";
import { createMap, latLng, partsLatLngs } from "./leaflet_map";
import { PaperImage } from "./paper_image";
import { PinLayer } from "./pin_layer";
import { SheetGround } from "./sheet_ground";
import { TileGround } from "./tile_ground";
import { placeWords } from "./placement";
import { listen } from "./pointer";
import { VillageLayer } from "./village_layer";
import { WhereIAm } from "./where_i_am";
import { WorkLayer } from "./work_layer";

/** Words are placed at once while that takes less; else after a pause so many times as long. */
const QUICK_MS = 8;
const PAUSE_TIMES = 9;

const WHOLE_PADDING: readonly [[number, number], [number, number]] = [
  [24, 58],
  [24, 24],
];

export class MapView {
  readonly map: L.Map;
  readonly paper: PaperImage;
  readonly tiles: TileGround;
  readonly sheets: SheetGround;
  readonly villages: VillageLayer;
  readonly pins: PinLayer;
  private readonly work: WorkLayer;
  private readonly crosshair: Crosshair;
  readonly known: KnownLayer;
  readonly position: WhereIAm;
  /** What the words on the map were last placed for. */
  private placedFor: readonly unknown[] = [];
  /** How long it took to place them, in milliseconds, and the timer of the next time. */
  private placeCost = 0;
  private placing: number | undefined;

  constructor(
    element: HTMLElement,
    private readonly session: Session,
  ) {
    const drawn = session.drawing.villages.flatMap((village) => village.parts);
    this.map = createMap(element, [...session.outline, ...drawn], session.data.around);
    if (session.outline.length) {
      const shape = partsLatLngs(session.outline);
      const still = { interactive: false, smoothFactor: 0 };
      this.map.createPane("paper").style.zIndex = "205";
      L.polygon(shape, { ...still, className: "outline-paper", pane: "paper" }).addTo(this.map);
      this.map.createPane("outline").style.zIndex = "405";
      L.polygon(shape, { ...still, className: "outline", fill: false, pane: "outline" }).addTo(this.map);
    }
    const beneath = new Beneath(this.map, session.data.credit);
    const ground = layContext(this.map, session);
    this.tiles = new TileGround(this.map, session.data.tiles, beneath);
    this.sheets = new SheetGround(this.map, beneath);
    this.sheets.broken = ({ name }) => session.say("sheet.broken", { name }, "warn");
    this.tiles.changed = () => session.show({});
    this.paper = new PaperImage(this.map);
    this.villages = new VillageLayer(this.map);
    this.pins = new PinLayer(this.map);
    this.work = new WorkLayer(this.map);
    this.crosshair = new Crosshair(this.map, session);
    listen(this.map, session);
    session.onChange(() => this.draw(session));
    this.map.on("moveend zoomend", () => this.work.drawHandles(session, true));
    this.map.on("zoomend", () => this.placeWords());
    this.known = new KnownLayer(this.map, ground);
    this.position = new WhereIAm(this.map, session);
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(element);
    this.draw(session);
  }

  private draw(session: Session): void {
    this.villages.draw(session);
    if (session.view.preview) return this.work.draw(session);
    this.pins.draw(session);
    this.known.draw(session);
    this.work.draw(session);
    const { tool, chosen } = session.view;
    const now = [session.drawing, chosen, tool === "pin"];
    if (now.some((one, i) => one !== this.placedFor[i])) {
      // Another tool or another chosen thing is a turn of the hand; edits may come one upon the other.
      const edited = session.drawing !== this.placedFor[0];
      this.placedFor = now;
      if (edited) this.placeSoon();
      else this.placeWords();
    }
    this.paper.setHandles(tool === "place_image");
    this.map.getContainer().dataset["mode"] = tool;
  }

  relabel(): void {
    this.paper.relabel();
    this.villages.relabel();
    this.known.relabel();
    this.map.fire("move");
    this.placeWords();
  }

  /** At once where that is quick; of very much only now and then, so that edits need not wait for it. */
  private placeSoon(): void {
    if (this.placing !== undefined) return;
    if (this.placeCost < QUICK_MS) return this.placeWords();
    this.placing = window.setTimeout(() => this.placeWords(), this.placeCost * PAUSE_TIMES);
  }

  private placeWords(): void {
    window.clearTimeout(this.placing);
    this.placing = undefined;
    const began = performance.now();
    placeWords(this.session, this);
    this.placeCost = performance.now() - began;
  }

  goTo(at: Point): void {
    this.map.setView(latLng(at), Math.max(this.map.getZoom(), 15), { animate: false });
    this.crosshair.goTo(latLng(at));
  }

  showParts(parts: readonly Part[]): void {
    const corners = parts.flat(2);
    if (corners.length) this.map.fitBounds(L.latLngBounds(corners.map(latLng)), { padding: [40, 40], maxZoom: 17 });
  }

  /** Goes to places in degrees that a file brought, unless they are all in view. */
  showPlaces(places: readonly (readonly [number, number])[]): void {
    if (places.length === 0) return;
    const bounds = L.latLngBounds(places.map(([lon, lat]) => [lat, lon]));
    if (!this.map.getBounds().contains(bounds)) this.map.fitBounds(bounds, { padding: [40, 40], maxZoom: 16 });
  }

  /** Everything, beneath the line of words that lies over the map's top. */
  showWhole(): void {
    const drawn = this.session.drawing.villages.flatMap((village) => village.parts);
    const corners = [...this.session.outline, ...drawn].flat(2);
    this.map.invalidateSize({ animate: false });
    if (!corners.length) return;
    const bounds = L.latLngBounds(corners.map(latLng));
    const [paddingTopLeft, paddingBottomRight] = WHOLE_PADDING;
    this.map.fitBounds(bounds, { paddingTopLeft, paddingBottomRight, maxZoom: 17, animate: false });
  }
}
