/** Corners: moved, put in, taken out — for every village that shares them. */

import { keyOf, same, type Part, type Point, type Ring } from "../../topology/point";
import { passesThrough } from "../../topology/predicates";
import { boxOf, boxOfPart, canonical, near, withoutRepeats } from "../../topology/ring";
import type { Drawing, Village } from "../drawing";
import { done, refused, withVillages, type Outcome } from "../outcome";

/**
 * Moves a corner, and with it the borders of all villages that meet there.
 *
 * `quick` looks at lines alone, for showing the corner while it is carried.
 */
export function moveCorner(
  drawing: Drawing,
  from: Point,
  to: Point,
  { quick = false }: { quick?: boolean } = {},
): Outcome {
  if (same(from, to)) return refused("no_such_thing", from);
  const moved = changeRings(drawing.villages, from, (ring) =>
    ring.some((point) => same(point, from))
      ? withoutRepeats(ring.map((point) => (same(point, from) ? to : point)))
      : ring,
  );
  if (moved === drawing.villages) return refused("no_such_thing", from);
  return withVillages(drawing, putOn(moved, to), { quick });
}

/** Puts a new corner into the border between two corners. */
export function insertCorner(drawing: Drawing, a: Point, b: Point, at: Point): Outcome {
  if (same(at, a) || same(at, b)) return refused("no_such_thing", at);
  const villages = changeRings(drawing.villages, a, (ring) => {
    const place = ring.findIndex((point, i) => {
      const next = ring[(i + 1) % ring.length]!;
      return (same(point, a) && same(next, b)) || (same(point, b) && same(next, a));
    });
    return place === -1 ? ring : [...ring.slice(0, place + 1), at, ...ring.slice(place + 1)];
  });
  if (villages === drawing.villages) return refused("no_such_thing", at);
  return withVillages(drawing, putOn(villages, at));
}

/** Takes a corner out; not one where more than two borders meet. */
export function deleteCorner(drawing: Drawing, at: Point): Outcome {
  const neighbours = new Set<number>();
  const villages = changeRings(drawing.villages, at, (ring) => {
    const i = ring.findIndex((point) => same(point, at));
    if (i === -1) return ring;
    neighbours.add(keyOf(ring[(i + 1) % ring.length]!));
    neighbours.add(keyOf(ring[(i + ring.length - 1) % ring.length]!));
    return ring.filter((_, j) => j !== i);
  });
  if (villages === drawing.villages) return refused("no_such_thing", at);
  if (neighbours.size > 2) return refused("needed_corner", at);
  return withVillages(drawing, villages);
}

/** Takes many corners out at once, as far as that can be; `kept` counts those that are needed. */
export function deleteCorners(
  drawing: Drawing,
  points: readonly Point[],
): { readonly outcome: Outcome; readonly kept: number } {
  let [now, kept] = [drawing, 0];
  let last: Outcome = refused("no_such_thing", points[0]);
  for (const point of points) {
    const next = deleteCorner(now, point);
    if (next.drawing) now = next.drawing;
    else kept++;
    last = next;
  }
  return { outcome: now === drawing ? last : done(now), kept };
}

/** Takes the tips of needles out, one after the other. */
export function trimNeedles(drawing: Drawing, tips: readonly Point[]): Outcome {
  let outcome: Outcome = refused("no_such_thing", tips[0]);
  for (const tip of tips) {
    outcome = deleteCorner(outcome.drawing ?? drawing, tip);
    if (outcome.refusal) break;
  }
  return outcome;
}

/** Gives a corner to every border that passes through its place. */
function putOn(villages: readonly Village[], at: Point): readonly Village[] {
  return changeRings(villages, at, (ring) => {
    if (ring.some((point) => same(point, at))) return ring;
    const place = ring.findIndex((a, i) => passesThrough(a, ring[(i + 1) % ring.length]!, at));
    return place === -1 ? ring : [...ring.slice(0, place + 1), at, ...ring.slice(place + 1)];
  });
}

/** The villages with each ring near a corner changed; what stays the same stays the same object. */
function changeRings(villages: readonly Village[], at: Point, change: (ring: Ring) => Ring): readonly Village[] {
  const spot = boxOf([at]);
  const out = villages.map((village) => {
    if (!village.parts.some((part) => near(boxOfPart(part), spot, 1))) return village;
    const parts = village.parts.map((part): Part => {
      const rings = part.map(change);
      return rings.every((ring, i) => ring === part[i]) ? part : rings.map(canonical);
    });
    return parts.every((part, i) => part === village.parts[i]) ? village : { ...village, parts };
  });
  return out.every((village, i) => village === villages[i]) ? villages : out;
}
