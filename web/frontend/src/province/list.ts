// The list of a choice, the register's table, and the card of a tambon or designation.

import { find, h } from "../shared/dom";
import { type Called, called, rank } from "../shared/search_rank";
import { searchWords } from "../shared/search_words";
import { figures, nameOf, word } from "../shared/words";
import {
  answers,
  type Choice,
  chosenRows,
  counted,
  type ProvinceData,
  type Row,
  type Tambon,
  villagePage,
} from "./data";
import { rowName } from "./markers";
import { tambonName } from "./province_map";
import type { Found } from "./search";

function mark(row: Row, color: string): HTMLElement {
  const sign = h("span", { class: "sign", "aria-hidden": "true" }, row.level === "province" ? "★" : "●");
  sign.style.color = color;
  return sign;
}

/** The rows of a choice as a list of buttons. */
export function drawList(data: ProvinceData, choice: Choice, open: (row: Row) => void): void {
  const list = find("chosen-list");
  const title = find("chosen-title");
  if (!list || !title) return;
  const rows = chosenRows(data.rows, choice);
  title.replaceChildren(
    choice.year ? word("year.be", { year: choice.year }) : word("years.all"),
    " ",
    h("span", { class: "soft" }, word("count.villages", { n: rows.length })),
  );
  list.replaceChildren(
    ...rows.map((row) => {
      const color = data.years.find((y) => y.year === row.year)?.color ?? "";
      const button = h(
        "button",
        { type: "button", "data-row": row.row },
        mark(row, color),
        h(
          "span",
          { class: "name" },
          row.name,
          h("span", { class: "soft" }, ` ${row.moo ? word("moo.short", { n: row.moo }) : ""} ${row.tambon}`),
        ),
        h("span", { class: "soft" }, choice.year ? row.amphoe : figures(String(row.year))),
      );
      button.addEventListener("click", () => open(row));
      return h("li", {}, button);
    }),
  );
  if (!rows.length) list.append(h("li", { class: "soft" }, word("register.none")));
}

/** Show in the table what the choice and the search ask for. */
export function filterTable(data: ProvinceData, choice: Choice, typed: string): void {
  let shown = 0;
  const words = searchWords(typed);
  for (const row of data.rows) {
    const line = find(`row-${row.row}`);
    if (!line) continue;
    const found = !typed.trim() || rank(wordsOf(row, line), words) > 0;
    line.hidden = !(found && answers(row, choice));
    if (!line.hidden) shown++;
  }
  const said = find("register-said");
  const all = !typed.trim() && !choice.year && !choice.amphoe && !choice.level;
  if (said) said.textContent = all ? "" : word("count.found", { n: shown });
}

const written = new Map<number, Called>();

/** All that stands in a row, as words; made once. */
function wordsOf(row: Row, line: Element): Called {
  const known = written.get(row.row);
  if (known) return known;
  const name = `${row.name} ${row.moo ? `หมู่ที่ ${row.moo}` : ""}`;
  const cells = [...line.children].map((cell) => cell.textContent ?? "");
  const made = called([name], [`ตำบล${row.tambon}`, `อำเภอ${row.amphoe}`, row.code, ...cells]);
  written.set(row.row, made);
  return made;
}

function closer(card: HTMLElement): HTMLElement {
  const button = h("button", { type: "button", class: "close", "aria-label": word("close") }, "×");
  button.addEventListener("click", () => {
    card.hidden = true;
  });
  return button;
}

/** A designation's card, with a way to its row in the table. */
export function showRow(data: ProvinceData, row: Row): void {
  const card = find("place-card");
  if (!card) return;
  const tambon = data.tambons.find((t) => t.code === row.tambonCode);
  card.hidden = false;
  card.replaceChildren(
    closer(card),
    h("h2", {}, rowName(row)),
    h(
      "p",
      {},
      h(
        "span",
        { class: "badge" },
        `${row.level === "province" ? "★" : "●"} ${word(`level.${row.level}`)} ${figures(String(row.year))}`,
      ),
    ),
    h(
      "p",
      { class: "soft" },
      [word("tambon.name", { name: row.tambon }), word("amphoe.name", { name: row.amphoe })].join(" "),
    ),
    row.place === "tambon" ? h("p", { class: "soft" }, word("legend.approximate")) : "",
    row.status === "exact" ? "" : h("p", {}, h("span", { class: `status ${row.status}` }, statusWord(row))),
    h(
      "p",
      { class: "ways" },
      h("a", { href: `#row-${row.row}` }, `${word("register.row")} ${figures(String(row.row))}`),
      ownPage(data, row),
      pageLink(tambon, row.code),
    ),
  );
}

