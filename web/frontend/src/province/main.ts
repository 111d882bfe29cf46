// The province page: takes over from the picture; year, amphoe and level choose what shows.

import * as L from "leaflet";

import { Address } from "../shared/address";
import { startCardKeys } from "../shared/card_keys";
import { addBasemap } from "../shared/basemap";
import { find, pageData, s } from "../shared/dom";
import { cellOf, latLngOf } from "../shared/grid";
import { Home } from "../shared/home";
import { layOn } from "../shared/lay_on";
import { startLayerBoxes } from "../shared/layer_boxes";
import { groundBesidePanel, showInPanel, startLayout, startLegend } from "../shared/layout";
import { startLocate } from "../shared/locate";
import { addScale, fitForPrint, makeMap, reveal, startZoom } from "../shared/map";
import { startPage } from "../shared/page";
import { insideRings } from "../shared/path";
import { Picture } from "../shared/picture";
import { startSkips } from "../shared/skips";
import { afterFirstPaint } from "../shared/start";
import { Steps } from "../shared/steps";
import { startWalk } from "../shared/walk";
import { type Choice, type ProvinceData, type Row, villagePage } from "./data";
import { drawList, filterTable, showRow, showRows, showTambon, showVillage } from "./list";
import { Markers } from "./markers";
import { PlaceNames } from "./place_names";
import { ProvinceMap, readShapes, tambonName } from "./province_map";
import { type Found, startSearch } from "./search";
import { Years } from "./years";

const ROW_ZOOM = 11;
/** How much land around a village that was searched for is shown. */
const VILLAGE_VIEW_M = 6000;

const box = find("map");
const svg = box?.querySelector("svg");
if (box && svg) afterFirstPaint(() => start(pageData<ProvinceData>(), box, svg));

