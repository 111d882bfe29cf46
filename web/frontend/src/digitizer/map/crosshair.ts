/** The keyboard's pointer: arrows move it, Enter taps, Backspace takes back, Escape leaves. */

import type L from "leaflet";
import { NO_DRAFT, type Session } from "../app/session";
import { t } from "../app/words";
import { TOOLS } from "../tools";
import { laidAside } from "../tools/aside";
import { turnStretch } from "../tools/draw";
import type { Place } from "../tools/tool";
import { toUnits, unitsPerPixel } from "./leaflet_map";

const STEP = 12;
const FINE = 2;
const REACH = 12;
/** Nearer to the rim than this, the map moves instead. */
const RIM = 40;

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Crosshair {
  private readonly mark = document.createElement("div");
  private x = 0;
  private y = 0;

  constructor(
    private readonly map: L.Map,
    private readonly session: Session,
  ) {
    const element = map.getContainer();
    this.mark.className = "crosshair";
    this.mark.hidden = true;
    element.append(this.mark);
    element.tabIndex = 0;
    element.setAttribute("role", "application");
    element.addEventListener("keydown", (event) => this.press(event));
    element.addEventListener("pointerdown", () => (this.mark.hidden = true));
    element.addEventListener("blur", () => (this.mark.hidden = true));
    session.onChange(() => element.setAttribute("aria-label", t("map.label")));
  }

  /** Puts the crosshair somewhere, as a click on a problem does. */
  goTo(latLng: L.LatLngExpression): void {
    const { x, y } = this.map.latLngToContainerPoint(latLng);
    [this.x, this.y] = [x, y];
    this.render();
  }

  private render(): void {
    this.mark.hidden = false;
    this.mark.style.transform = `translate(${this.x}px, ${this.y}px)`;
  }

  private place(): Place {
    return {
      at: toUnits(this.map.containerPointToLatLng([this.x, this.y])),
      reach: REACH * unitsPerPixel(this.map),
    };
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== this.map.getContainer()) return;
    const way = WAYS[event.key];
    const { session } = this;
    const tool = TOOLS[session.view.tool];
    if (this.mark.hidden && (way || event.key === "Enter" || event.key === " ")) this.centre();
    if (way) this.move(way, event.shiftKey ? FINE : STEP);
    else if (event.key === "Enter" && event.shiftKey) tool.finish?.(session);
    else if (event.key === "Enter" || event.key === " ") tool.tap(session, this.place());
    else if (event.key === "Backspace" || event.key === "Delete") tool.back?.(session);
    else if (event.code === "KeyS") turnStretch(session);
    else if (event.key === "+" || event.key === "=") this.zoom(1);
    else if (event.key === "-") this.zoom(-1);
    else if (event.key === "Escape") leave(session);
    else return;
    event.preventDefault();
  }

  private centre(): void {
    const { x, y } = this.map.getSize();
    [this.x, this.y] = [Math.round(x / 2), Math.round(y / 2)];
    this.render();
  }

  private zoom(way: 1 | -1): void {
    if (this.mark.hidden) this.centre();
    this.map.setZoomAround([this.x, this.y] as unknown as L.Point, this.map.getZoom() + way, {
      animate: false,
    });
  }

  private move([dx, dy]: readonly [number, number], step: number): void {
    const size = this.map.getSize();
    const [x, y] = [this.x + dx * step, this.y + dy * step];
    if (x < RIM || y < RIM || x > size.x - RIM || y > size.y - RIM) {
      this.map.panBy([dx * step, dy * step], { animate: false });
    } else [this.x, this.y] = [x, y];
    this.render();
    TOOLS[this.session.view.tool].hover?.(this.session, this.place());
  }
}

/** Gives up what is half done; a second time, the tool. */
export function leave(session: Session): void {
  const { draft, taken, picked, picking } = session.view;
  const busy = draft.points.length > 0 || taken !== null || picking || picked.length > 0;
  session.show({
    draft: NO_DRAFT,
    taken: null,
    picked: [],
    picking: false,
    preview: null,
    hover: null,
    message: laidAside(session),
    ...(busy ? {} : { tool: "select", target: null }),
  });
}
