/** Elements from code; text is always text. */

type Child = Node | string | null | false | undefined;

interface Attributes {
  readonly [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/** `h("button.big", {onclick}, "text")`: a tag with classes, attributes, listeners, children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K | `${K}.${string}`,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag as K);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false && child !== undefined));
  return element;
}

/** Whether somebody is typing here and has not finished. */
function isBeingTyped(active: Element | null): boolean {
  return active instanceof HTMLInputElement && active.value !== active.defaultValue;
}

/**
 * Replaces what an element holds, keeping the focus on the field with the same name.
 *
 * A field that is being typed into is left alone with all around it: no word gets lost.
 */
export function refill(element: HTMLElement, ...children: readonly Child[]): void {
  const active = document.activeElement;
  if (element.contains(active) && isBeingTyped(active)) return;
  const mark = active && element.contains(active) ? active.getAttribute("data-focus") : null;
  element.replaceChildren(
    ...children.filter((child): child is Node | string => child !== null && child !== false && child !== undefined),
  );
  if (mark) element.querySelector<HTMLElement>(`[data-focus="${CSS.escape(mark)}"]`)?.focus();
}
