/** The panel beside the map (a sheet below it on a phone): chosen thing, tabs, their content. */

import type { Saving } from "../app/saving";
import type { KeptWork } from "../app/keeper";
import type { Session, View } from "../app/session";
import { t } from "../app/words";
import type { MapView } from "../map/map_view";
import type { Checker } from "./checks_panel";
import { checksPanel } from "./checks_panel";
import { h, refill, type VNode } from "./dom";
import { editor } from "./editor";
import { filesPanel } from "./files_panel";
import { later } from "./later";
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
const BUSY: ReadonlySet<string> = new Set(["draw", "corners", "split", "move", "place_image"]);

export function panel(element: HTMLElement, session: Session, parts: PanelParts): () => void {
  const part = (selector: string): HTMLElement => element.querySelector<HTMLElement>(selector)!;
  let shown: readonly unknown[] = [undefined, false, session.view.tab];
  return () => {
    // While a corner is carried nothing in the panel changes, and frames count.
    if (session.view.preview) return;
    element.parentElement?.toggleAttribute("data-busy", BUSY.has(session.view.tool));
    const { chosen, look, card, tool, tab } = session.view;
    const body = content(session, parts);
    refill(
      element,
      h(
        "div.chosen-card",
        {},
        look
          ? (later(session, "more")?.lookCard(look, session) ?? null)
          : card
            ? (later(session, "more")?.extraCard(card, session, parts) ?? null)
            : tool === "pin" && !chosen
              ? null
              : editor(session),
      ),
      h("div.tabs", { role: "tablist" }, ...TABS.map((one) => tabButton(session, one, parts.checker))),
      h("div.body", { key: tab, role: "tabpanel", tabindex: "-1" }, ...body),
    );
    const now = [look?.file ?? card?.kind ?? chosen?.id, tool === "pin", tab];
    const [sameChosen, samePin, sameTab] = now.map((one, i) => one === shown[i]);
    // Who turns to another tab wants to see it, not the card of the chosen thing above it.
    if (!sameTab && sameChosen) element.scrollTop += below(part(".body"), element) - part(".tabs").offsetHeight;
    else if (!sameChosen || !samePin) element.scrollTop = 0;
    // A tab whose part of the program is still on its way is seen when it is there.
    shown = body.length ? now : [now[0], now[1], shown[2]];
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
      return later(session, "more")?.groundPanel(session, map) ?? [];
    case "files":
      return filesPanel(session, map, saving, kept);
    case "guide":
      return later(session, "more")?.guidePanel() ?? [];
  }
}
