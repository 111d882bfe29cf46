// Parts of the picture that the map shows as they are: lines and areas to find oneself by.

import * as L from "leaflet";

import { Ground } from "./ground";
import { type Grid, latLngOf } from "./grid";

const SIZES = ["stroke-width", "stroke-dasharray", "font-size"];

/** Of the part's names, show those that cover no name, pin or other name. */
function showFree(map: L.Map, part: Element): void {
  const others = map.getContainer().querySelectorAll(".name-on-map:not([hidden]),.pin>*,.mark>*,.row-name");
  const taken = new Ground([...others].map((one) => one.getBoundingClientRect()));
  for (const name of part.querySelectorAll("text")) {
    const box = name.getBoundingClientRect();
    const covered = taken.meets(box);
    name.style.visibility = covered ? "hidden" : "";
    if (!covered) taken.add(box);
  }
}

/**
 * Move a part of the picture (in grid cells) onto the map, under one pane; null where there is none.
 *
 * It keeps its place at every zoom, and lines and letters keep their size on the screen.
 */
export function layOn(map: L.Map, part: Element | null, pane: string, grid: Grid): L.Layer | null {
  if (!part) return null;
  const layer = L.svg({ pane });
  const pixel = Number(part.getAttribute("data-pixel"));
  const sizes = [part, ...part.querySelectorAll("*")].flatMap((one) =>
    SIZES.map((name) => [one, name, one.getAttribute(name)] as const),
  );
  const place = (): void => {
    const at = map.latLngToLayerPoint(latLngOf(grid, [0, 0]));
    const scale = (map.project(latLngOf(grid, [1e4, 0])).x - map.project(latLngOf(grid, [0, 0])).x) / 1e4;
    part.setAttribute("transform", `translate(${at.x} ${at.y})scale(${scale})`);
    for (const [one, name, size] of sizes) {
      if (size)
        one.setAttribute(
          name,
          size.replace(/[\d.]+/g, (figure) => String(+figure / pixel / scale)),
        );
    }
    showFree(map, part);
  };
  layer.on("add", () => {
    map.getPane(pane)?.querySelector("svg:last-child g")?.append(part);
    place();
  });
  map.on("zoomend viewreset", place);
  return layer.addTo(map);
}
