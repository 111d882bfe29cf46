/** What a file holds, before it comes in: which areas, whose they are, and how they are to come. */

import type { Looking, Session } from "../app/session";
import { areaWords, t, type Key } from "../app/words";
import { villageOf } from "../drawing/drawing";
import { metresApart } from "../difference/borders";
import { partOf } from "../export/drawing_file";
import type { LookRow } from "../import/look";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import type { Part } from "../topology/point";
import { metresText } from "./difference_words";
import { h, type On, type VNode } from "./dom";

/** So many areas are listed; those behind them come in as well. */
const LISTED = 100;

export function lookCard(looking: Looking, session: Session): VNode {
  const { file, looked, take, answer, answered } = looking;
  const { look, own } = looked;
  const same = look.rows.filter(({ drawn, record }) => drawn && take.includes(record)).length;
  const button = (key: Key, mark: string, tone: string, act: () => void, facts = {}): VNode =>
    h(`button.${tone}`, { type: "button", "data-do": mark, disabled: answered, onclick: act }, t(key, facts));
  const counts = { file, areas: look.rows.length, pins: look.pins, lines: look.lines, left: look.left };
  return h(
    "section.card.look",
    { key: `look ${file}`, "data-card": "look" },
    h("h2", {}, t("look.title")),
    h("p.facts", {}, t("look.found", counts)),
    own?.drawn_by && h("p.facts", {}, t("look.who", { who: own.drawn_by, when: own.drawn_on })),
    ...[...new Set(looked.trouble)].map((one) => h("p.quiet", {}, t(`files.${one}`, { file }))),
    look.same_pins > 0 && h("p.quiet", {}, t("look.same_pins", { n: look.same_pins })),
    h("ul.rows", {}, ...look.rows.slice(0, LISTED).map((row) => rowOf(row, looking, session))),
    look.rows.length > LISTED && h("p.quiet", {}, t("look.more", { n: look.rows.length - LISTED })),
    h(
      "div.stack",
      {},
      same > 0 && button("look.replace", "look-replace", "main", () => answer("replace"), { n: same }),
      button("look.add", "look-add", same > 0 ? "plain" : "main", () => answer("add")),
      look.rows.length + look.lines > 0 && button("look.lines", "look-lines", "plain", () => answer("lines")),
      own && button("look.open", "look-open", "plain", () => answer("open")),
      button("look.none", "look-none", "plain", () => answer(null)),
    ),
  );
}

const known = new WeakMap<LookRow, { readonly of: readonly Part[]; readonly metres: number }>();

/** How far the file's outline lies from the work's. */
function apartText(row: LookRow, of: readonly Part[], tolerance_m: number): string {
  let found = known.get(row);
  if (found?.of !== of) {
    const parts = row.rings.map((ring) => partOf([ring])).filter((part) => part.length > 0);
    found = { of, metres: of.length && parts.length ? metresApart(of, parts) : Infinity };
    known.set(row, found);
  }
  const { metres } = found!;
  if (metres === Infinity) return "";
  return t(metres <= tolerance_m ? "look.same_line" : "look.apart", { metres: metresText(metres) });
}

/** An area of the file: to be taken or passed over. */
function rowOf(row: LookRow, looking: Looking, session: Session): VNode {
  const { record, words, drawn, doubt } = row;
  const { take } = looking;
  const turn = ({ currentTarget }: On<HTMLInputElement>): void => {
    const others = take.filter((one) => one !== record);
    session.show({ look: { ...looking, take: currentTarget.checked ? [...others, record] : others } });
  };
  const moo = words.moo ? ` · ${t("village.moo_short", { moo: words.moo })}` : "";
  const before = drawn ? villageOf(session.drawing, drawn) : undefined;
  const said = [
    doubt ? t(`look.${doubt}`) : words.code && t("look.known"),
    before && t("look.drawn", { area: raiText(areaOf(before.parts), areaWords()) }),
    before && apartText(row, before.parts, session.data.tolerance_m),
  ].filter(Boolean);
  const box = h("input", {
    type: "checkbox",
    checked: take.includes(record),
    disabled: looking.answered,
    onchange: turn,
  });
  const small = h("small", { "data-tone": doubt || before ? "warn" : null }, said.join(" · "));
  return h(
    "li",
    { key: record, "data-look": words.code || words.name },
    h("label", {}, box, h("span.name", {}, `${words.name || t("village.nameless")}${moo}`, small)),
  );
}
