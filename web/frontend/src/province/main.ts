// The province page: takes over from the picture; year, amphoe and level choose what shows.

import * as L from "leaflet";

import { find, pageData, s } from "../shared/dom";
import { cellOf, latLngOf } from "../shared/grid";
import { startLocate } from "../shared/locate";
import { addBasemap, addScale, addZoom, fitForPrint, makeMap } from "../shared/map";
import { startPage } from "../shared/page";
import { insideRings } from "../shared/path";
import { Picture } from "../shared/picture";
import { coveredBySheet, moveSheet, startSheet } from "../shared/sheet";
import { afterFirstPaint } from "../shared/start";
import { readState, type ViewState, writeState } from "../shared/state";
import { type Choice, counted, type ProvinceData, type Row } from "./data";
import { drawList, filterTable, showRow, showTambon } from "./list";
import { Markers } from "./markers";
import { ProvinceMap, readShapes, tambonName } from "./province_map";
import { Years } from "./years";

const element = find("map");
const svg = element?.querySelector("svg");
if (element && svg) afterFirstPaint(() => start(pageData<ProvinceData>(), element, svg));

function start(data: ProvinceData, box: HTMLElement, svg: SVGSVGElement): void {
  const picture = new Picture(svg, data.grid);
  const shapes = readShapes(picture);
  const view = picture.view(box.getBoundingClientRect());
  const labels = amphoeLabels(svg, data);
  const map = makeMap(box, view, L.latLngBounds([]));
  map.createPane("villages").style.zIndex = "415";
  const home = map.getBounds().pad(-0.08);
  const province = new ProvinceMap(map, data, picture, shapes, { tambon: openTambon });
  picture.retire();
  addNeverPattern();
  const markers = new Markers(map, data, labels, openRow);
  const redrawScale = addScale(map);
  const relabelZoom = addZoom(map);
  const basemap = data.basemap ? addBasemap(map, data.basemap) : null;
  let state: ViewState = readState(location.hash);
  const search = find<HTMLInputElement>("register-search");
  const years = new Years(
    data.years.map((y) => y.year),
    (year) => change({ y: year ? String(year) : "" }),
  );
  const chosenTambons = new Set(counted(data.rows).map((row) => row.tambonCode));
  const chosenVillages = new Set(counted(data.rows).map((row) => row.code));

  function choice(): Choice {
    const { y = "", a = "", l = "" } = state.more;
    return { year: Number(y) || 0, amphoe: a, level: l };
  }

  function change(more: Record<string, string>): void {
    save({ more: { ...state.more, ...more } });
    show();
  }

  function save(next: Partial<ViewState>): void {
    state = { ...state, ...next };
    const text = writeState(state);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
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
    moveSheet("half");
    if (row.at) {
      map.panInside(latLngOf(data.grid, row.at), {
        paddingTopLeft: [60, 80],
        paddingBottomRight: [60, coveredBySheet() + 60],
      });
    }
  }

  function openTambon(code: string): void {
    showTambon(data, code, openRow);
    moveSheet("half");
  }

  function select(id: string, key: string, after: (value: string) => void): void {
    const field = find<HTMLSelectElement>(id);
    if (!field) return;
    field.value = state.more[key] ?? "";
    field.addEventListener("change", () => {
      change({ [key]: field.value });
      after(field.value);
    });
  }

  select("amphoe", "a", (code) => province.showAmphoe(code, home, coveredBySheet()));
  select("level", "l", () => undefined);
  search?.addEventListener("input", () => filterTable(data, choice(), search.value));
  search?.form?.addEventListener("submit", (event) => event.preventDefault());
  find("register")?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("a.go");
    const row = data.rows.find((r) => r.row === Number(link?.dataset.row));
    if (!link || !row?.at) return;
    event.preventDefault();
    scrollTo({ top: 0 });
    map.setView(latLngOf(data.grid, row.at), Math.max(map.getZoom(), 11));
    openRow(row);
  });
  const layers: Record<string, (on: boolean) => void> = {
    before: (on) => void (on ? markers.shown.addTo(map) : markers.shown.remove()),
    never: (on) => province.markNever(on, chosenTambons, chosenVillages),
    areas: (on) => void (on ? province.areas.addTo(map) : province.areas.remove()),
    basemap: (on) => void (on ? basemap?.addTo(map) : basemap?.remove()),
  };
  for (const field of document.querySelectorAll<HTMLInputElement>("[data-layer]")) {
    const name = field.dataset.layer ?? "";
    const usual = field.defaultChecked;
    if (state.off.includes(name)) field.checked = !usual;
    layers[name]?.(field.checked);
    field.addEventListener("change", () => {
      layers[name]?.(field.checked);
      const others = state.off.filter((each) => each !== name);
      save({ off: field.checked === usual ? others : [...others, name] });
    });
  }
  find("whole")?.addEventListener("click", () => {
    map.fitBounds(home);
    save({ place: null });
  });
  fitForPrint(map, home);
  startSheet();
  startLocate(map, home, ({ lat, lng }) => {
    const cell = cellOf(data.grid, [lat, lng]);
    const tambon = data.tambons.find((t) => insideRings(shapes.tambons.get(t.code) ?? [], cell));
    return tambon ? tambonName(tambon) : null;
  });
  startPage(data, () => {
    relabelZoom();
    redrawScale();
    province.relabel();
    markers.relabel();
    show();
  });
  if (state.place) {
    map.setView([state.place.lat, state.place.lng], state.place.zoom, { animate: false });
  }
  show();
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    save({ place: { zoom: map.getZoom(), lat, lng } });
  });
  document.documentElement.classList.add("ready");
}

/** Where the picture put the amphoes' names, and the room there at zoom 9. */
function amphoeLabels(
  svg: SVGSVGElement,
  data: ProvinceData,
): { index: number; at: L.LatLng; room: number }[] {
  return data.amphoes.flatMap((amphoe, index) => {
    const path = svg.querySelector<SVGPathElement>(`[data-amphoe-code="${amphoe.code}"]`);
    const at = path?.dataset.label?.split(" ").map(Number);
    if (!at || at.length < 3) return [];
    const [x = 0, y = 0, room = 0] = at;
    const metresPerPixel = (2 * Math.PI * 6378137) / (256 * 2 ** 9);
    return [{ index, at: L.latLng(latLngOf(data.grid, [x, y])), room: (room * data.grid.cell) / metresPerPixel }];
  });
}

/** The hatch of «never designated». */
function addNeverPattern(): void {
  const pattern = s(
    "pattern",
    { id: "never", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    s("path", { fill: "#fff", d: "M0 0h6v6H0z" }),
    s("path", { stroke: "#c9b48a", "stroke-width": 1.6, d: "M0 0v6" }),
  );
  document.querySelector("svg.keeper defs")?.append(pattern);
}
