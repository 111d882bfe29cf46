/** Where the gazetteer puts the villages that have no area yet: a help for who draws them. */

import L from "leaflet";
import type { Session } from "../app/session";
import { t } from "../app/words";
import type { KnownVillage } from "../data";
import { stillToDraw } from "../drawing/progress";

export class KnownLayer {
  private readonly dots = new Map<string, L.Marker>();

  constructor(private readonly map: L.Map) {}

  draw(session: Session): void {
    const left = new Map(
      stillToDraw(session.drawing, session.data.villages).map((known) => [known.code, known]),
    );
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

  labels(): (HTMLElement | undefined)[] {
    return [...this.dots.values()].map((dot) => dot.getElement()?.querySelector("span") ?? undefined);
  }

  dotBoxes(): DOMRect[] {
    return [...this.dots.values()].flatMap((dot) => {
      const element = dot.getElement()?.querySelector("i");
      return element ? [element.getBoundingClientRect()] : [];
    });
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
