/** Facts that stand only in a description, as labels with values: as gis/reading/records/described_fields.py. */

import table from "../../../../../gis/data/headings.json";
import { headingKey } from "./fields";
import { elementsIn, linesOf, nodesOf, wordsOf, type HtmlElement } from "./html";

const KNOWN = new Set(
  Object.values(table.meanings as Record<string, { words: string[]; also?: string[] }>).flatMap(({ words, also }) =>
    [...words, ...(also ?? [])].map(headingKey),
  ),
);
const LINE = /^\s*([^:：=<>]{1,40}?)\s*[:：=]\s*(\S.{0,400})$/;
const LONGEST_LABEL = 60;
const NOTHING = new Set(["", "<null>", "null", "none", "-"]);

const CELLS = new Set(["td", "th"]);
const BLOCKS = new Set(["p", "div", "li", "tr", "h1", "h2", "h3", "h4"]);
const WITHOUT = new Set(["table", "script", "style"]);

const elementsAt = ({ nodes }: HtmlElement): HtmlElement[] => nodes.filter((node) => typeof node !== "string");

const inOneLine = (text: string): string => text.split(/\s+/).join(" ");

export function describedFields(html: string): Record<string, string> {
  if (!/<t|[:：=]/i.test(html)) return {};
  const nodes = nodesOf(html);
  const pairs = elementsIn(nodes)
    .filter(({ tag }) => tag === "tr")
    .flatMap((row): [string, string][] => {
      const cells = elementsAt(row).filter(({ tag }) => CELLS.has(tag));
      if (cells.length !== 2 || cells.some((cell) => elementsIn(cell.nodes).some(({ tag }) => tag === "table")))
        return [];
      const [label, value] = cells.map((cell) => inOneLine(wordsOf(cell.nodes)).replace(/^[ :]+|[ :]+$/g, "")) as [
        string,
        string,
      ];
      return label && label.length <= LONGEST_LABEL ? [[label, value]] : [];
    });
  const lines = linesOf(nodes, BLOCKS, WITHOUT).flatMap((line): [string, string][] => {
    const pair = LINE.exec(inOneLine(line));
    return pair && !/^\/\/|^\d\d(?!\d)/.test(pair[2]!) ? [[pair[1]!.trim(), pair[2]!.trim()]] : [];
  });
  if (lines.some(([label]) => KNOWN.has(headingKey(label)))) pairs.push(...lines);
  const said = pairs.filter(([, value]) => !NOTHING.has(value.toLowerCase()));
  return Object.fromEntries(said.reverse());
}
