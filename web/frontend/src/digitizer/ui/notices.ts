/** The lines above the map that stay until they are answered or their cause is gone. */

import { t, type Facts, type Key } from "../app/words";
import { h, refill, type VNode } from "./dom";

/** What can be told at the same time, in the order shown. */
const ORDER = ["unsaved", "keeping", "mended", "turn", "version", "ground", "restored"] as const;
export type Slot = (typeof ORDER)[number];

export class Notices {
  private readonly rows = new Map<Slot, VNode>();

  constructor(private readonly element: HTMLElement) {}

  put(slot: Slot, ...content: VNode[]): void {
    this.rows.set(slot, h("div", { key: slot, "data-notice": slot }, ...content));
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

/** What a line says. */
export function said(key: Key, facts: Facts = {}): VNode {
  return h("span", {}, t(key, facts));
}

/** What can be done about it. */
export function button(key: Key, look: "main" | "plain", mark: string, onclick: () => void): VNode {
  return h(`button.${look}`, { type: "button", "data-do": mark, onclick }, t(key));
}
