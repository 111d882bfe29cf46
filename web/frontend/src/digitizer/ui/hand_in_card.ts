/** What is handed in, seen before it goes: through the phone's share sheet, as a file, or as text. */

import { photosOf } from "../drawing/photo_of";
import type { Saving } from "../app/saving";
import type { Session } from "../app/session";
import { areaWords, t, type Key } from "../app/words";
import { placesOf } from "../drawing/remark";
import type { Village } from "../drawing/drawing";
import { callOf } from "../export/drawing_file";
import { changedSince, sharable } from "../export/hand_in";
import { canCode, codeOf, LONGEST_CODE } from "../export/text_code";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { download } from "../storage/file";
import { h, typed, type VNode } from "./dom";

/** The text that was packed last, and what it came to; "" while it is being packed. */
let packed: { readonly text: string; code: string } | null = null;

export function handInCard(session: Session, saving: Saving): VNode {
  const { drawing, began, view } = session;
  const changed = changedSince(began, drawing);
  const text = saving.text(changed.map(callOf), true);
  const photos = photosOf(drawing).length;
  const places = placesOf(drawing.pins).length;
  const remarks = drawing.pins.length - places;
  const name = fileName(session);
  const file = sharable(name, text);
  const close = (): void => session.show({ card: null });
  const button = (key: Key, mark: string, tone: string, act: () => void): VNode =>
    h(`button.${tone}`, { type: "button", "data-focus": mark, "data-do": mark, onclick: act }, t(key));
  const share = async (shared: File): Promise<void> => {
    if (await saving.handIn(shared)) session.say("hand.sent", { name: shared.name });
  };
  const save = (): void => {
    download(`${name}.geojson`, text, "application/geo+json");
    session.say("save.done", { name: `${name}.geojson` });
  };
  const kb = Math.max(1, Math.round(new Blob([text]).size / 1000)).toLocaleString("en-US");
  return h(
    "section.card",
    { key: "hand in", "data-card": "hand-in" },
    h("button.close", { type: "button", "aria-label": t("do.close"), onclick: close }, "×"),
    h("h2", {}, t("hand.title")),
    h("p.facts", {}, t("hand.holds", { villages: drawing.villages.length, pins: places, kb })),
    remarks > 0 && h("p.facts", {}, t("hand.remarks", { n: remarks })),
    h("p.quiet", {}, t(changed.length ? "hand.changed" : "hand.unchanged", { n: changed.length })),
    h("ul.rows", {}, ...changed.map(row)),
    signature(session),
    h(
      "div.stack",
      {},
      file && button("hand.share", "hand-share", "main", () => void share(file)),
      button("files.download", "hand-download", file ? "plain" : "main", save),
      ...asText(session, photos ? saving.text(changed.map(callOf)) : text),
      photos > 0 && h("p.quiet", { "data-show": "no-photos" }, t("hand.no_photos", { n: photos })),
    ),
    view.signed.drawn_by ? null : h("p.quiet", {}, t("hand.who")),
  );
}

function row(village: Village): VNode {
  return h(
    "li",
    { key: village.id, "data-hand": callOf(village) },
    h("span.moo", {}, village.moo ? String(village.moo) : "–"),
    h("span.name", {}, village.name || t("village.nameless")),
    h("span.area", {}, raiText(areaOf(village.parts), areaWords())),
  );
}

function signature(session: Session): VNode {
  const { signed } = session.view;
  const field = (key: Key, name: "drawn_by" | "drawn_on", type: string): VNode => {
    const take = (text: string): void => session.show({ signed: { ...session.view.signed, [name]: text } });
    const attributes = { type, "data-field": `hand-${name}`, "data-focus": `hand-${name}` };
    return h("label.field", {}, h("span", {}, t(key)), typed(signed[name], take, attributes));
  };
  return h("div.pair", {}, field("files.who", "drawn_by", "text"), field("files.when", "drawn_on", "date"));
}

/** The work as text to copy, where it is small enough; else why not. */
function asText(session: Session, text: string): VNode[] {
  if (!canCode()) return [];
  if (packed?.text !== text) {
    const begun = { text, code: "" };
    packed = begun;
    void codeOf(text).then((code) => {
      begun.code = code;
      session.show({});
    });
  }
  const { code } = packed!;
  const n = LONGEST_CODE.toLocaleString("en-US");
  if (code.length > LONGEST_CODE) return [h("p.quiet", { "data-show": "too-long" }, t("hand.too_long", { n }))];
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code);
      session.say("hand.copied");
    } catch {
      session.say("hand.copy_yourself", {}, "warn");
    }
  };
  return code
    ? [
        h("button.plain", { type: "button", "data-do": "hand-copy", onclick: () => void copy() }, t("hand.copy")),
        h("textarea", {
          readonly: true,
          rows: 2,
          "data-field": "hand-code",
          "aria-label": t("hand.copy"),
          value: code,
        }),
      ]
    : [];
}

/** The tambon, and the minute: files of several phones lie beside each other. */
function fileName({ data }: Session): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${data.tambon.code}-${data.tambon.name}-${day}-${two(now.getHours())}${two(now.getMinutes())}`;
}
