/** The lines above the map that stay until they are answered or their cause is gone. */

import { refill } from "./dom";

/** What can be told at the same time, in the order shown. */
const ORDER = ["keeping", "turn", "restored"] as const;
export type Slot = (typeof ORDER)[number];

export class Notices {
  private readonly rows = new Map<Slot, HTMLElement>();

  constructor(private readonly element: HTMLElement) {}

  put(slot: Slot, ...content: HTMLElement[]): void {
    const row = document.createElement("div");
    row.dataset["notice"] = slot;
    row.append(...content);
    this.rows.set(slot, row);
    this.show();
  }

  take(slot: Slot): void {
    if (this.rows.delete(slot)) this.show();
  }

  private show(): void {
    this.element.hidden = this.rows.size === 0;
    refill(this.element, ...ORDER.map((slot) => this.rows.get(slot) ?? null));
  }
}
