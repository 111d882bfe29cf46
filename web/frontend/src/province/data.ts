// The province page's data, as web/pages/page_province.py writes it.

import type { Cell, Grid } from "../shared/grid";
import type { BasemapSettings } from "../shared/basemap";
import type { Lang } from "../shared/words";

export interface Row {
  readonly row: number;
  readonly kind: "village" | "tambon";
  readonly status: "exact" | "corrected" | "needs_person" | "duplicate";
  readonly code: string;
  readonly tambonCode: string;
  readonly amphoeCode: string;
  readonly year: number;
  readonly level: "province" | "amphoe";
  readonly name: string;
  readonly moo: number;
  readonly tambon: string;
  readonly amphoe: string;
  readonly place: "drawn" | "point" | "tambon" | "none";
  readonly at: Cell | null;
  readonly counts: boolean;
}

export interface Unit {
  readonly code: string;
  readonly th: string;
  readonly en: string;
}

export interface Tambon extends Unit {
  readonly amphoe: string;
  readonly page: string;
}

export interface ProvinceData {
  readonly kind: "province";
  readonly lang: Lang;
  readonly thaiDigits: boolean;
  readonly grid: Grid;
  readonly years: readonly { readonly year: number; readonly color: string }[];
  readonly otherYear: string;
  readonly tints: readonly string[];
  readonly rows: readonly Row[];
  readonly tambons: readonly Tambon[];
  readonly amphoes: readonly Unit[];
  readonly villages: Readonly<Record<string, readonly [string, string, number]>>;
  readonly basemap: BasemapSettings | null;
  readonly offline: boolean;
}

/** What is asked for: 0 for every year, "" for every amphoe and level. */
export interface Choice {
  readonly year: number;
  readonly amphoe: string;
  readonly level: string;
}

/** Designations of villages, each once. */
export function counted(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.counts && row.kind === "village");
}

/** Those that a choice asks for, province level first, then by amphoe and row. */
export function chosenRows(rows: readonly Row[], choice: Choice): Row[] {
  return counted(rows)
    .filter((row) => answers(row, choice))
    .sort(
      (a, b) =>
        a.year - b.year ||
        Number(b.level === "province") - Number(a.level === "province") ||
        Number(a.amphoeCode > b.amphoeCode) - Number(a.amphoeCode < b.amphoeCode) ||
        a.row - b.row,
    );
}

export function answers(row: Row, choice: Choice): boolean {
  return (
    (!choice.year || row.year === choice.year) &&
    (!choice.amphoe || row.amphoeCode === choice.amphoe) &&
    (!choice.level || row.level === choice.level)
  );
}
