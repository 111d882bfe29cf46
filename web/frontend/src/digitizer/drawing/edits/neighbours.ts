/** Who lies beside an area, and giving ground to one of them. */

import { dissolveParts } from "../../topology/overlay";
import { segmentKey, segmentsOf, type Part } from "../../topology/point";
import type { Drawing, Village } from "../drawing";
import { refused, settled, withVillages, type Outcome } from "../outcome";
import { recut, withParts } from "../recut";

/** The villages that share a border with an area, those with the longest one first. */
export function neighboursOf({ villages }: Drawing, parts: readonly Part[]): Village[] {
  const border = new Map<string, number>();
  for (const ring of parts.flat())
    for (const [a, b] of segmentsOf(ring)) border.set(segmentKey(a, b), Math.hypot(a[0] - b[0], a[1] - b[1]));
  const shared = ({ parts: own }: Village): number =>
    own
      .flat()
      .reduce(
        (sum, ring) => [...segmentsOf(ring)].reduce((part, [a, b]) => part + (border.get(segmentKey(a, b)) ?? 0), sum),
        0,
      );
  const beside = villages
    .filter((village) => village.parts !== parts)
    .map((village) => ({ village, length: shared(village) }));
  return beside
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length)
    .map(({ village }) => village);
}

/** The ground of a village without a name goes to a neighbour: so a border gets a new piece. */
export function giveTo(drawing: Drawing, piece: string, to: string): Outcome {
  const given = drawing.villages.find(({ id }) => id === piece);
  const taker = drawing.villages.find(({ id }) => id === to);
  if (!given || !taker || given === taker) return refused("no_such_thing");
  return settled(() => {
    const joined = withParts(taker, dissolveParts([...taker.parts, ...given.parts]));
    const villages = drawing.villages.filter((one) => one !== given).map((one) => (one === taker ? joined : one));
    return withVillages(drawing, villages);
  });
}

/** Ground of nobody goes to a village; the others get its corners on their borders. */
export function addGround(drawing: Drawing, id: string, parts: readonly Part[]): Outcome {
  return settled(() => {
    const { villages } = recut(
      drawing.villages,
      { areas: new Map([["ground", parts]]) },
      (covers) => drawing.villages.find((one) => covers.has(one.id))?.id ?? (covers.has("ground") ? id : null),
    );
    return withVillages(drawing, villages);
  });
}