/** The card of a village that was searched for and has no page. */
export function showVillage(village: Found): void {
  const card = find("place-card");
  if (!card) return;
  const { tambon } = village;
  card.hidden = false;
  card.replaceChildren(
    closer(card),
    h("h2", {}, village.label),
    h("p", { class: "soft" }, tambon ? tambonName(tambon) : ""),
    village.at ? "" : h("p", { class: "soft" }, word("place.none")),
  );
}

function statusWord(row: Row): string {
  return row.status === "duplicate" ? word("status.duplicate", { row: "" }) : word(`status.${row.status}`);
}

/** Designations as buttons that open their cards. */
function rowList(data: ProvinceData, rows: readonly Row[], open: (row: Row) => void): HTMLElement {
  const list = h("ul", { class: "chosen-list" });
  for (const row of rows) {
    const color = data.years.find((y) => y.year === row.year)?.color ?? "";
    const button = h(
      "button",
      { type: "button" },
      mark(row, color),
      h("span", { class: "name" }, rowName(row)),
      h("span", { class: "soft" }, figures(String(row.year))),
    );
    button.addEventListener("click", () => open(row));
    list.append(h("li", {}, button));
  }
  return list;
}

/** Several designations that share a count on the map, to choose from. */
export function showRows(data: ProvinceData, rows: readonly Row[], open: (row: Row) => void): void {
  const card = find("place-card");
  if (!card) return;
  card.hidden = false;
  card.replaceChildren(
    closer(card),
    h("h2", {}, word("count.villages", { n: rows.length })),
    rowList(data, rows, open),
  );
}

/** A tambon's card: the villages ever chosen in it. */
export function showTambon(data: ProvinceData, code: string, open: (row: Row) => void): void {
  const card = find("place-card");
  const tambon = data.tambons.find((t) => t.code === code);
  if (!card || !tambon) return;
  const amphoe = data.amphoes.find((a) => a.code === tambon.amphoe);
  const rows = counted(data.rows).filter((row) => row.tambonCode === code);
  const list = rowList(data, rows, open);
  card.hidden = false;
  card.replaceChildren(
    closer(card),
    h("h2", {}, tambonName(tambon)),
    h("p", { class: "soft" }, amphoe ? word("amphoe.name", { name: nameOf(amphoe) }) : ""),
    rows.length ? list : h("p", {}, word("layer.never")),
    ...neverChosen(data, code, rows),
    h("p", { class: "ways" }, pageLink(tambon)),
  );
}

/** The tambon's drawn villages that were never designated. */
function neverChosen(data: ProvinceData, tambonCode: string, rows: readonly Row[]): Node[] {
  const chosen = new Set(rows.map((row) => row.code));
  const names = Object.entries(data.villages)
    .filter(([code]) => code.startsWith(tambonCode) && !chosen.has(code))
    .map(([, [th, en, moo]]) => {
      const name = nameOf({ th, en });
      return h("li", {}, moo ? `${name} ${word("moo.short", { n: moo })}` : name);
    });
  if (!names.length) return [];
  return [h("h3", {}, word("never.villages")), h("ul", { class: "columns" }, ...names)];
}

/** The page of a designated village, where it has one. */
function ownPage(data: ProvinceData, row: Row): Node | string {
  const page = row.kind === "village" ? villagePage(data, row.code) : "";
  return page ? h("a", { href: page }, word("village.page")) : "";
}

/** The tambon's page, opened at a village where its code is known. */
function pageLink(tambon: Tambon | undefined, village = ""): Node | string {
  if (!tambon?.page) return "";
  return h(
    "a",
    { href: village ? `${tambon.page}#v=${village}` : tambon.page },
    word("tambon.page.open", { name: nameOf(tambon) }),
  );
}
