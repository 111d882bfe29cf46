/** One line above the map: what to do next, what was just said, and the buttons for it. */

import type { Session } from "../app/session";
import { t, type Key } from "../app/words";
import { leave } from "../map/crosshair";
import { TOOLS } from "../tools";
import type { Point } from "../topology/point";
import { h, refill } from "./dom";
import { typedForm } from "./typed_form";

export function hintBar(element: HTMLElement, session: Session, goTo: (at: Point) => void): () => void {
  const line = h("p.hint", { role: "status", "aria-live": "polite" });
  const buttons = h("div.hint-buttons");
  const typing = h("div.hint-typing");
  element.append(line, buttons, typing);
  return () => {
    const { view } = session;
    const tool = TOOLS[view.tool];
    const hint = tool.hint(session);
    const { key, facts } = view.message ?? { key: hint.key, facts: hint.facts ?? {} };
    const text = t(key, facts);
    if (line.textContent !== text) line.textContent = text;
    line.dataset["tone"] = view.message?.tone ?? "hint";
    const drafting = view.draft.points.length > 0;
    refill(
      buttons,
      view.tool === "draw" && followSwitch(session),
      drafting && button("do.back", "back", () => tool.back?.(session)),
      view.taken && view.tool === "corners" && button("do.delete_corner", "back", () => tool.back?.(session)),
      drafting && tool.finish && button("do.finish", "finish", () => tool.finish?.(session), "main"),
      // A picture stays where it was put: there is nothing to give up.
      view.tool === "place_image" && button("do.finish", "cancel", () => leave(session), "main"),
      view.tool !== "select" && view.tool !== "place_image" && button("do.cancel", "cancel", () => leave(session)),
    );
    refill(typing, view.typing && canType(session) && typedForm(session, goTo));
  };
}

/** Whether a typed place can be a corner of what is being drawn. */
export const canType = ({ view }: Session): boolean => view.tool === "draw" || view.tool === "split";

function button(key: Key, mark: string, onclick: () => void, tone = "plain"): HTMLElement {
  return h(`button.${tone}`, { type: "button", "data-focus": mark, "data-do": mark, onclick }, t(key));
}

function followSwitch(session: Session): HTMLElement {
  const box = h("input", {
    type: "checkbox",
    "data-focus": "follow",
    onchange: () => session.show({ follow: box.checked }),
  });
  box.checked = session.view.follow;
  return h("label.switch", {}, box, t("do.follow"));
}
