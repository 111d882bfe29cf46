/**
 * Cutting along a line whatever it crosses.
 *
 * The largest piece of a village keeps its name; every other piece becomes a village without
 * one. Neighbours get a corner where the line meets their border, and lose no ground.
 */

import { areaOf } from "../../measure/area";
import type { Part, Point } from "../../topology/point";
import { keyOf, segmentKey, segmentsOf } from "../../topology/point";
import { NAMELESS, villageOf, type Drawing, type Village } from "../drawing";
import { refused, settled, withVillages, type Outcome } from "../outcome";
import { recut, withParts } from "../recut";

/** A village as the line cuts it: what keeps its name, and the pieces cut off. */
interface Cut {
  readonly village: Village;
  readonly kept: readonly Part[];
  readonly pieces: readonly (readonly Part[])[];
}

/** Cuts one village along a line. */
export function splitVillage(drawing: Drawing, id: string, line: readonly Point[]): Outcome {
  const village = villageOf(drawing, id);
  if (!village || village.parts.length === 0) return refused("no_such_thing");
  return splitAlong(drawing, line, (one) => one === village);
}

/** Cuts every village that a line goes right across, of those that are wanted. */
export function splitAlong(
  drawing: Drawing,
  line: readonly Point[],
  wanted: (village: Village) => boolean = () => true,
): Outcome {
  if (line.length < 2) return refused("does_not_cut", line[0]);
  return settled(() => {
    const { villages, others } = recut(
      drawing.villages,
      { areas: new Map<string, Part[]>(), cuts: [line] },
      pieceOf(drawing, wanted),
    );
    const cuts = drawing.villages.filter(wanted).flatMap((village) => cutOf(village, others));
    const pieces = cuts.flatMap((cut) => cut.pieces);
    if (pieces.length === 0) return refused("does_not_cut", line[0]);
    const kept = new Map(cuts.map((cut) => [cut.village.id, cut.kept]));
    const fresh = pieces.map((parts, i): Village => ({ id: `v${drawing.next + i}`, ...NAMELESS, parts }));
    const rest = villages.map((village) => {
      const before = villageOf(drawing, village.id)!;
      if (!wanted(before)) return village;
      return withParts(before, kept.get(village.id) ?? partsOf(before, others));
    });
    return withVillages(drawing, [...rest, ...fresh], {
      next: drawing.next + fresh.length,
      notices: pieces.length > 1 ? [{ kind: "split_into", pieces: pieces.length + 1 }] : [],
    });
  });
}

/** Each face of a wanted village on its own; the others' as ever. */
function pieceOf({ villages }: Drawing, wanted: (village: Village) => boolean) {
  return (covers: ReadonlySet<string>, face: number): string | null => {
    const owner = villages.find(({ id }) => covers.has(id));
    if (!owner) return null;
    return wanted(owner) ? `${owner.id} ${face}` : owner.id;
  };
}

const piecesOf = ({ id }: Village, others: ReadonlyMap<string, readonly Part[]>): (readonly Part[])[] =>
  [...others].filter(([owner]) => owner.startsWith(`${id} `)).map(([, parts]) => parts);

/** All of a village again; as it was, where the line did not come near. */
function partsOf(village: Village, others: ReadonlyMap<string, readonly Part[]>): readonly Part[] {
  const parts = piecesOf(village, others).flat();
  return parts.length ? [...parts].sort((a, b) => keyOf(a[0]![0]!) - keyOf(b[0]![0]!)) : village.parts;
}

function cutOf(village: Village, others: ReadonlyMap<string, readonly Part[]>): Cut[] {
  const pieces = piecesOf(village, others).sort((a, b) => areaOf(b) - areaOf(a) || first(a) - first(b));
  if (pieces.length <= village.parts.length) return [];
  // A part that the line did not touch stays with the name, however small it is.
  const corners = new Set(village.parts.map((part) => `${part[0]!.length} ${first([part])} ${areaOf([part])}`));
  const whole = (parts: readonly Part[]): boolean =>
    corners.has(`${parts[0]![0]!.length} ${first(parts)} ${areaOf(parts)}`);
  const [largest, ...smaller] = [...pieces.filter((one) => !whole(one)), ...pieces.filter(whole)];
  const kept = [largest!, ...smaller.filter(whole)].flat();
  return [{ village, kept, pieces: smaller.filter((one) => !whole(one)) }];
}

const first = (parts: readonly Part[]): number => keyOf(parts[0]![0]![0]!);

/** Ground of nobody that a line closes off against borders, in pieces. */
export function freePieces(drawing: Drawing, line: readonly Point[]): (readonly Part[])[] {
  const owner = (covers: ReadonlySet<string>, face: number): string | null => {
    const village = drawing.villages.find(({ id }) => covers.has(id));
    return village ? village.id : `free ${face}`;
  };
  const before = new Set<string>();
  for (const ring of drawing.villages.flatMap(({ parts }) => parts.flat()))
    for (const [a, b] of segmentsOf(ring)) before.add(segmentKey(a, b));
  const { others } = recut(drawing.villages, { areas: new Map<string, Part[]>(), cuts: [line] }, owner);
  return [...others.values()].filter((parts) =>
    parts.flat().some((ring) => [...segmentsOf(ring)].some(([a, b]) => !before.has(segmentKey(a, b)))),
  );
}
