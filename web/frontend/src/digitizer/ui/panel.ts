/** The panel beside the map (a sheet below it on a phone): chosen thing, tabs, their content. */

import type { Saving } from "../app/saving";
import type { KeptWork } from "../app/keeper";
import type { Session, View } from "../app/session";
import { t, type Key } from "../app/words";
import type { MapView } from "../map/map_view";
import type { Checker } from "./checks_panel";
import { checksPanel } from "./checks_panel";
import { h, refill, type VNode } from "./dom";
import { editor } from "./editor";
import { filesPanel } from "./files_panel";
import { groundPanel } from "./ground_panel";
import { lookCard } from "./look_card";
import { pinsPanel } from "./pins_panel";
import { villagesPanel } from "./villages_panel";

export interface PanelParts {
  readonly map: MapView;
  readonly saving: Saving;
  readonly kept: KeptWork;
  readonly checker: Checker;
}

const TABS = ["villages", "pins", "checks", "ground", "files", "guide"] as const;
/** While one of these is at work a phone shows the map alone. */
const BUSY: ReadonlySet<string> = new Set(["draw", "corners", "split", "place_image"]);
const GUIDE = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export function panel(element: HTMLElement, session: Session, parts: PanelParts): () => void {
  const part = (selector: string): HTMLElement => element.querySelector<HTMLElement>(selector)!;
  let shown: readonly unknown[] = [undefined, false, session.view.tab];
  return () => {
    // While a corner is carried nothing in the panel changes, and frames count.
    if (session.view.preview) return;
    element.parentElement?.toggleAttribute("data-busy", BUSY.has(session.view.tool));
    const { chosen, look, tool, tab } = session.view;
    refill(
      element,
      h("div.chosen-card", {}, look ? lookCard(look, session) : tool === "pin" && !chosen ? null : editor(session)),
      h("div.tabs", { role: "tablist" }, ...TABS.map((one) => tabButton(session, one, parts.checker))),
      h("div.body", { key: tab, role: "tabpanel", tabindex: "-1" }, ...content(session, parts)),
    );
    const now = [look?.file ?? chosen?.id, tool === "pin", tab];
    const [sameChosen, samePin, sameTab] = now.map((one, i) => one === shown[i]);
    // Who turns to another tab wants to see it, not the card of the chosen thing above it.
    if (!sameTab && sameChosen) element.scrollTop += below(part(".body"), element) - part(".tabs").offsetHeight;
    else if (!sameChosen || !samePin) element.scrollTop = 0;
    shown = now;
  };
}

const below = (inner: HTMLElement, outer: HTMLElement): number =>
  inner.getBoundingClientRect().top - outer.getBoundingClientRect().top;

function tabButton(session: Session, tab: View["tab"], checker: Checker): VNode {
  const count = tab === "checks" ? checker.problems.length : 0;
  return h(
    "button.tab",
    {
      type: "button",
      role: "tab",
      "data-focus": tab,
      "data-tab": tab,
      "aria-selected": session.view.tab === tab ? "true" : "false",
      onclick: () => session.show({ tab }),
    },
    t(`tab.${tab}`),
    count > 0 && h("span.count", { "data-worst": checker.worst }, String(count)),
  );
}

function content(session: Session, { map, saving, kept, checker }: PanelParts): VNode[] {
  switch (session.view.tab) {
    case "villages":
      return villagesPanel(session, map);
    case "pins":
      return pinsPanel(session, map);
    case "checks":
      return checksPanel(session, map, checker);
    case "ground":
      return groundPanel(session, map);
    case "files":
      return filesPanel(session, map, saving, kept);
    case "guide":
      return [h("ol.guide", {}, ...GUIDE.map((n) => h("li", {}, t(`guide.${n}` as Key))))];
  }
}
