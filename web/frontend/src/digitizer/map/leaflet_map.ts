/** Leaflet, set up as a quiet sheet of paper: no tiles, no requests. */

import * as L from "leaflet";
import { t } from "../app/words";
import { lonLat, UNITS_PER_DEGREE, type Part, type Point, type Ring } from "../topology/point";

/** A millionth of a degree of latitude on the ground, about. */
const METRES_PER_UNIT = 0.1106;

export type LatLngs = [number, number][];

export const latLng = (point: Point): [number, number] => {
  const [lon, lat] = lonLat(point);
  return [lat, lon];
};

export const ringLatLngs = (ring: Ring): LatLngs => ring.map(latLng);

export const partsLatLngs = (parts: readonly Part[]): LatLngs[][] => parts.map((part) => part.map(ringLatLngs));

/** A map's place in grid units, not rounded. */
export const toUnits = ({ lat, lng }: L.LatLng): [number, number] => [lng * UNITS_PER_DEGREE, lat * UNITS_PER_DEGREE];

/** A place in grid units as pixels of a zoom (the map's own), wherever the map is panned to. */
export const toPixels = (map: L.Map, [x, y]: readonly [number, number], zoom = map.getZoom()): L.Point =>
  map.project([y / UNITS_PER_DEGREE, x / UNITS_PER_DEGREE], zoom);

/** How many grid units northward a number of pixels is, at the map's zoom. */
export function unitsPerPixel(map: L.Map): number {
  const centre = map.getCenter();
  const pixel = map.latLngToContainerPoint(centre);
  const above = map.containerPointToLatLng(pixel.subtract([0, 100]));
  return ((above.lat - centre.lat) * UNITS_PER_DEGREE) / 100;
}

/** Thailand, for a work of which nothing says where it is. */
const COUNTRY = [97.3, 5.6, 105.7, 20.5] as const;

export function createMap(
  element: HTMLElement,
  area: readonly Part[],
  around: readonly [number, number, number, number] | null,
): L.Map {
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    doubleClickZoom: false,
    boxZoom: false,
    keyboard: false,
    zoomSnap: 0.25,
    zoomDelta: 0.75,
    wheelPxPerZoomLevel: 90,
    maxZoom: 21,
    renderer: L.svg({ padding: 0.3 }),
  });
  addScale(map);
  const corners = area.flat(2);
  if (corners.length) map.fitBounds(L.latLngBounds(corners.map(latLng)), { padding: [24, 24] });
  else {
    const [west, south, east, north] = around ?? COUNTRY;
    const bounds = L.latLngBounds([south, west], [north, east]);
    map.fitBounds(bounds, { padding: [24, 24], maxZoom: 14 });
  }
  return map;
}

/** Half of it, the least the bar gets, still holds its words. */
const WIDEST_SCALE_PX = 130;

/** A scale bar in metres or kilometres, in the officer's language. */
function addScale(map: L.Map): void {
  const bar = document.createElement("div");
  bar.className = "map-scale";
  const control = new L.Control({ position: "bottomleft" });
  control.onAdd = () => bar;
  control.addTo(map);
  map.on("move zoomend", () => {
    const metres = (unitsPerPixel(map) * WIDEST_SCALE_PX * METRES_PER_UNIT) | 0;
    const power = 10 ** Math.floor(Math.log10(Math.max(metres, 1)));
    const round = [5, 3, 2, 1].map((n) => n * power).find((n) => n <= metres) ?? 1;
    bar.style.width = `${(round / metres) * WIDEST_SCALE_PX}px`;
    bar.textContent = round >= 1000 ? t("map.km", { n: round / 1000 }) : t("map.m", { n: round });
  });
}
