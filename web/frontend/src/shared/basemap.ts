// Tiles of a map server, for the pages of a project that asks for them.
//
// Pages without are built with no_basemap.ts in its place: they carry none of Leaflet's tiles.

import * as L from "leaflet";

export interface BasemapSettings {
  readonly url: string;
  readonly attribution: string;
  readonly maxZoom: number;
}

/** Tiles under everything. Their failure leaves the map as it is. */
export function addBasemap(map: L.Map, settings: BasemapSettings): L.TileLayer {
  L.control.attribution({ prefix: false }).addTo(map);
  const credit = document.createElement("span");
  credit.textContent = settings.attribution;
  return L.tileLayer(settings.url, {
    attribution: credit.innerHTML,
    maxZoom: settings.maxZoom,
    className: "basemap",
  }).addTo(map);
}
