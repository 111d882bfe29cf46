/** How much of each village lies outside the official tambon, by gis/shapes/containment.py. */

import { areaOf } from "../measure/area";
import { raiFacts } from "../measure/rai";
import { labelPlace } from "../map/label_place";
import { overlay } from "../topology/overlay";
import { lonLat, type Part, type Point } from "../topology/point";
import { snap, squeeze } from "../topology/snap";
import { boxOf, near, sideOfPart } from "../topology/ring";
import type { Pin } from "../drawing/drawing";
import type { Drawn, Found, Label } from "./found";

/** Below a tenth of a percent a difference is a matter of drawing. */
const TOLD_SHARE = 0.001;
/** From this share on it is a warning. */
const FAR_SHARE = 0.2;

export function checkContainment(
  all: readonly Drawn[],
  outline: readonly Part[],
  label: Label,
): Found[] {
  if (outline.length === 0) return [];
  const found: Found[] = [];
  let [outsideAll, drawnAll] = [0, 0];
  for (const drawn of all) {
    const beyond = beyondOutline(drawn.parts, outline);
    const [outside, whole] = [areaOf(beyond), areaOf(drawn.parts)];
    outsideAll += outside;
    drawnAll += whole;
    const share = outside / whole;
    if (share < TOLD_SHARE) continue;
    const place = labelPlace(beyond);
    found.push({
      code: share >= FAR_SHARE ? "containment.far_outside" : "containment.outside_tambon",
      feature: label(drawn),
      params: facts(share, outside),
      village: drawn.id,
      mends: [{ kind: "cut", village: drawn.id }],
      ...(place ? { lonlat: lonLat(place) } : {}),
    });
  }
  if (found.length) {
    const params = facts(outsideAll / drawnAll, outsideAll);
    found.push({ code: "containment.total_outside", feature: "", params });
  }
  return found;
}

function beyondOutline(parts: readonly Part[], outline: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => outline.some((o) => near(boxOf(part[0]!), boxOf(o[0]!))))) return parts;
  const areas = new Map([["drawn", parts], ["outline", outline]]);
  return overlay({ areas }, (covers) => (covers.has("drawn") && covers.size === 1 ? "out" : null)).get("out") ?? [];
}

const facts = (share: number, area: number): Found["params"] => ({
  share: `${(share * 100).toFixed(1)}%`,
  ...raiFacts(area),
});

/** Pins that lie in no drawn village. */
export function checkPins(
  pins: readonly (Pin & { readonly number: number })[],
  all: readonly Drawn[],
  label: Label,
): Found[] {
  const parts = all.flatMap((drawn) => drawn.parts);
  if (parts.length === 0) return [];
  return pins
    .filter(({ at }) => !parts.some((part) => sideOfPart(part, at) >= 0))
    .map(({ at, id, number, name }) => {
      const nearest = nearestTo(at, all);
      return {
        code: "containment.pin_outside",
        feature: label({ id, number, name, moo: null, code: "", parts: [] }),
        params: { nearest: label(nearest.drawn), distance_m: Math.round(nearest.metres) },
        lonlat: lonLat(at),
      };
    });
}

const METRES_PER_UNIT = 0.1106;

function nearestTo(at: Point, all: readonly Drawn[]): { drawn: Drawn; metres: number } {
  const wide = squeeze(at[1]);
  const away = all.map((drawn) => {
    const found = snap(at, drawn.parts, Infinity, () => false, { corners: false });
    const place = found?.at ?? at;
    return Math.hypot((place[0] - at[0]) * wide, place[1] - at[1]) * METRES_PER_UNIT;
  });
  const least = away.indexOf(Math.min(...away));
  return { drawn: all[least]!, metres: away[least]! };
}
