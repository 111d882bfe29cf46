/** How much of each village lies outside the official tambon, by gis/shapes/containment.py. */

import { isRemark } from "../drawing/remark";
import { areaOf } from "../measure/area";
import { raiFacts } from "../measure/rai";
import { labelPlace } from "../marks/label_place";
import { overlay } from "../topology/overlay";
import { lonLat, type Part, type Point } from "../topology/point";
import { snap, squeeze } from "../topology/snap";
import { boxOf, boxOfPart, near, sideOfPart, type Box } from "../topology/ring";
import type { Pin } from "../drawing/drawing";
import type { Drawn, Found, Label } from "./found";

/** Below a tenth of a percent a difference is a matter of drawing. */
const TOLD_SHARE = 0.001;
/** From this share on it is a warning. */
const FAR_SHARE = 0.2;

export function checkContainment(all: readonly Drawn[], outline: readonly Part[], label: Label): Found[] {
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
  const areas = new Map([
    ["drawn", parts],
    ["outline", outline],
  ]);
  return overlay({ areas }, (covers) => (covers.has("drawn") && covers.size === 1 ? "out" : null)).get("out") ?? [];
}

const facts = (share: number, area: number): Found["params"] => ({
  share: `${(share * 100).toFixed(1)}%`,
  ...raiFacts(area),
});

/** Where a pin outside lies: position of the village nearest to it, and how far that is. */
export interface Outside {
  readonly nearest: number;
  readonly metres: number;
}

/** What is known of pins; null of one that lies in a village. It holds as long as the areas are the same. */
export type Known = WeakMap<Pin, Outside | null>;

/** Pins that lie in no drawn village; of those `known` nothing is worked out again. */
export function checkPins(
  pins: readonly Pin[],
  all: readonly Drawn[],
  label: Label,
  { first = 1, known = new WeakMap() as Known } = {},
): Found[] {
  if (all.every(({ parts }) => parts.length === 0)) return [];
  return pins.flatMap((pin, i): Found[] => {
    if (isRemark(pin)) return [];
    const seen = known.get(pin);
    const outside = seen === undefined ? outsideOf(pin, all) : seen;
    if (seen === undefined) known.set(pin, outside);
    if (!outside) return [];
    const { id, name, at } = pin;
    return [
      {
        code: "containment.pin_outside",
        feature: label({ id, number: first + i, name, moo: null, code: "", parts: [] }),
        params: { nearest: label(all[outside.nearest]!), distance_m: Math.round(outside.metres) },
        lonlat: lonLat(at),
      },
    ];
  });
}

const METRES_PER_UNIT = 0.1106;

function outsideOf({ at }: Pin, all: readonly Drawn[]): Outside | null {
  if (all.some(({ parts }) => parts.some((part) => sideOfPart(part, at) >= 0))) return null;
  const wide = squeeze(at[1]);
  const metres = (x: number, y: number): number => Math.hypot((x - at[0]) * wide, y - at[1]) * METRES_PER_UNIT;
  // The box around an area is never farther than the area: areas behind the nearest are not looked at.
  const order = all
    .map(({ parts }, i) => ({ i, least: Math.min(...parts.map((part) => metres(...nearestIn(boxOfPart(part), at)))) }))
    .sort((a, b) => a.least - b.least || a.i - b.i);
  let [nearest, away] = [0, Infinity];
  for (const { i, least } of order) {
    if (least > away) break;
    const found = snap(at, all[i]!.parts, Infinity, () => false, { corners: false });
    const here = found ? metres(...found.at) : Infinity;
    if (here < away || (here === away && i < nearest)) [nearest, away] = [i, here];
  }
  return { nearest, metres: away };
}

/** The place of a box that is nearest to a point; a grid unit nearer, since corners are rounded. */
function nearestIn({ west, south, east, north }: Box, [x, y]: Point): [number, number] {
  return [Math.min(Math.max(x, west - 1), east + 1), Math.min(Math.max(y, south - 1), north + 1)];
}
