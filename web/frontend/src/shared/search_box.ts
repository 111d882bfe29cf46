// A box that finds things by name: the same on every page.

import { find, h } from "./dom";
import { match } from "./thai_search";
import { word } from "./words";

export interface Findable {
  /** Names it may be called by; the first is shown. */
  readonly names: readonly string[];
  readonly note: string;
  readonly icon?: Node | null;
  readonly open: () => void;
}

const MOST = 12;

/** Let the search field offer things; they are asked for anew each time (language). */
export function startSearchBox(things: () => readonly Findable[]): void {
  const input = find<HTMLInputElement>("search");
  const list = find<HTMLUListElement>("search-found");
  const said = find("search-said");
  if (!input || !list) return;
  const close = (): void => {
    list.hidden = true;
  };
  const offer = (): void => {
    const typed = input.value;
    const found = things()
      .map((thing) => ({ thing, rank: Math.max(...thing.names.map((n) => match(n, typed))) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .slice(0, MOST);
    list.replaceChildren(...found.map(({ thing }) => h("li", {}, choice(thing, close))));
    list.hidden = found.length === 0;
    if (said) {
      const none = typed.trim() !== "" && found.length === 0;
      said.textContent = none ? word("search.none", { q: typed }) : "";
    }
  };
  input.addEventListener("input", offer);
  input.addEventListener("focus", offer);
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("button")?.click();
  });
  input.form?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      // Of two things that are open, the one in hand goes first.
      event.stopPropagation();
      close();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("button")];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!input.form?.contains(event.target as Node)) close();
  });
}

function choice(thing: Findable, close: () => void): HTMLButtonElement {
  const button = h(
    "button",
    { type: "button" },
    thing.icon,
    thing.names[0] ?? "",
    h("span", { class: "soft" }, thing.note),
  );
  button.addEventListener("click", () => {
    close();
    thing.open();
  });
  return button;
}
