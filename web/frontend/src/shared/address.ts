// The address of the page as it is shown now: read at the start, rewritten as things change.

import type * as L from "leaflet";

import { readState, type ViewState, writeState } from "./state";

export class Address {
  private now: ViewState = readState(location.hash);

  get state(): ViewState {
    return this.now;
  }

  update(change: Partial<ViewState>): void {
    this.now = { ...this.now, ...change };
    const text = writeState(this.now);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }

  /** As `update`, but the browser's way back leads to what was before. */
  visit(change: Partial<ViewState>): void {
    const before = location.href;
    history.pushState(null, "", before);
    this.update(change);
  }

  /** Call when the reader went back or on in the browser's history. */
  onReturn(returned: (state: ViewState) => void): void {
    addEventListener("popstate", () => {
      // A way to a heading of the page says nothing of the map.
      if (location.hash && !location.hash.includes("=")) return;
      const { place } = this.now;
      // Going back closes a card; it does not throw the map about.
      this.now = { ...readState(location.hash), place };
      returned(this.now);
    });
  }

  /** Show the place that the address names, and from then on write where the map is. */
  follow(map: L.Map): void {
    const { place } = this.now;
    if (place) map.setView([place.lat, place.lng], place.zoom, { animate: false });
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      this.update({ place: { zoom: map.getZoom(), lat, lng } });
    });
  }
}
