/** All pins by name, those found by what is typed; the symbols to choose from while pinning. */

import type { Session } from "../app/session";
import { lang, t } from "../app/words";
import type { Pin } from "../drawing/drawing";
import { isRemark, placesOf } from "../drawing/remark";
import { later } from "./later";
import type { MapView } from "../map/map_view";
import { compareKey } from "../../shared/thai_text";
import { h, type On, type VNode } from "./dom";
import { pinPicker } from "./pin_picker";
import { symbolPicture } from "./symbol_picture";
import { take } from "./toolbar";

/** Fewer are seen at once. */
const MANY = 6;

export function pinsPanel(session: Session, map: MapView): VNode[] {
  const { drawing, view } = session;
  const sought = compareKey(view.sought);
  const places = placesOf(drawing.pins);
  const found = places.filter((pin) => compareKey(`${pin.name} ${labelOf(session, pin)}`).includes(sought));
  found.sort((a, b) => a.name.localeCompare(b.name, "th"));
  return [
    ...(view.tool === "pin" && !isRemark({ kind: view.pinKind }) ? pinPicker(session) : [pinButton(session)]),
    h("h2", { key: "pins" }, t("pins"), h("span.count", {}, String(places.length))),
    ...(places.length > MANY ? [filter(session)] : []),
    h("ul.rows", { key: "rows" }, ...found.map((pin) => row(session, map, pin))),
    ...(found.length ? [] : [h("p.quiet", { key: "none" }, t(places.length ? "pins.not_found" : "pins.none"))]),
    ...(later(session, "more")?.remarksPanel(session, map) ?? []),
  ];
}

function labelOf({ data }: Session, { kind }: Pin): string {
  const row = data.symbols[kind];
  return (lang() === "th" ? row?.label_th : row?.label_en) ?? "";
}

function pinButton(session: Session): VNode {
  const onclick = (): void => take(session, "pin");
  return h(
    "button.wide",
    { key: "pin", type: "button", "data-do": "pin", "data-focus": "pin-here", onclick },
    t("tool.pin"),
  );
}

function filter(session: Session): VNode {
  const oninput = ({ currentTarget }: On<HTMLInputElement>): void => session.show({ sought: currentTarget.value });
  const input = h("input", {
    type: "search",
    value: session.view.sought,
    "data-field": "sought",
    "data-focus": "sought",
    oninput,
  });
  return h("label.field", { key: "filter" }, h("span", {}, t("pins.find")), input);
}

function row(session: Session, map: MapView, pin: Pin): VNode {
  const { chosen } = session.view;
  const here = chosen?.kind === "pin" && chosen.id === pin.id;
  const onclick = (): void => {
    session.show({ chosen: { kind: "pin", id: pin.id }, message: null });
    map.goTo(pin.at);
  };
  return h(
    "li",
    { key: pin.id, "aria-current": here ? "true" : null },
    h(
      "button.row",
      { type: "button", "data-focus": pin.id, "data-pin": pin.id, onclick },
      h("span.moo", {}, symbolPicture(session.data.symbols[pin.kind], 24)),
      h("span.name", {}, pin.name || labelOf(session, pin) || t("pins.nameless")),
    ),
  );
}
