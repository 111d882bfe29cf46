import type { Part } from "../../topology/point";
import { villageOf, type Drawing } from "../drawing";
import { refused, settled, withVillages, type Outcome } from "../outcome";
import { recut } from "../recut";

const OUTLINE = "outline";
const GAP = "gap";

/** Takes off what of a village lies outside the tambon's official outline. */
export function cutToOutline(drawing: Drawing, id: string, outline: readonly Part[]): Outcome {
  const village = villageOf(drawing, id);
  if (!village || village.parts.length === 0) return refused("no_such_thing");
  return settled(() => {
    const order = drawing.villages.map((other) => other.id);
    const over = { areas: new Map([[OUTLINE, outline]]) };
    const { villages } = recut(drawing.villages, over, (covers) => {
      const owner = order.find((other) => covers.has(other)) ?? null;
      return owner === id && !covers.has(OUTLINE) ? null : owner;
    });
    const left = villageOf({ ...drawing, villages }, id)!;
    if (left.parts.length === 0) return refused("nothing_left", village.parts[0]![0]![0]);
    return withVillages(drawing, villages);
  });
}

/** Gives a gap between villages to one of them; the others get its corners on their borders. */
export function fillGap(drawing: Drawing, id: string, gap: Part): Outcome {
  const village = villageOf(drawing, id);
  if (!village) return refused("no_such_thing");
  return settled(() => {
    const order = drawing.villages.map((other) => other.id);
    const over = { areas: new Map([[GAP, [gap]]]) };
    const { villages } = recut(
      drawing.villages,
      over,
      (covers) => order.find((other) => covers.has(other)) ?? (covers.has(GAP) ? id : null),
    );
    return withVillages(drawing, villages);
  });
}