async function start(data: ProvinceData, box: HTMLElement, svg: SVGSVGElement): Promise<void> {
  const steps = new Steps();
  const picture = new Picture(svg, data.grid);
  const shapes = await readShapes(picture, steps);
  startLegend();
  startLayout();
  const view = picture.view(box.getBoundingClientRect());
  const names = (map: L.Map): PlaceNames => new PlaceNames(map, data, svg, shapes.amphoes);
  const bounds = L.latLngBounds(picture.latLngs(shapes.outline).flat());
  const whole = L.latLngBounds([...picture.corners()]);
  if (!bounds.isValid()) bounds.extend(whole);
  await steps.next();
  const map = makeMap(box, view, whole);
  const home = new Home(map, whole);
  home.remember();
  await steps.next();
  const province = new ProvinceMap(map, data, picture, shapes, { tambon: openTambon });
  await province.draw(steps);
  addNeverPattern(svg);
  const markers = new Markers(
    map,
    data,
    names(map),
    ({ lat, lng }) => insideRings(shapes.outline, cellOf(data.grid, [lat, lng])),
    { one: openRow, several: openRows },
  );
  await steps.next();
  const redrawScale = addScale(map);
  startZoom(map);
  const basemap = data.basemap ? addBasemap(map, data.basemap) : null;
  await steps.next();
  const address = new Address();
  const search = find<HTMLInputElement>("register-search");
  const years = new Years(
    data.years.map((y) => y.year),
    (year) => change({ y: year ? String(year) : "" }),
  );

  function choice(): Choice {
    const { y = "", a = "", l = "" } = address.state.more;
    return { year: Number(y) || 0, amphoe: a, level: l };
  }

  function change(more: Record<string, string>): void {
    address.update({ more: { ...address.state.more, ...more } });
    show();
  }

  function show(): void {
    const now = choice();
    years.show(now.year);
    markers.choose(now);
    drawList(data, now, openRow);
    filterTable(data, now, search?.value ?? "");
  }

  function openRow(row: Row): void {
    showRow(data, row);
    showInPanel("place-card");
    if (!row.at) return;
    const ground = groundBesidePanel();
    map.panInside(latLngOf(data.grid, row.at), {
      paddingTopLeft: [ground.left + 40, ground.top + 40],
      paddingBottomRight: [ground.right + 40, ground.bottom + 40],
    });
  }

  function openRows(rows: readonly Row[]): void {
    showRows(data, rows, openRow);
    showInPanel("place-card");
  }

  function openTambon(code: string): void {
    showTambon(data, code, openRow);
    showInPanel("place-card");
  }

  /** A village that was searched for: its page where there is one, else its place. */
  function openVillage(village: Found): void {
    const page = villagePage(data, village.code);
    if (page || village.tambon?.page) {
      location.href = page || `${village.tambon?.page}#v=${village.code}`;
      return;
    }
    showVillage(village);
    showInPanel("place-card");
    province.mark(village.at);
    const at = village.at && L.latLng(latLngOf(data.grid, village.at));
    if (at) home.showPart(at.toBounds(VILLAGE_VIEW_M), groundBesidePanel());
    else if (village.tambon) province.showTambon(village.tambon.code, home);
  }

  function goToRow(row: Row): void {
    scrollTo({ top: 0 });
    if (row.at) map.setView(latLngOf(data.grid, row.at), Math.max(map.getZoom(), ROW_ZOOM));
    openRow(row);
  }

  startSelect("amphoe", address.state.more.a, (code) => {
    change({ a: code });
    province.showAmphoe(code, home);
  });
  startSelect("level", address.state.more.l, (level) => change({ l: level }));
  search?.addEventListener("input", () => filterTable(data, choice(), search.value));
  search?.form?.addEventListener("submit", (event) => event.preventDefault());
  startTable(data, goToRow);
  const switching =
    (...layers: readonly (L.Layer | null)[]) =>
    (on: boolean): void => {
      for (const layer of layers) {
        if (!layer || map.hasLayer(layer) === on) continue;
        if (on) layer.addTo(map);
        else layer.remove();
      }
    };
  await steps.next();
  home.start(address);
  fitForPrint(map, bounds);
  const placeSearch = startSearch(data, {
    village: openVillage,
    tambon: (code) => {
      province.showTambon(code, home);
      openTambon(code);
    },
  });
  startCardKeys(find("place-card"));
  const stops = province.stops();
  startWalk(map, stops, (at) => map.panInside(at, { padding: [60, 60] }));
  startSkips(() => stops[0]?.element);
  startLocate(map, bounds, ({ lat, lng }) => {
    const cell = cellOf(data.grid, [lat, lng]);
    const tambon = data.tambons.find((t) => insideRings(shapes.tambons.get(t.code) ?? [], cell));
    return tambon ? tambonName(tambon) : null;
  });
  await steps.next();
  startPage(data, () => {
    redrawScale();
    placeSearch.forget();
    province.relabel();
    markers.relabel();
    show();
  });
  await steps.pause();
  years.show(choice().year);
  markers.choose(choice());
  // Names of roads and waters stand where the marks leave room.
  const ground = ["#base", ".at-desk .base-names"].map((part) =>
    layOn(map, svg.querySelector(part), "context", data.grid),
  );
  startLayerBoxes(address, {
    before: switching(markers.shown),
    never: (on) => province.markNever(on),
    areas: switching(province.areas),
    base: switching(...ground),
    basemap: switching(basemap),
  });
  await steps.pause();
  drawList(data, choice(), openRow);
  filterTable(data, choice(), search?.value ?? "");
  await steps.pause();
  address.follow(map);
  reveal(map, picture);
}

function startSelect(id: string, value: string | undefined, chosen: (value: string) => void): void {
  const field = find<HTMLSelectElement>(id);
  if (!field) return;
  field.value = value ?? "";
  field.addEventListener("change", () => chosen(field.value));
}

/** A place in the table leads to the map. */
function startTable(data: ProvinceData, go: (row: Row) => void): void {
  find("register")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a.go");
    const row = data.rows.find((r) => r.row === Number(link?.dataset.row));
    if (!link || !row) return;
    event.preventDefault();
    go(row);
  });
}

/** The hatch of «never designated». */
function addNeverPattern(svg: SVGSVGElement): void {
  const pattern = s(
    "pattern",
    { id: "never", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("path", { fill: "#fff", d: "M0 0h6v6H0z" }),
    s("path", { stroke: "#c9b48a", "stroke-width": 1.6, d: "M0 0v6" }),
  );
  svg.querySelector("defs")?.append(pattern);
}
