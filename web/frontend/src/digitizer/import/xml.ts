/** The few questions that KML and GPX need answered about XML. */

import { BROKEN, mendStructure, type DialectName } from "./xml_mend";

export interface Parsed {
  readonly root: Element;
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

function parsed(text: string): { root: Element; broken: boolean } | null {
  const document = new DOMParser().parseFromString(text, "application/xml");
  const root = document.documentElement as Element | null;
  if (!root || root.localName === "parsererror") return null;
  return { root, broken: document.getElementsByTagName("parsererror").length > 0 };
}

/** Kinds of placemark that a file of KML 2.0 names itself: `<Schema parent="Placemark" name="Village">`. */
export function ownRecords(text: string): string[] {
  return [...text.matchAll(/<(?:[\w.-]+:)?Schema(\s[^<>]*)>(\s*<parent>\s*Placemark\s*<\/parent>)?/g)].flatMap(
    ([, attributes, inside]) => {
      const stated = (name: string): string => new RegExp(`\\s${name}\\s{0,9}=\\s{0,9}["']([^"']*)["']`).exec(attributes!)?.[1] ?? "";
      const name = stated("name");
      return (inside || stated("parent") === "Placemark") && /^[\p{L}_][\p{L}\p{M}\w.-]*$/u.test(name) ? [name] : [];
    },
  );
}

/** Whether a record's shape was broken, so that its corners are not known. */
export const isBroken = (record: Element): boolean => record.hasAttribute(BROKEN);

/** Elements of these local names anywhere below, whatever their prefix, in document order. */
export function below(root: Element, ...names: readonly string[]): Element[] {
  return [...root.getElementsByTagName("*")].filter((element) => names.includes(element.localName));
}

export function childrenOf(element: Element, ...names: readonly string[]): Element[] {
  return [...element.children].filter((child) => names.includes(child.localName));
}

/** Text of the first child of this name, trimmed; "" without one. */
export function textOf(element: Element, name: string): string {
  return (childrenOf(element, name)[0]?.textContent ?? "").trim();
}
