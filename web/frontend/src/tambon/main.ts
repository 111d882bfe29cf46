// The tambon page: takes over from the picture and keeps map, panel and address in step.

import * as L from "leaflet";

import { Address } from "../shared/address";
import { startCardKeys } from "../shared/card_keys";
import { find, pageData } from "../shared/dom";
import { Home } from "../shared/home";
import { startLayerBoxes } from "../shared/layer_boxes";
import { groundBesidePanel, showInPanel, startLayout, startLegend } from "../shared/layout";
import { addBasemap, addScale, fitForPrint, makeMap, reveal, startZoom } from "../shared/map";
import { startPage } from "../shared/page";
import { Picture } from "../shared/picture";
import { afterFirstPaint } from "../shared/start";
import { Steps } from "../shared/steps";
import { VillageCard } from "./card";
import { fillOf, type TambonData } from "./data";
import { startLocate } from "./locate";
import { NamesAndPins } from "./names_and_pins";
import { startSearch } from "./search";
import { readShapes, VillageMap } from "./village_map";
import { ViewChoice } from "./view_choice";

const LANDMARK_ZOOM = 15;

const box = find("map");
const svg = box?.querySelector("svg");
if (box && svg) afterFirstPaint(() => start(pageData<TambonData>(), box, svg));

async function start(data: TambonData, box: HTMLElement, svg: SVGSVGElement): Promise<void> {
  const steps = new Steps();
  const picture = new Picture(svg, data.grid);
  const shapes = await readShapes(picture, steps);
  startLegend();
  startLayout();
  const view = picture.view(box.getBoundingClientRect());
  const rings = [...shapes.villages.values(), shapes.outline, shapes.official].flat();
  const bounds = L.latLngBounds(picture.latLngs(rings).flat());
  const whole = L.latLngBounds([...picture.corners()]);
  if (!bounds.isValid()) bounds.extend(whole);
  await steps.next();
  const map = makeMap(box, view, whole);
  const home = new Home(map, whole);
  home.remember();
  await steps.next();
  const villages = new VillageMap(map, data, picture, shapes, { village: chooseVillage });
  await villages.draw(steps);
  const names = new NamesAndPins(map, data, bounds, chooseLandmark);
  await names.draw(steps);
  const redrawScale = addScale(map);
  startZoom(map);
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
    if (index !== null) showInPanel("village-card");
    markList(key);
    names.choose(index);
    villages.choose(index, groundBesidePanel());
  }

  function chooseLandmark(index: number): void {
    card.showLandmark(index);
    showInPanel("village-card");
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
  home.start(address);
  fitForPrint(map, bounds);
  startCardKeys(find("village-card"));
  const search = startSearch(data, { village: chooseVillage, landmark: goToLandmark });
  startLocate(map, data, shapes, bounds);
  await steps.next();
  startPage(data, () => {
    redrawScale();
    search.forget();
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
