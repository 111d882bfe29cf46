// «Where am I»: asked for once, at a press; nothing leaves the page.

import * as L from "leaflet";

import { find, h } from "./dom";
import { say } from "./said";
import { word } from "./words";

/**
 * Show the reader's place on the map.
 *
 * @param whereIn names the place for a point, or null where it is outside the map.
 */
export function startLocate(map: L.Map, inside: L.LatLngBounds, whereIn: (at: L.LatLng) => string | null): void {
  const marks = L.layerGroup().addTo(map);
  const found = ({ coords }: GeolocationPosition): void => {
    const at = L.latLng(coords.latitude, coords.longitude);
    marks.clearLayers();
    const name = whereIn(at);
    if (!name && !inside.pad(0.5).contains(at)) {
      say(word("locate.outside"));
      return;
    }
    const dot = h("div", { class: "here-dot" });
    L.circle(at, { radius: coords.accuracy, color: "#1864ab", weight: 1, fillOpacity: 0.12, interactive: false }).addTo(
      marks,
    );
    L.marker(at, {
      interactive: false,
      keyboard: false,
      icon: L.divIcon({ className: "here", html: dot, iconSize: [18, 18] }),
    }).addTo(marks);
    map.setView(at, Math.max(map.getZoom(), 14));
    say(name ? word("locate.in", { name }) : word("locate.here", { n: Math.round(coords.accuracy) }));
  };
  find("locate")?.addEventListener("click", () => {
    if (!("geolocation" in navigator)) {
      say(word("locate.failed"));
      return;
    }
    navigator.geolocation.getCurrentPosition(found, () => say(word("locate.failed")), {
      enableHighAccuracy: true,
      timeout: 15000,
      maximumAge: 0,
    });
  });
}
