/**
 * An area as somebody clicked it, and as it is along the borders between the clicks.
 *
 * What the officer has clicked is what they mean: the way along borders is taken where it keeps
 * that ground, and else what was clicked, cut along the neighbours. Lines that cross each other
 * are no reason to refuse: the ground inside them is taken.
 */

import { areaOf } from "../../measure/area";
import { overlay } from "../../topology/overlay";
import type { Part, Ring } from "../../topology/point";
import { withoutRepeats } from "../../topology/ring";
import { villageOf, type Drawing, type Village, type VillageWords } from "../drawing";
import { done, refused, settled, withVillages, type Outcome } from "../outcome";
import { recut, withParts } from "../recut";
import { addParts, giveArea } from "./add_village";

/** Of the free ground that was clicked, the way along borders may miss this share. */
const MOST_MISSED = 0.05;
/** … and what it has beyond is no more than this share of it: a bay, not the next village's ground. */
const MOST_GAINED = 0.3;
/** The other way is offered where the village would be larger or smaller by this share. */
const WORTH_OFFERING = 0.02;

export interface Clicked {
  /** The corners that were clicked. */
  readonly corners: Ring;
  /** The same with the ways along borders between them. */
  readonly along: Ring;
}

export interface Placing {
  readonly words: VillageWords;
  /** The village that has no area yet and gets this one; null for a new one. */
  readonly id: string | null;
  readonly outline: readonly Part[];
}

export interface Drawn {
  readonly outcome: Outcome;
  /** What the officer may have meant as well. */
  readonly other: { readonly kind: "along" | "clicked" | "take"; readonly outcome: Outcome } | null;
}

export function drawVillage(drawing: Drawing, { corners, along }: Clicked, placing: Placing): Drawn {
  const [clicked, followed] = [groundOf(corners), groundOf(along)];
  const byCorners = placed(drawing, clicked, placing);
  const straight = corners.length === along.length;
  const byBorders = straight ? byCorners : placed(drawing, followed, placing);
  if (byCorners.refusal && byBorders.refusal) return taken(drawing, clicked, placing, byBorders);
  if (straight) return { outcome: byCorners, other: null };
  const misses = byBorders.refusal || isAnother(drawing, clicked, followed, placing.outline);
  if (!misses)
    return {
      outcome: byBorders,
      other: differ(byBorders, byCorners, placing) ? { kind: "clicked", outcome: byCorners } : null,
    };
  if (byCorners.refusal) return { outcome: byBorders, other: null };
  return { outcome: byCorners, other: byBorders.refusal ? null : { kind: "along", outcome: byBorders } };
}

function differ(a: Outcome, b: Outcome, { id }: Placing): boolean {
  if (!a.drawing || !b.drawing) return false;
  const size = ({ villages }: Drawing): number =>
    areaOf((id ? villages.find((one) => one.id === id) : villages.at(-1))?.parts ?? []);
  const [first, second] = [size(a.drawing), size(b.drawing)];
  return Math.abs(first - second) > WORTH_OFFERING * Math.max(first, second);
}

/** What lies inside a closed line, however it crosses itself. */
export function groundOf(ring: Ring): readonly Part[] {
  const line = withoutRepeats(ring);
  if (line.length < 3) return [];
  try {
    return overlay({ areas: new Map([["ground", [[line]]]]) }, (covers) => (covers.size ? "in" : null)).get("in") ?? [];
  } catch {
    return [];
  }
}

function placed(drawing: Drawing, parts: readonly Part[], { words, id }: Placing): Outcome {
  if (parts.length === 0) return refused("too_small");
  return id === null ? addParts(drawing, parts, words) : giveArea(drawing, id, parts);
}

/** All of it is other villages' ground: it can be taken from them, if that is meant. */
function taken(drawing: Drawing, parts: readonly Part[], placing: Placing, outcome: Outcome): Drawn {
  if (outcome.refusal?.kind !== "nothing_left" || parts.length === 0) return { outcome, other: null };
  return { outcome, other: { kind: "take", outcome: settled(() => takeGround(drawing, parts, placing)) } };
}

/** The area goes to the village though others have it: they keep the rest. */
export function takeGround(drawing: Drawing, parts: readonly Part[], { words, id }: Placing): Outcome {
  const own = id ?? `v${drawing.next}`;
  const order = drawing.villages.map((village) => village.id);
  const { villages, others } = recut(drawing.villages, { areas: new Map([["new", parts]]) }, (covers) =>
    covers.has("new") ? "new" : (order.find((one) => covers.has(one)) ?? null),
  );
  const before: Village = villageOf(drawing, own) ?? { id: own, ...words, parts: [] };
  const village = withParts(before, others.get("new") ?? []);
  if (village.parts.length === 0) return done(drawing);
  const rest = villages.filter((one) => one.id !== own);
  return withVillages(drawing, [...rest, village], { next: id ? drawing.next : drawing.next + 1 });
}

/** Whether the way along borders misses free ground that was clicked (inside the outline), or has much more. */
function isAnother(
  drawing: Drawing,
  clicked: readonly Part[],
  followed: readonly Part[],
  outline: readonly Part[],
): boolean {
  const areas = new Map<string, readonly Part[]>([
    ["clicked", clicked],
    ["followed", followed],
  ]);
  if (outline.length) areas.set("outline", outline);
  const found = recut(drawing.villages, { areas }, (covers) => {
    const free = drawing.villages.every(({ id }) => !covers.has(id)) && (!outline.length || covers.has("outline"));
    if (!free) return null;
    if (covers.has("clicked")) return covers.has("followed") ? "kept" : "missed";
    return covers.has("followed") ? "gained" : null;
  }).others;
  const [kept = 0, missed = 0, gained = 0] = ["kept", "missed", "gained"].map((one) => areaOf(found.get(one) ?? []));
  const all = kept + missed;
  return missed > MOST_MISSED * all || gained > MOST_GAINED * all;
}
