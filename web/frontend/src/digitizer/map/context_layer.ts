/** The project's roads, waters and other ground, under the work, with their names. */

import * as L from "leaflet";
import type { Session } from "../app/session";
import { ringLatLngs } from "./leaflet_map";

/** Over tiles and pictures, under villages. */
const PANE = "context";
const LEVEL = "390";

/** Lays it on the map; its names, which find their places with all others. */
export function layContext(map: L.Map, { data, ground }: Session): L.Marker[] {
  if (!data.ground.length) return [];
  map.getContainer().classList.add("with-lines");
  map.createPane(PANE).style.zIndex = LEVEL;
  const still = { pane: PANE, interactive: false };
  return data.ground.flatMap(({ color, width, dash, fill, names }, i) => {
    const look = { color, weight: width, dashArray: dash, fill: !!fill, fillColor: fill, fillOpacity: 0.7 };
    L.polyline(ground[i]!.map(ringLatLngs), { ...still, ...look }).addTo(map);
    return names.map(([name, lon, lat]) => {
      const html = document.createElement("div");
      html.append(document.createElement("span"));
      html.firstElementChild!.textContent = name;
      const icon = L.divIcon({ className: "ground-name", html, iconSize: [0, 0], iconAnchor: [0, -5] });
      return L.marker([lat, lon], { ...still, keyboard: false, icon }).addTo(map);
    });
  });
}
