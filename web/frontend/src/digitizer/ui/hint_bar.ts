/** One line above the map: what to do next, what was just said, and the buttons for it. */

import type { Choice, Session } from "../app/session";
import { t, type Key } from "../app/words";
import { leave } from "../map/crosshair";
import { TOOLS } from "../tools";
import { deletePicked } from "../tools/pick";
import { drawRest, otherWay, turnStretch } from "../tools/draw";
import type { Point } from "../topology/point";
import { h, refill, type On, type VNode } from "./dom";
import { typedForm } from "./typed_form";

export function hintBar(element: HTMLElement, session: Session, goTo: (at: Point) => void): () => void {
  return () => {
    const { view } = session;
    const tool = TOOLS[view.tool];
    const hint = tool.hint(session);
    const { key, facts } = view.message ?? { key: hint.key, facts: hint.facts ?? {} };
    const text = t(key, facts);
    const drafting = view.draft.points.length > 0;
    const buttons = [
      ...(view.message?.choices ?? []).map(choiceButton),
      view.tool === "draw" && !view.message?.choices && followSwitch(session),
      view.tool === "draw" && !drafting && canTakeRest(session) && button("draw.rest", "rest", () => drawRest(session)),
      view.tool === "draw" && stretchSwitch(session),
      drafting && button("do.back", "back", () => tool.back?.(session)),
      view.taken && view.tool === "corners" && button("do.delete_corner", "back", () => tool.back?.(session)),
      view.tool === "corners" &&
        !view.taken &&
        button(
          "do.pick",
          "pick",
          () => session.show({ picking: !view.picking, picked: [] }),
          view.picking ? "main" : "plain",
        ),
      view.picked.length > 0 &&
        h(
          "button.danger",
          {
            type: "button",
            "data-focus": "delete-picked",
            "data-do": "delete-picked",
            onclick: () => deletePicked(session),
          },
          t("do.delete_picked", { n: view.picked.length }),
        ),
      drafting && tool.finish && button("do.finish", "finish", () => tool.finish?.(session), "main"),
      // A picture stays where it was put: there is nothing to give up.
      view.tool === "place_image" && button("do.finish", "cancel", () => leave(session), "main"),
      view.tool !== "select" && view.tool !== "place_image" && button("do.cancel", "cancel", () => leave(session)),
    ];
    refill(
      element,
      h("p.hint", { role: "status", "aria-live": "polite", "data-tone": view.message?.tone ?? "hint" }, text),
      h("div.hint-buttons", {}, ...buttons),
      h("div.hint-typing", {}, view.typing && canType(session) && typedForm(session, goTo)),
    );
  };
}

/** Whether a typed place can be a corner of what is being drawn. */
export const canType = ({ view }: Session): boolean => view.tool === "draw" || view.tool === "split";

function button(key: Key, mark: string, onclick: () => void, tone = "plain", pressed = ""): VNode {
  const onKey = pressed && h("kbd", {}, pressed);
  return h(`button.${tone}`, { type: "button", "data-focus": mark, "data-do": mark, onclick }, t(key), onKey);
}

const choiceButton = ({ key, facts, mark = key, act }: Choice): VNode =>
  h("button.main", { key: mark, type: "button", "data-focus": mark, "data-do": mark, onclick: act }, t(key, facts));

const canTakeRest = ({ outline, drawing }: Session): boolean => outline.length > 0 && drawing.villages.length > 0;

/** The last stretch straight or along the border, whichever it is not. */
function stretchSwitch(session: Session): VNode | null {
  const other = otherWay(session);
  if (!other) return null;
  const straighter = other.points.length < session.view.draft.points.length;
  return button(straighter ? "do.straight" : "do.along", "stretch", () => turnStretch(session), "plain", "S");
}

function followSwitch(session: Session): VNode {
  const box = h("input", {
    type: "checkbox",
    "data-focus": "follow",
    checked: session.view.follow,
    onchange: ({ currentTarget }: On<HTMLInputElement>) => session.show({ follow: currentTarget.checked }),
  });
  return h("label.switch", {}, box, t("do.follow"));
}
