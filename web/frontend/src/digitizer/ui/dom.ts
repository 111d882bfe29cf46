/**
 * Elements from code, patched in place (Preact); text is always text.
 *
 * What is on the page stays the same element from one drawing to the next: a click that begins
 * on a button ends on it, and a field keeps what is being typed into it.
 */

import { Component, createElement, createRef, render, type ComponentChild, type VNode as PreactNode } from "preact";

export type Child = ComponentChild;
/** An element to be, whatever it is made of. */
export type VNode = PreactNode;

interface Attributes {
  /** What tells the element from its like beside it, where they come and go. */
  readonly key?: string | number;
  readonly [name: string]: string | number | boolean | null | undefined | ((event: never) => void);
}

/** `h("button.big", {onclick}, "text")`: a tag with classes, attributes, listeners, children. */
export function h(name: string, attributes: Attributes = {}, ...children: readonly Child[]): VNode {
  const [tag, ...classes] = name.split(".");
  const own = classes.length ? { ...attributes, class: classes.join(" ") } : attributes;
  return createElement(tag!, own as Record<string, unknown>, ...children);
}

/** Makes an element hold this and nothing else; what it holds already is only changed. */
export function refill(element: Element, ...children: readonly Child[]): void {
  render(children, element);
}

/** What an event says of the element that listens. */
export interface On<T extends Element> {
  readonly currentTarget: T;
}

interface TypedProps {
  readonly value: string;
  /** Called with the new text once it is finished. */
  readonly take: (text: string) => void;
  readonly attributes?: Attributes;
}

/** A field of words: shows what is so, except for what is being typed into it. */
class Typed extends Component<TypedProps> {
  private readonly input = createRef<HTMLInputElement>();

  override componentDidMount(): void {
    this.write();
    if (this.props.attributes?.["autofocus"]) this.input.current?.focus();
  }

  override componentDidUpdate(before: TypedProps): void {
    // Somebody types here: what they have typed goes before what was, unless that changes.
    if (document.activeElement !== this.input.current || before.value !== this.props.value) this.write();
  }

  private write(): void {
    const [input, { value }] = [this.input.current, this.props];
    if (input && input.value !== value) input.value = value;
  }

  override render({ take, attributes = {} }: TypedProps): VNode {
    const onchange = ({ currentTarget }: On<HTMLInputElement>): void => take(currentTarget.value);
    // Enter says that the words are whole; what it would press next is not meant.
    const onkeydown = ({ key, currentTarget }: KeyboardEvent & On<HTMLInputElement>): void => {
      if (key === "Enter") currentTarget.blur();
    };
    return createElement("input", { ...attributes, ref: this.input, onchange, onkeydown } as Record<string, unknown>);
  }
}

export function typed(value: string, take: (text: string) => void, attributes: Attributes = {}): VNode {
  return createElement(Typed, { value, take, attributes }) as VNode;
}
