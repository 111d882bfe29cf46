/** The chosen village or pin: its words, its size, what can be done with it. */

import type { Session } from "../app/session";
import { areaWords, lang, t, type Key } from "../app/words";
import type { Pin, Village } from "../drawing/drawing";
import { cutToOutline } from "../drawing/edits/outline";
import { deletePin, deleteVillage, setPin, setVillage } from "../drawing/edits/words";
import { copyPin, namePin } from "../tools/pin";
import { stillToDraw } from "../drawing/progress";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { h, typed, type Child, type On, type VNode } from "./dom";
import { isRemark } from "../drawing/remark";
import { later } from "./later";

export function editor(session: Session): VNode | null {
  const { chosen } = session.view;
  const close = h(
    "button.close",
    { type: "button", "aria-label": t("do.close"), onclick: () => session.show({ chosen: null }) },
    "×",
  );
  const village = session.drawing.villages.find(({ id }) => chosen?.kind === "village" && id === chosen.id);
  if (village)
    return h("section.card", { key: village.id, "data-card": "village" }, close, ...villageForm(session, village));
  const pin = session.drawing.pins.find(({ id }) => chosen?.kind === "pin" && id === chosen.id);
  return pin ? h("section.card", { key: pin.id, "data-card": "pin" }, close, ...pinForm(session, pin)) : null;
}

function field(key: Key, name: string, value: string, change: (value: string) => void, extra = {}): VNode {
  const input = typed(value, (text) => change(text.trim()), { "data-focus": name, "data-field": name, ...extra });
  return h("label.field", {}, h("span", {}, t(key)), input);
}

/** What has a place of its own in the card. */
const OWN: ReadonlySet<string> = new Set(["check", "check_by", "check_on", "photo"]);

/** What else the file says of it, to be seen; it is written again as it is. */
function moreOf({ more }: Village | Pin): VNode[] {
  if (!more) return [];
  const text = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));
  const shown = Object.entries(more).filter(([key]) => !OWN.has(key));
  if (!shown.length) return [];
  const rows = shown.map(([key, value]) => h("p.quiet", { "data-more": key }, `${key}: ${text(value)}`));
  return [h("details", {}, h("summary", {}, t("more")), ...rows)];
}

function villageForm(session: Session, village: Village): Child[] {
  const set = (words: Parameters<typeof setVillage>[2]): void => {
    session.apply("words", setVillage(session.drawing, village.id, words));
  };
  const left = stillToDraw(session.drawing, session.data.villages);
  const pick = h(
    "select",
    {
      "data-focus": "pick",
      "data-field": "pick",
      value: "",
      onchange: ({ currentTarget }: On<HTMLSelectElement>) => {
        const known = left.find(({ code }) => code === currentTarget.value);
        if (known) set({ name: known.name, moo: known.moo, code: known.code });
      },
    },
    h("option", { value: "" }, "…"),
    ...left.map(({ code, moo, name }) => h("option", { value: code }, `${moo} ${name}`)),
  );
  const button = (key: Key, mark: string, onclick: () => void, tone = "plain"): VNode =>
    h(`button.${tone}`, { type: "button", "data-focus": mark, "data-do": mark, onclick }, t(key));
  return [
    h("h2", {}, village.name || t("village.nameless")),
    h("p.facts", {}, raiText(areaOf(village.parts), areaWords())),
    ...(left.length && !village.code ? [h("label.field", {}, h("span", {}, t("village.choose")), pick)] : []),
    field("village.name", "name", village.name, (name) => set({ name })),
    h(
      "div.pair",
      {},
      field(
        "village.moo",
        "moo",
        village.moo === null ? "" : String(village.moo),
        (text) => {
          const moo = Number.parseInt(text, 10);
          set({ moo: Number.isFinite(moo) && moo > 0 ? moo : null });
        },
        { inputmode: "numeric" },
      ),
      field("village.code", "code", village.code, (code) => set({ code }), { inputmode: "numeric" }),
    ),
    field("village.note", "note", village.note, (note) => set({ note })),
    ...(later(session, "more")?.villageMore(session, village) ?? []),
    ...moreOf(village),
    h(
      "div.buttons",
      {},
      session.outline.length > 0 &&
        button("village.cut", "cut", () =>
          session.apply("cut", cutToOutline(session.drawing, village.id, session.outline)),
        ),
      button(
        "village.delete",
        "delete",
        () => session.apply("delete", deleteVillage(session.drawing, village.id), { chosen: null }),
        "danger",
      ),
    ),
  ];
}

function pinForm(session: Session, pin: Pin): Child[] {
  if (isRemark(pin)) return later(session, "more")?.remarkForm(session, pin) ?? [];
  const set = (words: Parameters<typeof setPin>[2]): void => {
    session.apply("words", setPin(session.drawing, pin.id, words));
  };
  const { groups, symbols } = session.data;
  const kind = h(
    "select",
    {
      value: pin.kind,
      "data-focus": "kind",
      "data-field": "kind",
      onchange: ({ currentTarget }: On<HTMLSelectElement>) => set({ kind: currentTarget.value }),
    },
    pin.kind === "" && h("option", { value: "" }, t("pin.by_name")),
    ...groups.map((group) =>
      h(
        "optgroup",
        { label: lang() === "th" ? group.label_th : group.label_en },
        ...Object.entries(symbols)
          .filter(([, row]) => row.group === group.id)
          .map(([id, row]) => h("option", { value: id }, lang() === "th" ? row.label_th : row.label_en)),
      ),
    ),
  );
  return [
    h("h2", {}, pin.name || (lang() === "th" ? symbols[pin.kind]?.label_th : symbols[pin.kind]?.label_en) || "–"),
    field("pin.name", "name", pin.name, (name) => namePin(session, pin, name), {
      autofocus: session.view.fresh === pin.id,
    }),
    h("label.field", {}, h("span", {}, t("pin.kind")), kind),
    field("pin.note", "note", pin.note, (note) => set({ note })),
    ...(later(session, "more")?.pinPhoto(session, pin) ?? []),
    ...moreOf(pin),
    h("p.quiet", {}, t("pin.privacy")),
    h(
      "div.buttons",
      {},
      h(
        "button.plain",
        { type: "button", "data-do": "move-pin", onclick: () => session.show({ tool: "pin", taken: pin.at }) },
        t("pin.move"),
      ),
      h("button.plain", { type: "button", "data-do": "copy-pin", onclick: () => copyPin(session, pin) }, t("pin.copy")),
      h(
        "button.danger",
        {
          type: "button",
          "data-do": "delete-pin",
          onclick: () => session.apply("delete", deletePin(session.drawing, pin.id), { chosen: null }),
        },
        t("pin.delete"),
      ),
    ),
  ];
}
