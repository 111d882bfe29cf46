/** What is said of all that lies under the drawing: its credit, and that the villages let it show. */

import * as L from "leaflet";

export class Beneath {
  private readonly credits = new Map<unknown, string>();
  private readonly words = document.createElement("div");

  constructor(
    private readonly map: L.Map,
    /** Whom the project's own ground is from; "" where nobody need be named. */
    private readonly always: string,
  ) {
    this.words.className = "map-credit";
    this.words.textContent = always;
    const control = new L.Control({ position: "bottomleft" });
    control.onAdd = () => this.words;
    control.addTo(map);
  }

  /** The credit of one thing beneath; null once it is gone. */
  credit(of: unknown, text: string | null): void {
    if (text === null) this.credits.delete(of);
    else this.credits.set(of, text);
    this.words.textContent = [...new Set([this.always, ...this.credits.values()])].filter(Boolean).join(" · ");
    this.map.getContainer().classList.toggle("with-ground", this.credits.size > 0);
  }
}
