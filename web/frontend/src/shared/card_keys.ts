// The card under the keyboard: Esc puts it away, and focus goes back to what opened it.

/** Start it for a page's card, whose close button has the class `close`. */
export function startCardKeys(card: HTMLElement | null): void {
  if (!card) return;
  let before: HTMLElement | SVGElement | null = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!card.contains(target as Node)) before = target as HTMLElement;
  });
  card.addEventListener("click", ({ target }) => {
    if (card.hidden && (target as Element).closest(".close")) before?.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || card.hidden || document.querySelector("dialog[open]")) return;
    card.querySelector<HTMLElement>(".close")?.click();
  });
}
