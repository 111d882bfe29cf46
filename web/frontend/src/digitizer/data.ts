/** What Python wrote into the page: everything the officer starts from. */

import { addParts } from "./drawing/edits/add_village";
import { addPins, type NewPin } from "./drawing/edits/words";
import { EMPTY, partsOfAll, type Drawing, type Village } from "./drawing/drawing";
import type { KindRow } from "./drawing/kind_of_name";
import { REMARK, REMARK_LOOK } from "./drawing/remark";
import type { Notice } from "./drawing/outcome";
import { partOf } from "./export/drawing_file";
import type { DigitizerPage } from "../shared/page_types";
import { metresBetween } from "./measure/distance";
import { gridPoint, lonLat, type Part, type Point } from "./topology/point";
import { isCoverage } from "./topology/validity";

export type {
  GroupLabels as GroupRow,
  KnownVillageRow as KnownVillage,
  SymbolLook as SymbolRow,
  UnitRow as Unit,
} from "../shared/page_types";

export type Polygons = DigitizerPage["outline"];

export interface PageData extends Omit<DigitizerPage, "kinds"> {
  /** How names tell what a place is, as the legend has it; kinds that are never published too. */
  readonly kinds: readonly KindRow[];
}

export function readData(id = "muban-data"): PageData {
  const data = JSON.parse(document.getElementById(id)?.textContent ?? "null") as PageData;
  return { ...data, symbols: { ...data.symbols, [REMARK]: REMARK_LOOK } };
}

/** What the browser keeps this work under: pages of two projects on one address never mix. */
export const workOf = ({ project, tambon }: Pick<PageData, "project" | "tambon">): string =>
  project ? `${project}/${tambon.code}` : tambon.code;

export const outlineOf = (data: PageData): Part[] => data.outline.map(partOf).filter((part) => part.length > 0);

/** Corners out of their steps. */
export function wayOf(steps: readonly number[]): Point[] {
  let [x, y] = [0, 0];
  return steps.flatMap((step, i): Point[] => (i % 2 ? [[(x += steps[i - 1]!), (y += step)]] : []));
}

/** The drawing to begin with: what the project has drawn already, without overlaps. */
export function firstDrawing(
  data: PageData,
  saved: Drawing | null = null,
): { drawing: Drawing; notices: readonly Notice[] } {
  if (saved) return { drawing: goneOnFrom(saved, firstDrawing(data).drawing), notices: [] };
  const areas = firstAreas(data);
  const pins = data.landmarks.flatMap(({ kind, name, note, photo, lon, lat }): NewPin[] => {
    const at = gridPoint(lon, lat);
    return at ? [{ at, kind, name, note, ...(photo && { more: { photo } }) }] : [];
  });
  return { drawing: addPins(areas.drawing, pins), notices: areas.notices };
}

/** Areas that fit together are taken as they are; others one after the other, each cut to fit. */
function firstAreas(data: PageData): { drawing: Drawing; notices: Notice[] } {
  const drawn = data.drawn.map(({ name, moo, code, polygons }) => ({
    words: { name, moo: moo || null, code, note: "" },
    parts: polygons.map(partOf).filter((part) => part.length > 0),
  }));
  const villages = drawn.map(({ words, parts }, i): Village => ({ id: `v${i + 1}`, ...words, parts }));
  if (isCoverage(partsOfAll(villages))) {
    return { drawing: { ...EMPTY, villages, next: villages.length + 1 }, notices: [] };
  }
  let drawing = EMPTY;
  const notices: Notice[] = [];
  for (const { words, parts } of drawn) {
    const outcome = addParts(drawing, parts, words);
    if (!outcome.drawing) continue;
    drawing = outcome.drawing;
    notices.push(...outcome.notices);
  }
  return { drawing, notices };
}

/** A pin of the same name is the same pin up to so far away. */
const SAME_PIN_M = 15;

/** The project's own drawing file as it was saved, with what other files of the project have beyond it. */
function goneOnFrom(saved: Drawing, shown: Drawing): Drawing {
  const known = new Set(saved.villages.flatMap(({ code, name }) => [code, name]).filter(Boolean));
  let drawing = saved;
  for (const { name, moo, code, note, parts } of shown.villages) {
    if (known.has(code) || known.has(name)) continue;
    drawing = addParts(drawing, parts, { name, moo, code, note }).drawing ?? drawing;
  }
  const isThere = ({ name, at }: NewPin): boolean =>
    saved.pins.some((pin) => pin.name === name && metresBetween(lonLat(pin.at), lonLat(at)) <= SAME_PIN_M);
  const pins = shown.pins.filter((pin) => !isThere(pin)).map(({ id: _, ...pin }): NewPin => pin);
  return addPins(drawing, pins);
}
