/** What Python wrote into the page: everything the officer starts from. */

import { addParts } from "./drawing/edits/add_village";
import { addPins, type NewPin } from "./drawing/edits/words";
import { EMPTY, partsOfAll, type Drawing, type Village } from "./drawing/drawing";
import type { KindRow } from "./drawing/kind_of_name";
import type { Notice } from "./drawing/outcome";
import { partOf } from "./export/drawing_file";
import type { Source } from "./ground/sources";
import { gridPoint, type Part } from "./topology/point";
import { isCoverage } from "./topology/validity";

export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
}

/** A village of the gazetteer; lon and lat are null where it has no point. */
export interface KnownVillage {
  readonly code: string;
  readonly moo: number;
  readonly name: string;
  readonly lon: number | null;
  readonly lat: number | null;
}

export interface SymbolRow {
  readonly label_th: string;
  readonly label_en: string;
  readonly group: string;
  readonly color: string;
  readonly glyph_color: string;
  readonly shape_d: string;
  readonly icon_d: string;
}

export interface GroupRow {
  readonly id: string;
  readonly label_th: string;
  readonly label_en: string;
}

export type Polygons = readonly (readonly (readonly (readonly [number, number])[])[])[];

export interface PageData {
  /** Which project folder the page is of; "" where nobody said. Two may have the same tambon. */
  readonly project: string;
  readonly lang: "th" | "en";
  readonly title: string;
  readonly tambon: Unit;
  readonly amphoe: Unit;
  readonly province: Unit;
  readonly outline: Polygons;
  /** West, south, east and north of where the tambon is about; null where nobody knows. */
  readonly around: readonly [number, number, number, number] | null;
  readonly villages: readonly KnownVillage[];
  readonly drawn: readonly (Pick<KnownVillage, "code" | "moo" | "name"> & { readonly polygons: Polygons })[];
  /** Codes of units that have moved, as gis/data/code_moves.csv has them. */
  readonly moves: readonly (readonly [old: string, now: string, name: string, year_be: number])[];
  readonly landmarks: readonly {
    readonly kind: string;
    readonly name: string;
    readonly note: string;
    readonly lon: number;
    readonly lat: number;
  }[];
  /** How names tell what a place is, as the legend has it; kinds that are never published too. */
  readonly kinds: readonly KindRow[];
  readonly groups: readonly GroupRow[];
  readonly symbols: Readonly<Record<string, SymbolRow>>;
  /** Where saving goes when `muban serve` shows the page; null from disk. */
  readonly save: { readonly url: string; readonly token: string; readonly base: string } | null;
  /** Map servers that the project's muban.toml names; none is asked before it is switched on. */
  readonly tiles: readonly Source[];
  /** Where the parts of the program are that the page takes up when it needs them (app/parts.ts). */
  readonly parts: Readonly<Record<string, string>>;
  /** Marks of the records shown that lie in other files: a drawing saved from here replaces them. */
  readonly replaces: readonly string[];
}

export function readData(id = "muban-data"): PageData {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as PageData;
}

/** What the browser keeps this work under: pages of two projects on one address never mix. */
export const workOf = ({ project, tambon }: Pick<PageData, "project" | "tambon">): string =>
  project ? `${project}/${tambon.code}` : tambon.code;

export const outlineOf = (data: PageData): Part[] => data.outline.map(partOf).filter((part) => part.length > 0);

/** The drawing to begin with: what the project has drawn already, without overlaps. */
export function firstDrawing(data: PageData): { drawing: Drawing; notices: readonly Notice[] } {
  const areas = firstAreas(data);
  const pins = data.landmarks.flatMap(({ kind, name, note, lon, lat }): NewPin[] => {
    const at = gridPoint(lon, lat);
    return at ? [{ at, kind, name, note }] : [];
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
