// The tambon page: takes over from the picture and keeps map, panel and address in step.

import * as L from "leaflet";

import { Address } from "../shared/address";
import { startCardKeys } from "../shared/card_keys";
import { find, pageData } from "../shared/dom";
import { homeOf, startHomeButton } from "../shared/home";
import { startLayerBoxes } from "../shared/layer_boxes";
import { addBasemap, addScale, addZoom, fitForPrint, makeMap, reveal } from "../shared/map";
import { startPage } from "../shared/page";
import { Picture } from "../shared/picture";
import { coveredBySheet, isNarrow, moveSheet, startSheet } from "../shared/sheet";
import { afterFirstPaint } from "../shared/start";
import { Steps } from "../shared/steps";
import { VillageCard } from "./card";
import { fillOf, type TambonData } from "./data";
import { startLocate } from "./locate";
import { NamesAndPins } from "./names_and_pins";
import { startSearch } from "./search";
import { readShapes, VillageMap } from "./village_map";
import { ViewChoice } from "./view_choice";

/** Share of a phone's map that the half-open sheet will cover. */
const HALF_SHEET = 0.38;
const LANDMARK_ZOOM = 15;

const box = find("map");
const svg = box?.querySelector("svg");
if (box && svg) afterFirstPaint(() => start(pageData<TambonData>(), box, svg));

async function start(data: TambonData, box: HTMLElement, svg: SVGSVGElement): Promise<void> {
  const steps = new Steps();
  const picture = new Picture(svg, data.grid);
  const shapes = await readShapes(picture, steps);
  const view = picture.view(box.getBoundingClientRect());
  const rings = [...shapes.villages.values(), shapes.outline, shapes.official].flat();
  const home = homeOf(svg, L.latLngBounds(picture.latLngs(rings).flat()));
  await steps.next();
  const map = makeMap(box, view, home.bounds);
  if (!home.bounds.isValid()) home.bounds.extend(map.getBounds());
  await steps.next();
  const villages = new VillageMap(map, data, picture, shapes, { village: chooseVillage });
  await villages.draw(steps);
  const names = new NamesAndPins(map, data, home.bounds, chooseLandmark);
  await names.draw(steps);
  const redrawScale = addScale(map);
  const relabelZoom = addZoom(map);
  const basemap = data.basemap ? addBasemap(map, data.basemap) : null;
  const address = new Address();
  const card = new VillageCard(data, { close: () => chooseVillage(null), landmark: chooseLandmark });
  const choice = new ViewChoice(data, (key) => {
    address.update({ view: key });
    showView();
  });
  await steps.next();

  function showView(): void {
    const chosen = choice.current();
    villages.colour(chosen ? (index) => fillOf(chosen, index) : null);
    card.show(indexOf(data, address.state.village), chosen);
  }

  function chooseVillage(index: number | null): void {
    const key = index === null ? "" : (data.villages[index]?.key ?? "");
    address.update({ village: key });
    card.show(index, choice.current());
    if (index !== null) openCard();
    markList(key);
    names.choose(index);
    const opens = isNarrow() && index !== null;
    villages.choose(index, {
      top: isNarrow() ? 40 : 70,
      bottom: opens ? box.clientHeight * HALF_SHEET : coveredBySheet(),
    });
  }

  function chooseLandmark(index: number): void {
    card.showLandmark(index);
    openCard();
  }

  function goToLandmark(index: number): void {
    const at = names.placeOf(index);
    if (at) map.setView(at, Math.max(map.getZoom(), LANDMARK_ZOOM));
    chooseLandmark(index);
  }

  const switching = (layer: L.Layer | null) => (on: boolean): void => {
    if (!layer || map.hasLayer(layer) === on) return;
    if (on) layer.addTo(map);
    else layer.remove();
    names.place();
  };
  startLayerBoxes(address, {
    names: switching(names.namesShown),
    landmarks: switching(names.pinsShown),
    official: switching(villages.official),
    basemap: switching(basemap),
  });
  names.place();
  await steps.next();
  choice.set(address.state.view);
  showView();
  await steps.next();
  startList("village-list", "key", (key) => chooseVillage(indexOf(data, key)));
  startList("place-list", "landmark", (index) => goToLandmark(Number(index)));
  startHomeButton(map, home, address);
  fitForPrint(map, home.bounds);
  startSheet();
  startCardKeys(find("village-card"));
  startSearch(data, { village: chooseVillage, landmark: goToLandmark });
  startLocate(map, data, shapes, home.bounds);
  await steps.next();
  startPage(data, () => {
    relabelZoom();
    redrawScale();
    villages.relabel();
    names.relabel();
    choice.relabel();
    showView();
  });
  await steps.pause();
  const asked = address.state.village;
  address.follow(map);
  if (asked) chooseVillage(indexOf(data, asked));
  reveal(map, picture);
}

function indexOf(data: TambonData, key: string): number | null {
  const index = data.villages.findIndex((village) => village.key === key);
  return index < 0 ? null : index;
}

/** Bring the card before the reader's eyes. */
function openCard(): void {
  moveSheet("half");
  const panel = find("panel");
  const card = find("village-card");
  if (isNarrow() || !panel || !card) return;
  const below = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop = Math.max(0, panel.scrollTop + below - 12);
}

/** Choose on the map what a list's link names in its `data-` attribute. */
function startList(list: string, attribute: string, choose: (named: string) => void): void {
  find(list)?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>(`[data-${attribute}]`);
    if (!link) return;
    event.preventDefault();
    choose(link.dataset[attribute] ?? "");
  });
}

function markList(key: string): void {
  for (const link of document.querySelectorAll<HTMLElement>("#village-list [data-key]")) {
    if (link.dataset.key === key) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
