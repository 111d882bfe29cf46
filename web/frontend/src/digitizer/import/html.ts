/**
 * Descriptions are HTML; what they say is read here, since a worker has none of the browser's parsers.
 *
 * Only what tables and lines are made of is understood (the HTML standard, 13.1.2.4: which end
 * tags may be left out); a parser that knows all of HTML weighs as much as the map.
 */

import { unescaped } from "./true_name";

export interface HtmlElement {
  readonly tag: string;
  readonly nodes: (HtmlElement | string)[];
}

export type HtmlNode = HtmlElement | string;

/** A comment, a tag with its name, or text. */
const PIECE = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</g;
const EMPTY = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
const RAW = new Set(["script", "style"]);
/** What a tag ends that was left open, and where that search ends. */
const ENDS: Readonly<Record<string, { readonly ends: readonly string[]; readonly within: readonly string[] }>> = {
  td: { ends: ["td", "th"], within: ["tr", "table"] },
  th: { ends: ["td", "th"], within: ["tr", "table"] },
  tr: { ends: ["tr"], within: ["table"] },
  li: { ends: ["li"], within: ["ul", "ol"] },
  p: { ends: ["p"], within: ["td", "th", "div", "li"] },
};
/** Deeper no one writes; elements beyond stand side by side. */
const DEEPEST = 50;

/** The nodes at the top of a text of HTML; a `<br>` is the end of a line. */
export function nodesOf(html: string): readonly HtmlNode[] {
  const top: HtmlElement = { tag: "", nodes: [] };
  const open = [top];
  const closeTo = (ends: readonly string[], within: readonly string[]): void => {
    for (let at = open.length - 1; at > 0; at--) {
      if (ends.includes(open[at]!.tag)) return void open.splice(at);
      if (within.includes(open[at]!.tag)) return;
    }
  };
  for (const [piece, closing, name] of html.matchAll(PIECE)) {
    const inside = open.at(-1)!;
    const tag = name?.toLowerCase() ?? "";
    if (RAW.has(inside.tag)) {
      if (closing && tag === inside.tag) open.pop();
    } else if (!name) {
      if (!/^<[!?]/.test(piece)) inside.nodes.push(unescaped(piece));
    } else if (closing) closeTo([tag], tag === "table" ? [] : ["table"]);
    else if (tag === "br") inside.nodes.push("\n");
    else if (!EMPTY.has(tag)) {
      const { ends = [], within = [] } = ENDS[tag] ?? {};
      closeTo(ends, within);
      const element: HtmlElement = { tag, nodes: [] };
      open.at(-1)!.nodes.push(element);
      if (open.length <= DEEPEST) open.push(element);
    }
  }
  return top.nodes;
}

/** Every element, parents before children. */
export function elementsIn(nodes: readonly HtmlNode[], found: HtmlElement[] = []): HtmlElement[] {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    found.push(node);
    elementsIn(node.nodes, found);
  }
  return found;
}

/** All text in some nodes. */
export const wordsOf = (nodes: readonly HtmlNode[]): string =>
  nodes.map((node) => (typeof node === "string" ? node : wordsOf(node.nodes))).join("");

/** Their text in lines: elements of `blocks` begin and end one; those of `without` are left out. */
export function linesOf(
  nodes: readonly HtmlNode[],
  blocks: ReadonlySet<string>,
  without: ReadonlySet<string>,
): string[] {
  const textOf = (node: HtmlNode): string => {
    if (typeof node === "string") return node;
    if (without.has(node.tag)) return "";
    const text = node.nodes.map(textOf).join("");
    return blocks.has(node.tag) ? `\n${text}\n` : text;
  };
  return nodes.map(textOf).join("").split("\n");
}
