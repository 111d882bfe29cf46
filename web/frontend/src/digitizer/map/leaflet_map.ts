/** Leaflet, set up as a quiet sheet of paper: no tiles, no requests. */

import L from "leaflet";
import { lonLat, UNITS_PER_DEGREE, type Part, type Point, type Ring } from "../topology/point";

export type LatLngs = [number, number][];

export const latLng = (point: Point): [number, number] => {
  const [lon, lat] = lonLat(point);
  return [lat, lon];
};

export const ringLatLngs = (ring: Ring): LatLngs => ring.map(latLng);

export const partsLatLngs = (parts: readonly Part[]): LatLngs[][] =>
  parts.map((part) => part.map(ringLatLngs));

/** A map's place in grid units, not rounded. */
export const toUnits = ({ lat, lng }: L.LatLng): [number, number] => [
  lng * UNITS_PER_DEGREE,
  lat * UNITS_PER_DEGREE,
];

/** How many grid units northward a number of pixels is, at the map's zoom. */
export function unitsPerPixel(map: L.Map): number {
  const centre = map.getCenter();
  const pixel = map.latLngToContainerPoint(centre);
  const above = map.containerPointToLatLng(pixel.subtract([0, 100]));
  return ((above.lat - centre.lat) * UNITS_PER_DEGREE) / 100;
}

export function createMap(element: HTMLElement, area: readonly Part[]): L.Map {
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
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  const corners = area.flat(2);
  if (corners.length) map.fitBounds(L.latLngBounds(corners.map(latLng)), { padding: [24, 24] });
  else map.setView([17.88, 102.74], 12);
  return map;
}
