/** Puts what a file says into the drawing: areas, pins, and lines to trace. */

import { photoOf } from "../drawing/photo_of";
import type { Found } from "../checks/found";
import { astrayCorner } from "../checks/astray";
import { checkRings } from "../checks/ring_check";
import { addParts } from "../drawing/edits/add_village";
import { addPins, type NewPin } from "../drawing/edits/words";
import { isRemark } from "../drawing/remark";
import { partsOfAll, type Drawing, type Json, type VillageWords } from "../drawing/drawing";
import type { Notice } from "../drawing/outcome";
import { Unsettled } from "../topology/noding";
import { goOn } from "../topology/patience";
import { gridPoint, type Part, type Point } from "../topology/point";
import { contains, partsOf, simpleRings } from "../topology/dissolve";
import { counterClockwise, withoutRepeats } from "../topology/ring";
import type { Corner, Feature } from "./feature";
import { limit, MOST_AREA_CORNERS, MOST_HOLES } from "./limits";
import { joinPieces } from "./walk_pieces";
import { cellOf, findFields, mooOf, type Fields } from "./fields";

/** A line to trace; `found` says what is wrong with it where it was meant as an area. */
export interface Guide {
  readonly name: string;
  readonly corners: readonly Corner[];
  readonly found: readonly Found[];
}

export interface Placed {
  readonly drawing: Drawing;
  readonly notices: readonly Notice[];
  /** Lines, and areas that cannot be placed as they are: to be traced by hand. */
  readonly guides: readonly Guide[];
  readonly areas: number;
  /** Areas that got moo and code of the gazetteer by what their words say. */
  readonly linked: number;
  /** Areas that cannot stand as they are, and became lines to trace. */
  readonly traced: number;
  readonly pins: number;
  readonly lines: number;
  /** Records without a shape that can be shown here. */
  readonly left: number;
  /** Names of areas with more crossings, holes or corners than can be worked on. */
  readonly intricate: readonly string[];
}

export function wordsOf(feature: Feature, fields: Fields): VillageWords {
  return {
    name: cellOf(feature, fields, "village") || feature.name.trim(),
    moo: mooOf(cellOf(feature, fields, "moo")),
    code: cellOf(feature, fields, "village_code").replace(/\.0+$/, ""),
    note: feature.note,
  };
}

function onGrid(corners: readonly Corner[]): Point[] | null {
  const points = corners.map(([lon, lat]) => gridPoint(lon, lat));
  return points.every((point): point is Point => point !== null) ? points : null;
}

/** An area's rings on the grid; null when a ring is open, has a corner far off or lies elsewhere. */
function partOn(rings: readonly (readonly Corner[])[]): readonly Part[] | null {
  const found = rings.map((ring) => {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return null;
    if (astrayCorner(ring.slice(0, -1))) return null;
    return onGrid(ring);
  });
  const [outer = [], ...others] = found.map((points) =>
    simpleRings(withoutRepeats(points ?? [])).map(counterClockwise),
  );
  // A ring that shares no ground with the first is a part of its own, however it was written.
  const turned = others.flat().map((loop) => (outer.some((ring) => contains(ring, loop)) ? [...loop].reverse() : loop));
  return found.includes(null) ? null : partsOf([...outer, ...turned]);
}

const cornersOfAll = (rings: readonly (readonly unknown[])[]): number =>
  rings.reduce((sum, { length }) => sum + length, 0);

/** An area that nobody could work on: it has too many holes or corners. */
const isSieve = (areas: readonly (readonly (readonly Corner[])[])[]): boolean =>
  areas.reduce((sum, { length }) => sum + length - 1, 0) > MOST_HOLES || cornersOfAll(areas.flat()) > MOST_AREA_CORNERS;

export const areasOf = ({ shapes }: Feature): (readonly (readonly Corner[])[])[] =>
  shapes.flatMap((shape) => (shape.kind === "area" ? [shape.rings] : []));

