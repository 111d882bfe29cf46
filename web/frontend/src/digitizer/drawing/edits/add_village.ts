import { areaOf } from "../../measure/area";
import { overlay } from "../../topology/overlay";
import type { Part, Ring } from "../../topology/point";
import { counterClockwise, withoutRepeats } from "../../topology/ring";
import { faultOfLines } from "../../topology/validity";
import { villageOf, type Drawing, type Village, type VillageWords } from "../drawing";
import { refused, settled, withVillages, type Notice, type Outcome } from "../outcome";
import { recut, withParts } from "../recut";

const NEW = "new";
/** Less than this is the grid's rounding, not an overlap (square metres). */
const ROUNDING = 1;

/**
 * A village with the area inside a ring, less what its neighbours already have.
 *
 * Ground of a neighbour stays the neighbour's: the new border follows theirs exactly, and
 * what was cut off is reported, by neighbour.
 */
export function addVillage(drawing: Drawing, ring: Ring, words: VillageWords): Outcome {
  const clean = counterClockwise(withoutRepeats(ring));
  const fault = selfFault(clean);
  if (fault) return fault;
  const id = `v${drawing.next}`;
  return settled(() => placeParts(drawing, { id, ...words, parts: [] }, [[clean]]));
}

/** The area of a village that has none yet, drawn as {@link addVillage} draws. */
export function giveArea(drawing: Drawing, id: string, parts: readonly Part[]): Outcome {
  const village = villageOf(drawing, id);
  if (!village || village.parts.length) return refused("no_such_thing");
  return settled(() => placeParts(drawing, village, parts));
}

/** A village with several areas or with holes, as imports bring it. */
export function addParts(drawing: Drawing, parts: readonly Part[], words: VillageWords): Outcome {
  const village: Village = { id: `v${drawing.next}`, ...words, parts: [] };
  return settled(() => placeParts(drawing, village, parts));
}

function selfFault(ring: Ring): Outcome | null {
  if (ring.length < 3) return refused("too_small", ring[0]);
  const segments = ring.map((a, i) => ({ a, b: ring[(i + 1) % ring.length]! }));
  const fault = faultOfLines(segments, [[ring]]);
  return fault ? refused(fault.kind, fault.at) : null;
}

function placeParts(drawing: Drawing, village: Village, parts: readonly Part[]): Outcome {
  const over = { areas: new Map([[NEW, parts]]) };
  const order = drawing.villages.map(({ id }) => id);
  const first = (covers: ReadonlySet<string>): string | null =>
    order.find((id) => covers.has(id)) ?? (covers.has(NEW) ? NEW : null);
  const { villages, others } = recut(drawing.villages, over, first);
  const own = others.get(NEW) ?? [];
  if (own.length === 0) return refused("nothing_left", parts[0]?.[0]?.[0]);
  const placed = withParts(village, own);
  const isNew = !drawing.villages.some(({ id }) => id === village.id);
  return withVillages(drawing, isNew ? [...villages, placed] : villages.map((v) => (v.id === placed.id ? placed : v)), {
    next: isNew ? drawing.next + 1 : drawing.next,
    notices: areaOf(parts) - areaOf(own) > ROUNDING ? cutFrom(drawing, parts) : [],
  });
}

/** How much of the drawn area each neighbour already had. */
function cutFrom(drawing: Drawing, parts: readonly Part[]): Notice[] {
  return drawing.villages.flatMap((village) => {
    if (village.parts.length === 0) return [];
    const areas = new Map([
      ["here", village.parts],
      [NEW, parts],
    ]);
    const both = overlay({ areas }, (covers) => (covers.size === 2 ? "both" : null)).get("both");
    const square_metres = areaOf(both ?? []);
    if (square_metres <= ROUNDING) return [];
    return [{ kind: "overlap_cut" as const, village: village.id, square_metres }];
  });
}
