// «นำทาง»: a plain link to the phone's own map. Nothing is asked of anyone before it is pressed.

import { h } from "./dom";
import { word } from "./words";

/** The address that opens a map with the way to a place: Android's own maps, else one on the web. */
export function directionsAddress(lat: number, lng: number, name: string, agent: string): string {
  const at = `${lat.toFixed(6)},${lng.toFixed(6)}`;
  if (/Android/i.test(agent)) return `geo:${at}?q=${at}(${encodeURIComponent(name)})`;
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(at)}`;
}

/** The link for a card. */
export function directionsLink([lat, lng]: readonly [number, number], name: string): HTMLElement {
  return h(
    "a",
    {
      class: "button directions",
      href: directionsAddress(lat, lng, name, navigator.userAgent),
      target: "_blank",
      rel: "noopener noreferrer",
    },
    word("directions"),
  );
}
