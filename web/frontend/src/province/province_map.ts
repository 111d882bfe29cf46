// The province on Leaflet: tambons, amphoes and village areas from the picture's paths.

import * as L from "leaflet";

import { type Cell, latLngOf } from "../shared/grid";
import type { Home } from "../shared/home";
import { groundBesidePanel } from "../shared/layout";
import { addGround, makeReachable, OUTLINE } from "../shared/map";
import type { Picture, Rings } from "../shared/picture";
import type { Steps } from "../shared/steps";
import type { Stop } from "../shared/walk";
import { nameOf, word } from "../shared/words";
import { counted, type ProvinceData, type Tambon } from "./data";

export interface Shapes {
  readonly tambons: ReadonlyMap<string, Rings>;
  readonly amphoes: ReadonlyMap<string, Rings>;
  /** Code and area of each; villages whose code is not known share "". */
  readonly villages: readonly (readonly [string, Rings])[];
  readonly outline: Rings;
}

export async function readShapes(picture: Picture, steps: Steps): Promise<Shapes> {
  return {
    tambons: await picture.shapes("data-tambon-code", steps),
    amphoes: await picture.shapes("data-amphoe-code", steps),
    villages: await picture.everyShape("data-village-code", steps),
    outline: picture.shape("outline"),
  };
}

export function tambonName(tambon: Tambon): string {
  return word("tambon.name", { name: nameOf(tambon) });
}

const NEVER = "url(#never)";
const CHOSEN = "#d9480f";

export class ProvinceMap {
  readonly areas = L.layerGroup();
  private readonly marked = L.layerGroup();
  private readonly tambons = new Map<string, L.Path>();
  private readonly villages: (readonly [string, L.Path])[] = [];
  private readonly amphoes = new Map<string, L.LatLngBounds>();

  constructor(
    private readonly map: L.Map,
    private readonly data: ProvinceData,
    private readonly picture: Picture,
    private readonly shapes: Shapes,
    private readonly events: { readonly tambon: (code: string) => void },
  ) {}

  /** Draw everything, step by step. */
  async draw(steps: Steps): Promise<void> {
    const { map, picture, shapes } = this;
    const outline = picture.latLngs(shapes.outline);
    this.marked.addTo(map);
    map.createPane("villages").style.zIndex = "415";
    if (outline.length) await addGround(map, outline, "#ffffff", steps);
    await steps.each(this.data.tambons, (tambon) => this.addTambon(tambon, shapes.tambons.get(tambon.code)));
    await steps.each(shapes.villages, ([code, rings]) => this.addVillage(code, rings));
    const line = { pane: "lines", interactive: false, smoothFactor: 0, fill: false };
    await steps.each(shapes.amphoes, ([code, rings]) => {
      const shape = L.polygon(picture.latLngs(rings), { ...line, color: "#71828a", weight: 1.5 });
      this.amphoes.set(code, shape.addTo(map).getBounds());
    });
    if (outline.length) L.polygon(outline, { ...line, color: OUTLINE, weight: 2.2 }).addTo(map);
    await steps.each(picture.svg.querySelectorAll("#dots circle"), (dot) => this.addDot(dot));
    await steps.next();
  }

  /** Bring an amphoe into view; "" the whole province. */
  showAmphoe(code: string, home: Home): void {
    const bounds = this.amphoes.get(code);
    if (bounds) home.showPart(bounds, groundBesidePanel());
    else home.show();
  }

  /** Bring a tambon into view, with what lies around it. */
  showTambon(code: string, home: Home): void {
    const shape = this.tambons.get(code) as L.Polygon | undefined;
    if (shape) home.showPart(shape.getBounds().pad(0.5), groundBesidePanel());
  }

  /** The tambons that the keyboard can go to. */
  stops(): Stop[] {
    return this.data.tambons.flatMap((tambon) => {
      const path = this.tambons.get(tambon.code) as L.Polygon | undefined;
      const element = path?.getElement();
      if (!path || !element) return [];
      return [{ element, at: path.getBounds().getCenter(), name: () => tambonName(tambon) }];
    });
  }

