/** Where the gazetteer puts the villages that have no area yet: a help for who draws them. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import { t } from "../app/words";
import type { KnownVillage } from "../data";
import { stillToDraw } from "../drawing/progress";
import { around, meets, type Box } from "../../shared/labels";
import { textWidth } from "../../shared/measure";

/** As css/map.css sets them: the dot on its place, the name beneath it. */
const DOT_PX = 10;
const NAME = { size: 13, height: 17, below: 14 } as const;

export class KnownLayer {
  private readonly dots = new Map<string, L.Marker>();

  constructor(
    private readonly map: L.Map,
    /** Names of roads and waters: each is there where everything else leaves it room. */
    readonly ground: readonly L.Marker[],
  ) {}

  draw(session: Session): void {
    const left = new Map(stillToDraw(session.drawing, session.data.villages).map((known) => [known.code, known]));
    for (const [code, dot] of this.dots) {
      if (left.has(code)) continue;
      dot.remove();
      this.dots.delete(code);
    }
    for (const known of left.values()) if (!this.dots.has(known.code)) this.add(known);
  }

  /** Writes every label anew at the next drawing, as after a change of language. */
  relabel(): void {
    for (const dot of this.dots.values()) dot.remove();
    this.dots.clear();
  }

  /** The ground of the dots, in pixels of the map's zoom. */
  dotBoxes(): Box[] {
    return [...this.dots.values()].map((dot) => {
      const { x, y } = this.pixelsOf(dot);
      return around(x, y, DOT_PX, DOT_PX);
    });
  }

  /** Leaves out the names that would cover what is taken; the ground of the others. */
  place(taken: readonly Box[], dots: Iterable<L.Marker> = this.dots.values()): Box[] {
    const boxes: Box[] = [];
    for (const dot of dots) {
      const words = dot.getElement()?.querySelector("span");
      if (!words) continue;
      const { x, y } = this.pixelsOf(dot);
      const width = textWidth(words.textContent ?? "", NAME.size);
      const box = around(x, y + NAME.below, width, NAME.height);
      const free = [...taken, ...boxes].every((other) => !meets(box, other));
      words.classList.toggle("left-out", !free);
      if (free) boxes.push(box);
    }
    return boxes;
  }

  private pixelsOf(dot: L.Marker): L.Point {
    return this.map.project(dot.getLatLng(), this.map.getZoom());
  }

  private add({ code, name, moo, lon, lat }: KnownVillage): void {
    if (lon === null || lat === null) return;
    const words = document.createElement("span");
    words.textContent = `${name.replace(/^บ้าน/, "")} ${t("village.moo_short", { moo })}`;
    const element = document.createElement("div");
    element.append(document.createElement("i"), words);
    element.className = "known";
    const icon = L.divIcon({ className: "", html: element, iconSize: [0, 0] });
    const dot = L.marker([lat, lon], { icon, interactive: false, keyboard: false });
    this.dots.set(code, dot.addTo(this.map));
  }
}
