// The tambon page: takes over from the picture and keeps map, panel and address in step.

import * as L from "leaflet";

import { find, pageData } from "../shared/dom";
import { addBasemap, addScale, addZoom, fitForPrint, makeMap } from "../shared/map";
import { Picture } from "../shared/picture";
import { startPage } from "../shared/page";
import { afterFirstPaint } from "../shared/start";
import { coveredBySheet, isNarrow, moveSheet, startSheet } from "../shared/sheet";
import { type ViewState, readState, writeState } from "../shared/state";
import { VillageCard } from "./card";
import { fillOf, type TambonData } from "./data";
import { NamesAndPins } from "./names_and_pins";
import { startSearch } from "./search";
import { readShapes, VillageMap } from "./village_map";
import { ViewChoice } from "./view_choice";
import { startLocate } from "./locate";

afterFirstPaint(() => start(pageData<TambonData>()));

function start(data: TambonData): void {
  const element = find("map");
  const svg = element?.querySelector("svg");
  if (!element || !svg) return;
  const picture = new Picture(svg, data.grid);
  const shapes = readShapes(picture);
  const view = picture.view(element.getBoundingClientRect());
  const rings = [...shapes.villages.values(), shapes.outline, shapes.official].flat();
  const home = L.latLngBounds(picture.latLngs(rings).flat());
  picture.retire();
  const map = makeMap(element, view, home);
  const redrawScale = addScale(map);
  const relabelZoom = addZoom(map);
  const basemap = data.basemap ? addBasemap(map, data.basemap) : null;

  let state: ViewState = readState(location.hash);
  const villages = new VillageMap(map, data, picture, shapes, { village: chooseVillage });
  const names = new NamesAndPins(map, data, chooseLandmark);
  const card = new VillageCard(data, { close: () => chooseVillage(null), landmark: chooseLandmark });
  const choice = new ViewChoice(data, (key) => {
    update({ view: key });
    showView();
  });
  const layers: Record<string, L.Layer | null> = {
    names: names.namesShown,
    landmarks: names.pinsShown,
    official: villages.official,
    basemap,
  };

  function update(change: Partial<ViewState>): void {
    state = { ...state, ...change };
    const text = writeState(state);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }

  function showView(): void {
    const chosen = choice.current();
    villages.colour(chosen ? (index) => fillOf(chosen, index) : null);
    card.show(indexOf(state.village), chosen);
  }

  function indexOf(key: string): number | null {
    const index = data.villages.findIndex((village) => village.key === key);
    return index < 0 ? null : index;
  }

  function chooseVillage(index: number | null): void {
    update({ village: index === null ? "" : (data.villages[index]?.key ?? "") });
    card.show(index, choice.current());
    if (index !== null) openCard();
    markList(state.village);
    names.choose(index);
    const bottom = isNarrow() && index !== null ? element!.clientHeight * 0.38 : coveredBySheet();
    villages.choose(index, { top: isNarrow() ? 40 : 70, bottom });
  }

  function chooseLandmark(index: number): void {
    card.showLandmark(index);
    openCard();
  }

  function openCard(): void {
    moveSheet("half");
    const panel = find("panel");
    if (!isNarrow() && panel) panel.scrollTop = Math.max(0, (find("village-card")?.offsetTop ?? 0) - 200);
  }

  find("village-list")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-key]");
    if (!link) return;
    event.preventDefault();
    chooseVillage(indexOf(link.dataset.key ?? ""));
  });
  for (const box of document.querySelectorAll<HTMLInputElement>("[data-layer]")) {
    const name = box.dataset.layer ?? "";
    const apply = (): void => {
      const layer = layers[name];
      if (!layer) return;
      if (box.checked) layer.addTo(map);
      else layer.remove();
      names.place();
    };
    box.checked = !state.off.includes(name);
    apply();
    box.addEventListener("change", () => {
      apply();
      update({ off: box.checked ? state.off.filter((n) => n !== name) : [...state.off, name] });
    });
  }
  find("whole")?.addEventListener("click", () => {
    map.flyToBounds(home, { padding: [28, 28], duration: 0.5 });
    update({ place: null });
  });
  map.on("moveend", (event) => {
    if (!settled) return;
    const { lat, lng } = map.getCenter();
    update({ place: { zoom: map.getZoom(), lat, lng } });
    void event;
  });
  let settled = false;
  fitForPrint(map, home);
  startSheet();
  startSearch(data, { village: chooseVillage, landmark: (index) => {
    const at = names.placeOf(index);
    if (at) map.setView(at, Math.max(map.getZoom(), 15));
    chooseLandmark(index);
  } });
  startLocate(map, data, shapes, home);
  startPage(data, () => {
    relabelZoom();
    redrawScale();
    villages.relabel();
    names.relabel();
    choice.relabel();
    showView();
  });
  choice.set(state.view);
  showView();
  if (state.place) map.setView([state.place.lat, state.place.lng], state.place.zoom, { animate: false });
  if (state.village) chooseVillage(indexOf(state.village));
  setTimeout(() => { settled = true; }, 0);
  document.documentElement.classList.add("ready");
}

function markList(key: string): void {
  for (const link of document.querySelectorAll<HTMLElement>("#village-list [data-key]")) {
    if (link.dataset.key === key) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
