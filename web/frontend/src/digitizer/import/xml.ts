/** The few questions that KML and GPX need answered about XML. */

export interface Parsed {
  readonly root: Element;
  /** Whether the text broke off; what stands before the break is there. */
  readonly broken: boolean;
}

export function parseXml(text: string): Parsed | null {
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  const root = parsed.documentElement as Element | null;
  if (!root || root.localName === "parsererror") return null;
  return { root, broken: parsed.getElementsByTagName("parsererror").length > 0 };
}

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
