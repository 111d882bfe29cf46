/** A remark at a place: what is said, by whom and when, whether it is settled; and the list of them. */

import type { Session } from "../app/session";
import { dayText } from "../app/texts";
import { t, type Key } from "../app/words";
import type { Pin } from "../drawing/drawing";
import { deletePin, setPin } from "../drawing/edits/words";
import { isDone, lookOf, REMARK, remarksOf } from "../drawing/remark";
import type { MapView } from "../map/map_view";
import { h, typed, type Child, type VNode } from "./dom";
import { symbolPicture } from "./symbol_picture";
import { take } from "./toolbar";

export function remarkForm(session: Session, pin: Pin): Child[] {
  const set = (words: Parameters<typeof setPin>[2]): void => {
    session.apply("remark", setPin(session.drawing, pin.id, words));
  };
  const note = (key: string, value: string): void => {
    const { [key]: _, ...rest } = pin.more ?? {};
    set({ more: value ? { ...rest, [key]: value } : rest });
  };
  const button = (key: Key, mark: string, act: () => void, tone = "plain"): VNode =>
    h(`button.${tone}`, { type: "button", "data-do": mark, "data-focus": mark, onclick: act }, t(key));
  const field = (key: Key, name: string, value: string, change: (text: string) => void, extra = {}): VNode =>
    h(
      "label.field",
      {},
      h("span", {}, t(key)),
      typed(value, (text) => change(text.trim()), { "data-field": name, "data-focus": name, ...extra }),
    );
  const away = (): void => void session.apply("delete", deletePin(session.drawing, pin.id), { chosen: null });
  return [
    h("h2", {}, t("remark.title")),
    field("remark.text", "remark", pin.note, (text) => set({ note: text }), {
      autofocus: session.view.fresh === pin.id,
    }),
    field("remark.by", "remark-by", String(pin.more?.["remark_by"] ?? ""), (text) => note("remark_by", text)),
    h("p.quiet", {}, t("remark.on", { on: dayText(String(pin.more?.["remark_on"] ?? "–")) })),
    h("p.quiet", {}, t("remark.private")),
    h(
      "div.buttons",
      {},
      isDone(pin)
        ? button("remark.open", "remark-open", () => note("remark_done", ""))
        : button("remark.done", "remark-done", () => note("remark_done", "yes"), "main"),
      button("remark.move", "move-pin", () => session.show({ tool: "pin", taken: pin.at })),
      button("remark.delete", "delete-pin", away, "danger"),
    ),
  ];
}

/** All remarks, the open ones first, and the way to a new one. */
export function remarksPanel(session: Session, map: MapView): VNode[] {
  const remarks = remarksOf(session.drawing.pins).sort((a, b) => Number(isDone(a)) - Number(isDone(b)));
  const open = remarks.filter((one) => !isDone(one)).length;
  const begin = (): void => {
    take(session, "pin");
    session.show({ pinKind: REMARK });
  };
  return [
    h("h2", { key: "remarks" }, t("remarks"), h("span.count", {}, String(open))),
    h("p.quiet", { key: "remarks for" }, t("remarks.for")),
    h(
      "button.wide",
      { key: "remark", type: "button", "data-do": "remark", "data-focus": "remark-new", onclick: begin },
      t("remark.new"),
    ),
    h("ul.rows", { key: "remark rows" }, ...remarks.map((one) => row(session, map, one))),
  ];
}

function row(session: Session, map: MapView, pin: Pin): VNode {
  const onclick = (): void => {
    session.show({ chosen: { kind: "pin", id: pin.id }, message: null });
    map.goTo(pin.at);
  };
  const by = String(pin.more?.["remark_by"] ?? "");
  const said = [by, dayText(String(pin.more?.["remark_on"] ?? "")), isDone(pin) && t("remark.is_done")];
  return h(
    "li",
    { key: pin.id, "aria-current": session.view.chosen?.id === pin.id ? "true" : null },
    h(
      "button.row",
      { type: "button", "data-focus": pin.id, "data-remark": pin.id, onclick },
      h("span.moo", {}, symbolPicture(lookOf(session.data.symbols, pin), 24)),
      h("span.name", {}, pin.note || t("remark.empty"), h("small", {}, said.filter(Boolean).join(" · "))),
    ),
  );
}
