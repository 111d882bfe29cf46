import { dissolveParts } from "../../topology/overlay";
import { segmentKey, segmentsOf } from "../../topology/point";
import { villageOf, type Drawing, type Village } from "../drawing";
import { refused, settled, withVillages, type Outcome } from "../outcome";
import { withParts } from "../recut";

/** Joins two neighbours, or two that lie apart; the first keeps its name, a border between them goes. */
export function mergeVillages(drawing: Drawing, keep: string, other: string, { apart = false } = {}): Outcome {
  const [first, second] = [villageOf(drawing, keep), villageOf(drawing, other)];
  if (!first || !second || first === second) return refused("no_such_thing");
  if (!apart && !shareBorder(first, second)) return refused("not_neighbours", first.parts[0]?.[0]?.[0]);
  return settled(() => {
    const joined = withParts(first, dissolveParts([...first.parts, ...second.parts]));
    const villages = drawing.villages
      .filter((village) => village !== second)
      .map((village) => (village === first ? joined : village));
    return withVillages(drawing, villages);
  });
}

function shareBorder(a: Village, b: Village): boolean {
  const border = new Set<string>();
  for (const ring of a.parts.flat()) for (const [p, q] of segmentsOf(ring)) border.add(segmentKey(p, q));
  return b.parts.flat().some((ring) => [...segmentsOf(ring)].some(([p, q]) => border.has(segmentKey(p, q))));
}
