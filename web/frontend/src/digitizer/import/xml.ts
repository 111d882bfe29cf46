/**
 * The few questions that KML and GPX need answered about XML.
 *
 * Read by a parser of its own: a worker has none of the browser's.
 */

import { SaxesParser } from "saxes";
import { limit } from "./limits";
import { BROKEN, mendStructure, type DialectName } from "./xml_mend";

export interface XmlElement {
  /** Its name without a prefix. */
  readonly local: string;
  /** By their names without prefixes. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Texts and elements in their order. */
  readonly nodes: readonly (string | XmlElement)[];
}

export interface Parsed {
  readonly root: XmlElement;
  /** Whether the text broke off; what stands before the break is there. */
  readonly broken: boolean;
  /** Whether its structure was put in order. */
  readonly mended: boolean;
}

/** The document; one that is no XML as far as it can be put in order. */
export function parseXml(text: string, dialect: DialectName): Parsed | null {
  const begin = text.search(/<[A-Za-z_!?]/);
  const declared = text.slice(0, 4096).indexOf("<?xml");
  const whole = text.slice(declared >= 0 ? declared : Math.max(begin, 0));
  const strict = parsed(whole);
  if (strict && !strict.broken) return { ...strict, mended: declared > 0 };
  const mended = mendStructure(whole, dialect, ownRecords(whole));
  const again = parsed(mended.text);
  return again && { root: again.root, broken: again.broken || mended.cut, mended: true };
}

/** An element while what is in it is still being read. */
interface Growing extends XmlElement {
  readonly children: XmlElement[];
  readonly nodes: (string | XmlElement)[];
}

/** What breaks a rule of XML ends the reading. */
class NotWellFormed extends Error {}

/** The tree of a text as far as it is well-formed; null where it does not even begin. */
function parsed(text: string): { root: XmlElement; broken: boolean } | null {
  const top: Growing = { local: "", attributes: new Map(), children: [], nodes: [] };
  const open = [top];
  let count = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", ({ message }) => {
    throw new NotWellFormed(message);
  });
  parser.on("opentag", ({ local, attributes }) => {
    const named = Object.values(attributes).map(({ local: name, value }) => [name, value] as const);
    const element: Growing = { local, attributes: new Map(named), children: [], nodes: [] };
    const parent = open.at(-1)!;
    parent.children.push(element);
    parent.nodes.push(element);
    open.push(element);
    limit("depth", open.length - 1);
    limit("elements", ++count);
  });
  parser.on("closetag", () => void open.pop());
  const words = (piece: string): void => void open.at(-1)!.nodes.push(piece);
  parser.on("text", words);
  parser.on("cdata", words);
  let broken = false;
  try {
    parser.write(text).close();
  } catch (trouble) {
    if (!(trouble instanceof NotWellFormed)) throw trouble;
    broken = true;
  }
  const [root] = top.children;
  return root ? { root, broken } : null;
}

/** Kinds of placemark that a file of KML 2.0 names itself: `<Schema parent="Placemark" name="Village">`. */
export function ownRecords(text: string): string[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?Schema(\s[^<>]*)>(\s*<parent>\s*Placemark\s*<\/parent>)?/g)].flatMap(
    ([, attributes, inside]) => {
      const stated = (name: string): string =>
        new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}["']([^"']*)["']`).exec(attributes!)?.[1] ?? "";
      const name = stated("name");
      return (inside || stated("parent") === "Placemark") && /^[\p{L}_][\p{L}\p{M}\w.-]*$/u.test(name) ? [name] : [];
    },
  );
}

/** Whether a record's shape was broken, so that its corners are not known. */
export const isBroken = (record: XmlElement): boolean => record.attributes.has(BROKEN);

/** Elements of these names anywhere below, in document order. */
export function below(root: XmlElement, ...names: readonly string[]): XmlElement[] {
  const found: XmlElement[] = [];
  const left = [...root.children].reverse();
  for (let element = left.pop(); element; element = left.pop()) {
    if (names.includes(element.local)) found.push(element);
    for (let i = element.children.length; i > 0; i--) left.push(element.children[i - 1]!);
  }
  return found;
}

export function childrenOf(element: XmlElement, ...names: readonly string[]): XmlElement[] {
  return element.children.filter(({ local }) => names.includes(local));
}

/** All text in an element; nested no deeper than the limit. */
export const wordsIn = ({ nodes }: XmlElement): string =>
  nodes.map((node) => (typeof node === "string" ? node : wordsIn(node))).join("");

/** What is in an element as markup: names and texts, as a description written in elements needs it. */
export const markupIn = ({ nodes }: XmlElement): string =>
  nodes
    .map((node) => {
      if (typeof node === "string") return node.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return node.nodes.length ? `<${node.local}>${markupIn(node)}</${node.local}>` : `<${node.local}/>`;
    })
    .join("");

/** Text of the first child of this name, trimmed; "" without one. */
export function textOf(element: XmlElement, name: string): string {
  const [first] = childrenOf(element, name);
  return first ? wordsIn(first).trim() : "";
}
