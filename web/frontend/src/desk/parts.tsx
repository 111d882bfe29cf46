/** Small parts that every page is made of. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { address, Refused } from "./api";
import { of, t } from "./words";

/** A page's heading; it takes the focus when the page opens, so that a reader reads on from it. */
export function Heading({ title, about }: { readonly title: string; readonly about?: string }) {
  const own = useRef<HTMLHeadingElement>(null);
  // Before anything can be pressed: later it would take the focus from a field that was.
  useLayoutEffect(() => {
    window.scrollTo(0, 0); // the page before may have been read to its end
    own.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="heading">
      <h1 tabIndex={-1} ref={own}>
        {title}
      </h1>
      {about ? <p class="soft">{about}</p> : null}
    </header>
  );
}

export type Tone = "fine" | "warn" | "plain";

export function Notice({ tone = "plain", children }: { readonly tone?: Tone; readonly children: ComponentChildren }) {
  return <div class={`notice ${tone}`}>{children}</div>;
}

/** What was refused, in words. */
export function Trouble({ error }: { readonly error: unknown }) {
  if (!error) return null;
  const said = error instanceof Refused && error.said ? of(error.said) : t("no_answer");
  return (
    <div class="notice warn" role="alert">
      {said}
    </div>
  );
}

interface Doing {
  readonly busy: boolean;
  readonly error: unknown;
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
}

/** One thing at a time: whether it is being done, and why it could not be. */
export function useDoing(): Doing {
  const [busy, wait] = useState(false);
  const [error, fail] = useState<unknown>(null);
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    wait(true);
    fail(null);
    try {
      await work();
    } catch (why) {
      fail(why);
    } finally {
      wait(false);
    }
  };
  return { busy, error, run };
}

export function Waiting({ text }: { readonly text: string }) {
  return (
    <p class="waiting">
      <span class="turning" aria-hidden="true" />
      {text}
    </p>
  );
}

/** Copies a text, and says that it did. */
export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const [done, say] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    say(true);
    setTimeout(() => say(false), 2500);
  };
  return (
    <button type="button" class="small" onClick={() => void copy()}>
      <span aria-live="polite">{done ? t("copied") : label}</span>
    </button>
  );
}

/** Where outlines and lists of villages are to be had: a page of the program, with no link to anyone. */
export const GuideLink = () => (
  <p>
    <a href={address("guide/data")} target="_blank" rel="noreferrer">
      {t("guide.data")}
    </a>
  </p>
);

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
  readonly children: ComponentChildren;
}

/** One of several, under its label. */
export function Choice({ id, label, value, onChoose, children }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {children}
      </select>
    </div>
  );
}
