import L from "leaflet";
import type { Session } from "../app/session";
import { t, type Key } from "../app/words";
import type { MapView } from "../map/map_view";
import { h, refill } from "./dom";
import { glyph, type Glyph } from "./glyphs";

export function mapButtons(element: HTMLElement, session: Session, view: MapView): () => void {
  const me = L.circleMarker([0, 0], { pane: "work", className: "me", radius: 8, interactive: false });
  const locate = (): void => {
    view.map.locate({ setView: true, maxZoom: 17, enableHighAccuracy: true });
  };
  view.map.on("locationfound", ({ latlng, accuracy }) => {
    me.setLatLng(latlng).addTo(view.map);
    session.say("map.position", { m: Math.round(accuracy) });
  });
  view.map.on("locationerror", () => session.say("map.no_position", {}, "warn"));
  const button = (key: Key, name: Glyph, onclick: () => void): HTMLElement =>
    h("button.round", { type: "button", "aria-label": t(key), title: t(key), "data-focus": name, onclick }, glyph(name) as unknown as HTMLElement);
  return () =>
    refill(
      element,
      button("map.zoom_in", "plus", () => view.map.zoomIn()),
      button("map.zoom_out", "minus", () => view.map.zoomOut()),
      button("map.whole", "whole", () => view.showWhole()),
      button("map.me", "me", locate),
    );
}