  /** A ring round the place of a village that was searched for; null takes it away. */
  mark(at: Cell | null): void {
    this.marked.clearLayers();
    if (!at) return;
    L.circleMarker(latLngOf(this.data.grid, at), {
      pane: "chosen",
      interactive: false,
      radius: 11,
      weight: 3.4,
      color: CHOSEN,
      fill: false,
    }).addTo(this.marked);
  }

  /** Hatch what was never designated. */
  markNever(on: boolean): void {
    const rows = counted(this.data.rows);
    const chosenTambons = new Set(rows.map((row) => row.tambonCode));
    const chosenVillages = new Set(rows.map((row) => row.code));
    for (const [code, path] of this.tambons) {
      path.setStyle({ fillColor: on && !chosenTambons.has(code) ? NEVER : this.tint(code) });
    }
    for (const [code, path] of this.villages) {
      const never = on && !chosenVillages.has(code);
      path.setStyle(this.villageFill(never));
    }
  }

  private villageFill(never: boolean): L.PathOptions {
    const fillColor = never ? NEVER : this.plain;
    return fillColor ? { fill: true, fillColor, fillOpacity: 1 } : { fill: false, fillOpacity: 0 };
  }

  relabel(): void {
    for (const tambon of this.data.tambons) {
      this.tambons.get(tambon.code)?.getElement()?.setAttribute("aria-label", tambonName(tambon));
    }
  }

  private tint(code: string): string {
    return this.tints.get(code) ?? "#ffffff";
  }

  /** The fill of village areas where nothing else is on the map; the picture says it. */
  private plain: string | null = null;
  private readonly tints = new Map<string, string>();

  private addTambon(tambon: Tambon, rings: Rings | undefined): void {
    if (!rings) return;
    const drawn = this.picture.svg.querySelector(`[data-tambon-code="${tambon.code}"]`);
    const fillColor = drawn?.getAttribute("fill") ?? "#ffffff";
    this.tints.set(tambon.code, fillColor);
    const path = L.polygon(this.picture.latLngs(rings), {
      pane: "areas",
      smoothFactor: 0,
      color: "#cdd8d4",
      weight: 1,
      fillColor,
      fillOpacity: 1,
      bubblingMouseEvents: false,
    }).addTo(this.map);
    const choose = (): void => this.events.tambon(tambon.code);
    path.on("click", choose);
    const element = path.getElement();
    if (element) {
      element.setAttribute("data-tambon-code", tambon.code);
      makeReachable(element, tambonName(tambon), choose);
    }
    this.tambons.set(tambon.code, path);
  }

  /** A village without an outline, or a pin where no village has a place. */
  private addDot(dot: Element): void {
    const village = dot.getAttribute("data-dot") === "village";
    const at: Cell = [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))];
    L.circleMarker(latLngOf(this.data.grid, at), {
      pane: "villages",
      interactive: false,
      radius: village ? 4.5 : 3,
      color: OUTLINE,
      weight: 1.6,
      fillColor: dot.getAttribute("fill") ?? OUTLINE,
      fillOpacity: 1,
    }).addTo(this.map);
  }

  private addVillage(code: string, rings: Rings): void {
    const look = this.picture.svg.querySelector("#village-areas");
    const fill = look?.getAttribute("fill") ?? "none";
    this.plain = fill === "none" ? null : fill;
    const path = L.polygon(this.picture.latLngs(rings), {
      pane: "villages",
      interactive: false,
      smoothFactor: 0,
      color: look?.getAttribute("stroke") ?? "#b9c8c2",
      weight: this.plain ? 1 : 0.6,
      ...this.villageFill(false),
    });
    path.on("add", () => path.getElement()?.setAttribute("data-village-code", code));
    path.addTo(this.areas);
    this.villages.push([code, path]);
  }
}
