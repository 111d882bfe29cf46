// Ways past what is between the keyboard and what one wants: the map, the list, the words.

import { find } from "./dom";
import { showInPanel, showMap } from "./layout";

/** Start them; `firstOnMap` is where the keyboard goes on the map. */
export function startSkips(firstOnMap: () => Element | null | undefined): void {
  find("skips")?.addEventListener("click", (event) => {
    const id = (event.target as Element).closest("a")?.hash.slice(1) ?? "";
    const target = find(id);
    if (!target) return;
    // The address keeps what is chosen.
    event.preventDefault();
    if (id === "map") {
      showMap();
      ((firstOnMap() ?? target) as HTMLElement).focus({ preventScroll: true });
      return;
    }
    if (target.closest("#panel")) showInPanel(id);
    else target.scrollIntoView();
    target.focus({ preventScroll: true });
  });
}
