// The view of the whole map: where the picture stood, between what lies over the map.

import * as L from "leaflet";

import type { Address } from "./address";
import { find } from "./dom";

/** What the picture left free around itself, so that the whole stands there again. */
export interface Home {
  readonly bounds: L.LatLngBounds;
  readonly options: L.FitBoundsOptions;
}

/** Read the picture's padding before it goes; `bounds` is what it shows. */
export function homeOf(svg: SVGSVGElement, bounds: L.LatLngBounds): Home {
  const style = getComputedStyle(svg);
  const [top = 0, right = 0, bottom = 0, left = 0] = (["Top", "Right", "Bottom", "Left"] as const).map(
    (side) => Number.parseFloat(style[`padding${side}`]) || 0,
  );
  return {
    bounds,
    options: {
      paddingTopLeft: [left, top],
      paddingBottomRight: [right, bottom],
    },
  };
}

/** The button that brings the whole map back. */
export function startHomeButton(map: L.Map, home: Home, address: Address): void {
  find("whole")?.addEventListener("click", () => {
    map.fitBounds(home.bounds, home.options);
    map.once("moveend", () => address.update({ place: null }));
  });
}
