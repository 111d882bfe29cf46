// The tambon page's data: web/page_types/ declares it.

import type { ViewRow } from "../shared/page_types";

export type {
  KindName as Kind,
  LandmarkRow as Landmark,
  TambonPage as TambonData,
  ViewRow as View,
  VillageRow as Village,
} from "../shared/page_types";

export const NO_DATA = "url(#no-data-swatch)";

/** The fill of a village in a view: its class's colour, or the hatch. */
export function fillOf(view: ViewRow, index: number): string {
  const place = view.classes[index];
  return (place === null || place === undefined ? undefined : view.colours[place]) ?? NO_DATA;
}
