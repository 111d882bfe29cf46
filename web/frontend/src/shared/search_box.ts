// A box that finds things by name: the same on every page.

import { find, h } from "./dom";
import { type Called, rank } from "./search_rank";
import { searchWords } from "./search_words";
import { word } from "./words";

export interface Findable {
  readonly label: string;
  readonly note: string;
  readonly called: Called;
  readonly icon?: () => Node;
  readonly open: () => void;
}

const MOST = 12;
/** Room between the list and the keyboard. */
const AIR_PX = 8;
const LEAST_PX = 120;

/** Those that answer, best first; of equals the one that was named first. */
function answers(things: readonly Findable[], typed: string): Findable[] {
  const words = searchWords(typed);
  return things
    .map((thing) => ({ thing, rank: rank(thing.called, words) }))
    .filter((each) => each.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MOST)
    .map(({ thing }) => thing);
}

/** Let the search field offer things; they are asked for at its first use and after `forget`. */
export function startSearchBox(things: () => Promise<readonly Findable[]>): { forget: () => void } {
  let known: Promise<readonly Findable[]> | null = null;
  const forget = (): void => {
    known = null;
  };
  const input = find<HTMLInputElement>("search");
  const list = find<HTMLUListElement>("search-found");
  if (!input || !list) return { forget };
  const close = (): void => {
    list.hidden = true;
  };
  const offer = async (): Promise<void> => {
    known ??= things();
    const among = await known;
    const found = answers(among, input.value);
    list.replaceChildren(...found.map((thing) => h("li", {}, choice(thing, close))));
    list.hidden = found.length === 0;
    keepAboveKeyboard(input, list);
    const said = find("search-said");
    const none = input.value.trim() !== "" && found.length === 0;
    if (said) said.textContent = none ? word("search.none", { q: input.value }) : "";
  };
  input.addEventListener("input", () => void offer());
  input.addEventListener("focus", () => void offer());
  window.visualViewport?.addEventListener("resize", () => keepAboveKeyboard(input, list));
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void offer().then(() => list.querySelector("button")?.click());
  });
  input.form?.addEventListener("keydown", (event) => moveAlong(event, input, list, close));
  document.addEventListener("click", (event) => {
    if (!input.form?.contains(event.target as Node)) close();
  });
  return { forget };
}

/** The list ends where the keyboard begins. */
function keepAboveKeyboard(input: HTMLElement, list: HTMLElement): void {
  const seen = window.visualViewport;
  const bottom = seen ? seen.offsetTop + seen.height : innerHeight;
  const room = bottom - input.getBoundingClientRect().bottom - AIR_PX;
  list.style.maxHeight = `${Math.max(LEAST_PX, Math.round(room))}px`;
}

/** Arrows go through the list; Esc closes it. */
function moveAlong(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement, close: () => void): void {
  if (event.key === "Escape" && !list.hidden) {
    // Of two things that are open, the one in hand goes first.
    event.stopPropagation();
    close();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [input, ...list.querySelectorAll("button")];
  const at = stops.indexOf(document.activeElement as HTMLInputElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function choice(thing: Findable, close: () => void): HTMLButtonElement {
  const button = h("button", { type: "button" }, thing.icon?.(), thing.label, h("span", { class: "soft" }, thing.note));
  button.addEventListener("click", () => {
    close();
    thing.open();
  });
  return button;
}
