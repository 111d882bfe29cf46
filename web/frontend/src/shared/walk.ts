// Arrow keys on the map: from an area to the nearest one on that side, which is said with its
// direction and distance, so that a map can be walked through without seeing it.

import type * as L from "leaflet";

import { bearing, nearestOn, type Side } from "./bearings";
import { say } from "./said";
import { figures, word } from "./words";

/** A place that the keyboard can go to. */
export interface Stop {
  readonly element: Element;
  readonly at: L.LatLng;
  readonly name: () => string;
  /** What else is said of it; "" for nothing. */
  readonly more?: () => string;
}

const SIDES: Readonly<Record<string, Side>> = {
  ArrowUp: "n",
  ArrowRight: "e",
  ArrowDown: "s",
  ArrowLeft: "w",
};
const ANY_ZOOM = 14;

/** Start it; `came` is told where the reader came to, so that it can be brought into view. */
export function startWalk(map: L.Map, stops: readonly Stop[], came: (at: L.LatLng) => void): void {
  const places = stops.map(({ at }) => map.project(at, ANY_ZOOM));
  map.getContainer().addEventListener("keydown", (event) => {
    const side = SIDES[event.key];
    const here = stops.findIndex(({ element }) => element === event.target);
    const from = places[here];
    if (!side || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    // Else Leaflet would move the map, and the page would scroll.
    event.preventDefault();
    event.stopPropagation();
    const next = nearestOn(side, from, places);
    const [start, stop, place] = [stops[here], stops[next ?? -1], places[next ?? -1]];
    if (!start || !stop || !place) {
      say(word("walk.none", { side: word(`direction.${side}`) }));
      return;
    }
    const facts = {
      name: stop.name(),
      side: word(`direction.${bearing(from, place)}`),
      km: kilometres(map.distance(start.at, stop.at)),
    };
    (stop.element as SVGElement).focus({ preventScroll: true });
    came(stop.at);
    say([word("walk.to", facts), figures(stop.more?.() ?? "")].filter(Boolean).join(" · "));
  });
}

/** Kilometres as people say them: to a tenth below ten. */
export function kilometres(metres: number): string {
  return metres < 9950 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000));
}
