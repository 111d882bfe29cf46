/** Another officer's word on a village: checked, or not sure yet; who says so, and when. */

import type { Session } from "../app/session";
import { dayText } from "../app/texts";
import { t } from "../app/words";
import type { Village } from "../drawing/drawing";
import { setVillage } from "../drawing/edits/words";
import { h, typed, type VNode } from "./dom";

const WORDS = ["checked", "unsure"] as const;
type Word = (typeof WORDS)[number];

export function checkedField(session: Session, village: Village): VNode {
  const { more = {} } = village;
  const said = String(more["check"] ?? "");
  const who = String(more["check_by"] ?? session.view.signed.drawn_by);
  const say = (word: Word | "", by: string): void => {
    const { check: _, check_by: __, check_on: ___, ...rest } = more;
    const on = new Date().toISOString().slice(0, 10);
    const told = word ? { ...rest, check: word, check_by: by, check_on: on } : rest;
    session.apply("words", setVillage(session.drawing, village.id, { more: told }));
  };
  const button = (word: Word): VNode =>
    h(
      "button.plain",
      {
        type: "button",
        "data-do": `check-${word}`,
        "data-focus": `check-${word}`,
        "aria-pressed": String(said === word),
        onclick: () => say(said === word ? "" : word, who),
      },
      t(`check.${word}`),
    );
  return h(
    "div",
    { key: "checked" },
    h("p.quiet", {}, t("check.title")),
    h("div.buttons", {}, ...WORDS.map(button)),
    said &&
      h(
        "label.field",
        {},
        h("span", {}, t("check.by", { on: dayText(String(more["check_on"] ?? "")) })),
        typed(who, (by) => say(said as Word, by.trim()), { "data-field": "check-by", "data-focus": "check-by" }),
      ),
  );
}