/** Corners of all areas there would be. */
function cornersWith(start: Drawing, features: readonly Feature[]): number {
  const areas = features.map(areasOf).filter((rings) => rings.length && !isSieve(rings));
  return areas.length ? cornersOfAll([...partsOfAll(start.villages).flat(), ...areas.flat(2)]) : 0;
}

export function place(
  start: Drawing,
  features: readonly Feature[],
  kinds: ReadonlySet<string>,
  linkWords: (words: VillageWords) => VillageWords = (words) => words,
): Placed {
  let drawing = start;
  const notices: Notice[] = [];
  const guides: Guide[] = [];
  const pins: NewPin[] = [];
  const intricate: string[] = [];
  const fields = findFields(features);
  let [areas, linked, traced, lines, left] = [0, 0, 0, 0, 0];
  const trace = (name: string, rings: readonly (readonly Corner[])[]): void => {
    const found = checkRings(rings, name);
    guides.push(...rings.map((corners, i) => ({ name, corners, found: i === 0 ? found : [] })));
    traced++;
  };
  const placeArea = (feature: Feature, rings: readonly (readonly (readonly Corner[])[])[]): void => {
    const parts = rings.map(partOn);
    if (parts.some((part) => part === null)) return trace(feature.name, rings.flat());
    const written = wordsOf(feature, fields);
    const words = linkWords(written);
    const outcome = addParts(
      drawing,
      parts.flatMap((part) => part ?? []),
      words,
    );
    if (outcome.refusal?.kind === "unsettled") throw new Unsettled();
    if (!outcome.drawing) return trace(feature.name, rings.flat());
    drawing = outcome.drawing;
    notices.push(...outcome.notices);
    areas++;
    if (words !== written) linked++;
  };
  limit("area_corners", cornersWith(start, features));
  for (const feature of features) {
    goOn();
    const rings = areasOf(feature);
    let isLeft = false;
    try {
      if (isSieve(rings)) throw new Unsettled();
      if (rings.length) placeArea(feature, rings);
    } catch (trouble) {
      if (!(trouble instanceof Unsettled)) throw trouble;
      intricate.push(feature.name);
      isLeft = true;
    }
    const walks = joinPieces(feature.shapes.flatMap((one) => (one.kind === "line" ? [one.corners] : [])));
    guides.push(...walks.map((corners) => ({ name: feature.name, corners, found: [] })));
    lines += walks.length;
    const places = pinsOf(feature, fields, kinds);
    for (const pin of places) pins.push(pin);
    if (isLeft || rings.length + walks.length + places.length === 0) left++;
  }
  limit("lines", guides.length);
  limit("features", drawing.pins.length + pins.length);
  drawing = addPins(drawing, pins);
  return { drawing, notices, guides, areas, linked, traced, pins: pins.length, lines, left, intricate };
}

/** What of a pin of ours is no word: its photo, and whose remark it is. */
function moreOf(properties: Feature["properties"], kind: string): Json | null {
  const known = (key: string): boolean =>
    key === "photo" ? photoOf({ more: properties }) !== "" : isRemark({ kind }) && key.startsWith("remark_");
  const kept = Object.entries(properties).filter(([key]) => known(key));
  return kept.length ? Object.fromEntries(kept) : null;
}

export function pinsOf(feature: Feature, fields: Fields, kinds: ReadonlySet<string>): NewPin[] {
  return feature.shapes.flatMap((shape): NewPin[] => {
    const at = shape.kind === "point" ? gridPoint(...shape.at) : null;
    if (!at) return [];
    const kind = cellOf(feature, fields, "kind");
    const name = feature.name || cellOf(feature, fields, "place");
    const more = moreOf(feature.properties, kind);
    return [{ at, kind: kinds.has(kind) ? kind : "", name, note: feature.note, ...(more && { more }) }];
  });
}
