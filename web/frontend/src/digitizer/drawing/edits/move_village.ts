import type { Part } from "../../topology/point";
import { canonical } from "../../topology/ring";
import { villageOf, type Drawing } from "../drawing";
import { refused, type Outcome } from "../outcome";
import { giveArea } from "./add_village";

/**
 * Moves a whole village by some grid units east and north.
 *
 * Others keep their ground: what would come onto it is cut off, and told. What the village leaves is
 * nobody's.
 */
export function moveVillage(drawing: Drawing, id: string, [dx, dy]: readonly [number, number]): Outcome {
  const village = villageOf(drawing, id);
  if (!village?.parts.length || (dx === 0 && dy === 0)) return refused("no_such_thing");
  const parts = village.parts.map(
    (part): Part => part.map((ring) => canonical(ring.map(([x, y]) => [x + dx, y + dy] as const))),
  );
  const lifted = drawing.villages.map((one) => (one === village ? { ...one, parts: [] } : one));
  return giveArea({ ...drawing, villages: lifted }, id, parts);
}
