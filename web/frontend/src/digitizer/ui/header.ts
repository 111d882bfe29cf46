import type { KeptWork } from "../app/keeper";
import type { Saving } from "../app/saving";
import type { Unit } from "../data";
import type { Session } from "../app/session";
import { stillToDraw } from "../drawing/progress";
import { timeText } from "../app/texts";
import { chooseLang, lang, t } from "../app/words";
import { h, refill } from "./dom";

export interface HeaderParts {
  readonly saving: Saving;
  readonly kept: KeptWork;
  readonly relabel: () => void;
}

/** Where we are, how far along, and whether it is in a file. */
export function header(element: HTMLElement, session: Session, parts: HeaderParts): () => void {
  return () => {
    const { data } = session;
    const all = data.villages.length;
    const done = all
      ? all - stillToDraw(session.drawing, data.villages).length
      : session.drawing.villages.filter(({ parts }) => parts.length).length;
    const bar = h("progress", { max: all || 1, value: done, "aria-hidden": "true" });
    refill(
      element,
      h(
        "div.title",
        {},
        h("p.above", {}, t("place.above", { amphoe: named(data.amphoe), province: named(data.province) })),
        h("h1", {}, t("place.tambon", { name: named(data.tambon) })),
      ),
      h(
        "button.lang",
        { type: "button", "data-focus": "lang", "data-do": "lang", onclick: () => switchLang(session, parts) },
        lang() === "th" ? "EN" : "ไทย",
      ),
      h(
        "div.progress",
        {},
        h(
          "span",
          { "data-show": "progress" },
          all ? t("progress", { n: done, all }) : t("progress.plain", { n: done }),
        ),
        all > 0 && bar,
      ),
      h(
        "div.saving",
        {},
        h("span", { "data-show": "saved" }, savedText(session, parts)),
        h(
          "button.main",
          { type: "button", "data-focus": "save", "data-do": "save", onclick: () => void parts.saving.save() },
          t("save"),
        ),
      ),
    );
  };
}

const named = (unit: Unit): string => (lang() === "th" ? unit.name : unit.name_en);

function savedText({ data, view }: Session, { saving, kept: { marks, number } }: HeaderParts): string {
  const { saved } = marks;
  const byItself = data.save !== null && number > 0;
  if (byItself && saved?.number === number) return t("save.itself", { time: timeText(saved.at) });
  if (byItself) return t(saving.apart || saving.trouble || view.readOnly ? "save.not_yet" : "save.under_way");
  if (!saved) return t(data.save ? "save.nothing" : "save.never");
  const time = timeText(saved.at);
  const since = number - saved.number;
  return since > 0 ? t("save.changed", { n: since, time }) : t("save.current", { time });
}

function switchLang(session: Session, { relabel }: HeaderParts): void {
  chooseLang(lang() === "th" ? "en" : "th");
  relabel();
  session.show({});
}
