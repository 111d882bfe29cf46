// The tambon page: takes over from the picture and keeps map, panel and address in step.

import * as L from "leaflet";

import { Address } from "../shared/address";
import { addBasemap } from "../shared/basemap";
import { startCardKeys } from "../shared/card_keys";
import { find, pageData } from "../shared/dom";
import { Home } from "../shared/home";
import { layOn } from "../shared/lay_on";
import { startLayerBoxes } from "../shared/layer_boxes";
import { groundBesidePanel, showInPanel, startLayout, startLegend } from "../shared/layout";
import { addScale, fitForPrint, makeMap, reveal, startZoom } from "../shared/map";
import { startPage } from "../shared/page";
import { Picture } from "../shared/picture";
import { startSkips } from "../shared/skips";
import { afterFirstPaint } from "../shared/start";
import type { ViewState } from "../shared/state";
import { Steps } from "../shared/steps";
import { startWalk } from "../shared/walk";
import { nameOf } from "../shared/words";
import { shownValue, VillageCard } from "./card";
import { fillOf, type TambonData } from "./data";
import { startLocate } from "./locate";
import { NamesAndPins } from "./names_and_pins";
import { startSearch } from "./search";
import { fullName, readShapes, VillageMap } from "./village_map";
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
  const names = new NamesAndPins(map, data, bounds, shapes.outline, {
    one: chooseLandmark,
    several: openSeveral,
  });
  await names.draw(steps);
  const redrawScale = addScale(map);
  startZoom(map);
  const basemap = data.basemap ? addBasemap(map, data.basemap) : null;
  const address = new Address();
  const card = new VillageCard(data, {
    close: () => chooseVillage(null),
    landmark: chooseLandmark,
    village: chooseVillage,
  });
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

  /** Write what is chosen; the way back leads from the first choice to the whole tambon. */
  function note(village: string, landmark: string): void {
    const { village: before, more } = address.state;
    const { p, ...rest } = more;
    const change = { village, more: landmark ? { ...rest, p: landmark } : rest };
    if (!before && !p && (village || landmark)) address.visit(change);
    else address.update(change);
  }

  function chooseVillage(index: number | null): void {
    const key = index === null ? "" : (data.villages[index]?.key ?? "");
    note(key, "");
    showVillage(index);
  }

  const ofTambon = document.title;

  function showVillage(index: number | null): void {
    const shown = index === null ? undefined : data.villages[index];
    document.title = shown ? `${fullName(shown)} · ${ofTambon}` : ofTambon;
    card.show(index, choice.current());
    markList(index === null ? "" : (data.villages[index]?.key ?? ""));
    names.chooseLandmark(null);
    names.choose(index);
    if (index === null) {
      villages.choose(null, groundBesidePanel());
      return;
    }
    showInPanel("village-card");
    villages.choose(index, groundBesidePanel());
  }

  function chooseLandmark(index: number): void {
    note("", data.landmarks[index]?.id ?? "");
    showLandmark(index);
  }

  function showLandmark(index: number): void {
    markList("");
    names.choose(null);
    card.showLandmark(index);
    names.chooseLandmark(index);
    showInPanel("village-card");
    villages.choose(null, groundBesidePanel());
    const at = names.placeOf(index);
    if (at) villages.bringIntoView([at.lat, at.lng], groundBesidePanel());
  }

  function openSeveral(indices: readonly number[]): void {
    card.showSeveral(indices);
    showInPanel("village-card");
  }

  function goToLandmark(index: number): void {
    const at = names.placeOf(index);
    if (at) map.setView(at, Math.max(map.getZoom(), LANDMARK_ZOOM));
    chooseLandmark(index);
  }

  /** Show what the address names. */
  function showChosen(state: ViewState): void {
    const landmark = data.landmarks.findIndex(({ id }) => id === state.more.p);
    if (landmark >= 0) showLandmark(landmark);
    else showVillage(indexOf(data, state.village));
  }

  const switching =
    (...layers: readonly (L.Layer | null)[]) =>
    (on: boolean): void => {
      for (const layer of layers) {
        if (!layer || map.hasLayer(layer) === on) continue;
        if (on) layer.addTo(map);
        else layer.remove();
      }
      names.place();
    };
  const laid = ["#context", ".at-desk .ground-names"].map((part) =>
    layOn(map, svg.querySelector(part), "context", data.grid),
  );
  const base = ["#base", ".at-desk .base-names"].map((part) =>
    layOn(map, svg.querySelector(part), part === "#base" ? "base" : "context", data.grid),
  );
  const showBase = switching(...base);
  startLayerBoxes(address, {
    base: (on) => {
      document.querySelector("main")?.classList.toggle("see-through", on);
      showBase(on);
    },
    context: switching(...laid),
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
  startGroups(address, (group) => {
    names.landmarks.showOnly(group);
    names.place();
  });
  home.start(address);
  fitForPrint(map, bounds);
  startCardKeys(find("village-card"));
  const search = startSearch(data, { village: chooseVillage, landmark: goToLandmark });
  startLocate(map, data, shapes, bounds);
  const stops = villages.stops((index) => {
    const chosen = choice.current();
    return chosen ? `${nameOf(chosen)} ${shownValue(chosen, index)}` : "";
  });
  startWalk(map, stops, ({ lat, lng }) => villages.bringIntoView([lat, lng], groundBesidePanel()));
  startSkips(() => stops[0]?.element);
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
  address.follow(map);
  if (address.state.village || address.state.more.p) showChosen(address.state);
  address.onReturn(showChosen);
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

/** Chips that leave one group of landmarks on the map. */
function startGroups(address: Address, choose: (group: string) => void): void {
  const chips = find("groups");
  const show = (group: string): void => {
    for (const chip of chips?.querySelectorAll<HTMLElement>("[data-group]") ?? []) {
      chip.setAttribute("aria-pressed", String(chip.dataset.group === group));
    }
    choose(group);
  };
  chips?.addEventListener("click", (event) => {
    const group = (event.target as Element).closest<HTMLElement>("[data-group]")?.dataset.group;
    if (group === undefined) return;
    const { g, ...rest } = address.state.more;
    address.update({ more: group ? { ...rest, g: group } : rest });
    show(group);
  });
  if (address.state.more.g) show(address.state.more.g);
}

function markList(key: string): void {
  for (const link of document.querySelectorAll<HTMLElement>("#village-list [data-key]")) {
    if (link.dataset.key === key) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}
