// The province page's data: web/page_types/ declares it.

import type { ProvincePage as ProvinceData, DesignationRow as Row } from "../shared/page_types";

export type {
  DesignationRow as Row,
  ProvincePage as ProvinceData,
  TambonName as Tambon,
  UnitName as Unit,
} from "../shared/page_types";

/** What is asked for: 0 for every year, "" for every amphoe and level. */
export interface Choice {
  readonly year: number;
  readonly amphoe: string;
  readonly level: string;
}

/** A village's own page; "" where it has none. */
export function villagePage(data: ProvinceData, code: string): string {
  if (!data.villagePages.includes(code)) return "";
  return `tambon/${code.slice(0, 6)}/${Number(code.slice(6))}/index.html`;
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
