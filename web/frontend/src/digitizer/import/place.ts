/** Puts what a file says into the drawing: areas, pins, and lines to trace. */

import type { Found } from "../checks/found";
import { astrayCorner } from "../checks/astray";
import { checkRings } from "../checks/ring_check";
import { addParts } from "../drawing/edits/add_village";
import { addPin } from "../drawing/edits/words";
import type { Drawing, VillageWords } from "../drawing/drawing";
import type { Notice } from "../drawing/outcome";
import { gridPoint, type Part, type Point } from "../topology/point";
import { contains, partsOf, simpleRings } from "../topology/dissolve";
import { counterClockwise, withoutRepeats } from "../topology/ring";
import type { Corner, Feature } from "./feature";
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
}

function wordsOf(feature: Feature, fields: Fields): VillageWords {
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
  const turned = others.flat().map((loop) =>
    outer.some((ring) => contains(ring, loop)) ? [...loop].reverse() : loop,
  );
  return found.includes(null) ? null : partsOf([...outer, ...turned]);
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
  const fields = findFields(features);
  let [areas, linked, traced, pins, lines, left] = [0, 0, 0, 0, 0, 0];
  const trace = (name: string, rings: readonly (readonly Corner[])[]): void => {
    const found = checkRings(rings, name);
    guides.push(...rings.map((corners, i) => ({ name, corners, found: i === 0 ? found : [] })));
    traced++;
  };
  for (const feature of features) {
    const rings = feature.shapes.flatMap((shape) => (shape.kind === "area" ? [shape.rings] : []));
    const parts = rings.map(partOn);
    if (parts.length && parts.every((part) => part !== null)) {
      const written = wordsOf(feature, fields);
      const words = linkWords(written);
      const outcome = addParts(drawing, parts.flat(), words);
      if (outcome.drawing) {
        drawing = outcome.drawing;
        notices.push(...outcome.notices);
        areas++;
        if (words !== written) linked++;
      } else trace(feature.name, rings.flat());
    } else if (rings.length) trace(feature.name, rings.flat());
    let shown = rings.length;
    for (const corners of joinPieces(feature.shapes.flatMap((one) => (one.kind === "line" ? [one.corners] : [])))) {
      guides.push({ name: feature.name, corners, found: [] });
      lines++;
      shown++;
    }
    for (const shape of feature.shapes) {
      if (shape.kind !== "point") continue;
      const at = gridPoint(...shape.at);
      if (!at) continue;
      const kind = cellOf(feature, fields, "kind");
      const name = feature.name || cellOf(feature, fields, "place");
      const words = { kind: kinds.has(kind) ? kind : "", name, note: feature.note };
      drawing = addPin(drawing, at, words).drawing ?? drawing;
      pins++;
      shown++;
    }
    if (shown === 0) left++;
  }
  return { drawing, notices, guides, areas, linked, traced, pins, lines, left };
}
