// The view of the whole map: as large as the ground that nothing covers allows.

import type * as L from "leaflet";

import type { Address } from "./address";
import { find } from "./dom";
import { freeGround, type Sides } from "./layout";
import { isStill } from "./start";

/** How far the map may have drifted, in pixels, and still be at home. */
const STILL_PX = 2;

export class Home {
  private shown: { readonly centre: L.LatLng; readonly zoom: number } | null = null;

  constructor(
    private readonly map: L.Map,
    /** What the picture shows, with the little room around it. */
    private readonly whole: L.LatLngBounds,
  ) {}

  /** Show the whole. */
  show(options: L.FitBoundsOptions = {}): void {
    this.fit(this.whole, freeGround(), options);
    this.remember();
  }

  /** Show a part of it. */
  showPart(bounds: L.LatLngBounds, ground: Sides): void {
    this.fit(bounds, ground, {});
  }

  /** The view as it is now is that of the whole. */
  remember(): void {
    this.shown = { centre: this.map.getCenter(), zoom: this.map.getZoom() };
  }

  /** Whether nobody has moved the map since the whole was shown. */
  isShown(): boolean {
    if (!this.shown || Math.abs(this.map.getZoom() - this.shown.zoom) > 0.01) return false;
    const [a, b] = [this.shown.centre, this.map.getCenter()].map((at) => this.map.project(at));
    return Boolean(a && b && a.distanceTo(b) < STILL_PX);
  }

  /** The button that brings the whole back, and the whole again when the room for it changes. */
  start(address: Address): void {
    find("whole")?.addEventListener("click", () => {
      this.show();
      this.map.once("moveend", () => address.update({ place: null }));
    });
    const again = (): void => {
      const home = this.isShown();
      this.map.invalidateSize({ animate: false, pan: !home });
      if (home) this.show({ animate: false });
    };
    find("legend")?.addEventListener("toggle", again);
    if (typeof ResizeObserver === "undefined") {
      addEventListener("resize", again);
      return;
    }
    const watch = new ResizeObserver(again);
    for (const id of ["map", "free"]) {
      const element = find(id);
      if (element) watch.observe(element);
    }
  }

  private fit(bounds: L.LatLngBounds, ground: Sides, options: L.FitBoundsOptions): void {
    this.map.fitBounds(bounds, {
      animate: !isStill(),
      ...options,
      paddingTopLeft: [ground.left, ground.top],
      paddingBottomRight: [ground.right, ground.bottom],
    });
  }
}
