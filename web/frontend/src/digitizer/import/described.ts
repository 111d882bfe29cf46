/** Facts that stand only in a description, as labels with values: as gis/reading/described_fields.py. */

import table from "../../../../../gis/data/headings.json";
import { headingKey } from "./fields";

const KNOWN = new Set(
  Object.values(table as Record<string, { words: string[]; also?: string[] }>).flatMap(({ words, also }) =>
    [...words, ...(also ?? [])].map(headingKey),
  ),
);
const LINE = /^\s*([^:：=<>]{1,40}?)\s*[:：=]\s*(\S.{0,400})$/;
const LONGEST_LABEL = 60;
const NOTHING = new Set(["", "<null>", "null", "none", "-"]);

export function describedFields(html: string): Record<string, string> {
  if (!/<t|[:：=]/i.test(html)) return {};
  const page = new DOMParser().parseFromString(html.replace(/<br\s*\/?>/gi, "\n"), "text/html");
  const pairs = [...page.querySelectorAll("tr")].flatMap((row): [string, string][] => {
    const cells = [...row.children].filter((cell) => /^t[dh]$/i.test(cell.tagName));
    if (cells.length !== 2 || cells.some((cell) => cell.querySelector("table"))) return [];
    const [label, value] = cells.map((cell) => (cell.textContent ?? "").split(/\s+/).join(" ").replace(/^[ :]+|[ :]+$/g, "")) as [string, string];
    return label && label.length <= LONGEST_LABEL ? [[label, value]] : [];
  });
  for (const one of page.querySelectorAll("table, script, style")) one.remove();
  for (const one of page.querySelectorAll("p, div, li, tr, h1, h2, h3, h4")) {
    one.before("\n");
    one.append("\n");
  }
  const lines = (page.body.textContent ?? "").split("\n").flatMap((line): [string, string][] => {
    const pair = LINE.exec(line.split(/\s+/).join(" "));
    return pair && !/^\/\/|^\d\d(?!\d)/.test(pair[2]!) ? [[pair[1]!.trim(), pair[2]!.trim()]] : [];
  });
  if (lines.some(([label]) => KNOWN.has(headingKey(label)))) pairs.push(...lines);
  const said = pairs.filter(([, value]) => !NOTHING.has(value.toLowerCase()));
  return Object.fromEntries(said.reverse());
}
