// The tambon page's data, as web/pages/page_data.py writes it.

import type { Cell, Grid } from "../shared/grid";
import type { BasemapSettings } from "../shared/basemap";
import type { Lang } from "../shared/words";

export interface Village {
  readonly key: string;
  readonly code: string;
  readonly moo: number;
  readonly name: string;
  readonly en: string;
  readonly area: readonly [number, number, number] | null;
  readonly population: number | null;
  readonly households: number | null;
  readonly year: number | null;
  readonly outside: number | null;
  readonly place: "drawn" | "point" | "none";
  readonly at: Cell | null;
  readonly room: number;
  readonly chosen: readonly { readonly year: number; readonly level: "province" | "amphoe" }[];
}

export interface Landmark {
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  readonly note?: string;
  readonly village?: string;
  readonly at?: Cell;
}

export interface Kind {
  readonly th: string;
  readonly en: string;
  readonly group: string;
  readonly color: string;
  readonly order: number;
}

export interface View {
  readonly key: string;
  readonly domain: string;
  readonly indicator: string;
  readonly th: string;
  readonly en: string;
  readonly year: number;
  readonly unit: string;
  readonly scale: readonly [number | null, number | null];
  readonly lowIsGood: boolean;
  readonly status: string;
  readonly colours: readonly string[];
  readonly labels: readonly string[];
  readonly classes: readonly (number | null)[];
  readonly shown: readonly string[];
  readonly withheld: readonly boolean[];
  readonly mean: number | null;
}

export interface TambonData {
  readonly kind: "tambon";
  readonly code: string;
  readonly lang: Lang;
  readonly thaiDigits: boolean;
  readonly grid: Grid;
  readonly villages: readonly Village[];
  /** Each village's colour where there is nothing to colour by: no two neighbours have the same. */
  readonly tints: readonly string[];
  readonly landmarks: readonly Landmark[];
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly groups: readonly { readonly id: string; readonly th: string; readonly en: string }[];
  readonly views: readonly View[];
  /** Key of the view that is shown first; "" for the plain map. */
  readonly shown: string;
  readonly basemap: BasemapSettings | null;
  readonly offline: boolean;
}

export const NO_DATA = "url(#no-data-swatch)";

/** The fill of a village in a view: its class's colour, or the hatch. */
export function fillOf(view: View, index: number): string {
  const place = view.classes[index];
  return (place === null || place === undefined ? undefined : view.colours[place]) ?? NO_DATA;
}
