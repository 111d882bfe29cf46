/** Needles and crumbs of areas as they are drawn, by gis/shapes/geometry.py. */

import { labelPlace } from "../marks/label_place";
import { areaOf } from "../measure/area";
import { lonLat } from "../topology/point";
import type { Drawn, Found, Label } from "./found";
import { trimParts } from "./needles";

/** Separate parts smaller than this are told of. */
const SPECK_M2 = 100;
/** What is smaller still is no land of anyone's. */
const DUST_M2 = 1;

/** What is told, and the areas as a repair leaves them. */
export function checkShapes(
  all: readonly Drawn[],
  label: Label,
): { readonly found: Found[]; readonly mended: Drawn[] } {
  const found: Found[] = [];
  const mended = all.map((drawn): Drawn => {
    const { parts, tips } = trimParts(drawn.parts);
    const told = { feature: label(drawn), village: drawn.id };
    if (parts.length === 0) return drawn;
    if (tips[0]) {
      const mends = [{ kind: "trim" as const, village: drawn.id, tips }];
      found.push({ code: "geometry.spike", ...told, params: { count: tips.length }, lonlat: lonLat(tips[0]), mends });
    }
    const sizes = parts.map((part) => areaOf([part]));
    const largest = Math.max(...sizes);
    const tell = (name: string, test: (size: number) => boolean): boolean => {
      const these = parts.filter((_, i) => sizes[i]! < largest && test(sizes[i]!));
      const place = these.length ? labelPlace([these[0]!]) : null;
      if (these.length) {
        found.push({
          code: `geometry.${name}`,
          ...told,
          params: { count: these.length, area_m2: areaOf(these).toFixed(1) },
          ...(place ? { lonlat: lonLat(place) } : {}),
        });
      }
      return these.length > 0;
    };
    tell("speck", (size) => size >= DUST_M2 && size < SPECK_M2);
    const dusty = tell("dust", (size) => size < DUST_M2);
    const kept = dusty ? parts.filter((_, i) => sizes[i] === largest || sizes[i]! >= DUST_M2) : parts;
    return kept === drawn.parts ? drawn : { ...drawn, parts: kept };
  });
  return { found, mended };
}
