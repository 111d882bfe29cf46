/** A place typed in: gone to, made a corner of what is being drawn, or pinned. */

import type { Session } from "../app/session";
import { t } from "../app/words";
import { readPlace } from "../measure/typed_place";
import { TOOLS } from "../tools";
import { pinAt } from "../tools/pin";
import { gridPoint, type Point } from "../topology/point";
import { h, type On, type VNode } from "./dom";
import { canType } from "./hint_bar";

export function typedForm(session: Session, goTo: (at: Point) => void): VNode {
  const drawing = canType(session);
  const put = (input: HTMLInputElement, pinIt: boolean): void => {
    const found = readPlace(input.value);
    const at = found && gridPoint(found.lon, found.lat);
    if (!at) return session.say("typed.unreadable", {}, "warn");
    input.value = "";
    goTo(at);
    if (drawing) TOOLS[session.view.tool].tap(session, { at, reach: 1 });
    else if (pinIt) pinAt(session, at);
  };
  const inputOf = (form: HTMLFormElement | null): HTMLInputElement => form!.querySelector("input")!;
  const submit = (event: Event & On<HTMLFormElement>): void => {
    event.preventDefault();
    put(inputOf(event.currentTarget), false);
  };
  const pinThere = ({ currentTarget }: On<HTMLButtonElement>): void => put(inputOf(currentTarget.form), true);
  return h(
    "form.typed",
    { onsubmit: submit },
    h(
      "label.field",
      {},
      h("span", {}, t("typed")),
      h("input", { placeholder: t("typed.example"), "data-focus": "typed", "data-field": "typed" }),
    ),
    h("button.plain", { type: "submit", "data-do": "typed" }, t(drawing ? "typed.add" : "checks.go")),
    !drawing && h("button.plain", { type: "button", "data-do": "typed-pin", onclick: pinThere }, t("tool.pin")),
  );
}
