/** A place typed in: gone to, made a corner of what is being drawn, or pinned. */

import type { Session } from "../app/session";
import { t } from "../app/words";
import { readPlace } from "../measure/typed_place";
import { TOOLS } from "../tools";
import { pinAt } from "../tools/pin";
import { gridPoint, type Point } from "../topology/point";
import { h } from "./dom";
import { canType } from "./hint_bar";

export function typedForm(session: Session, goTo: (at: Point) => void): HTMLElement {
  const drawing = canType(session);
  const input = h("input", { placeholder: t("typed.example"), "data-focus": "typed", "data-field": "typed" });
  const put = (event: Event): void => {
    event.preventDefault();
    const found = readPlace(input.value);
    const at = found && gridPoint(found.lon, found.lat);
    if (!at) return session.say("typed.unreadable", {}, "warn");
    input.value = "";
    goTo(at);
    if (drawing) TOOLS[session.view.tool].tap(session, { at, reach: 1 });
    else if (event.type === "click") pinAt(session, at);
  };
  return h(
    "form.typed",
    { onsubmit: put },
    h("label.field", {}, h("span", {}, t("typed")), input),
    h("button.plain", { type: "submit", "data-do": "typed" }, t(drawing ? "typed.add" : "checks.go")),
    !drawing && h("button.plain", { type: "button", "data-do": "typed-pin", onclick: put }, t("tool.pin")),
  );
}
