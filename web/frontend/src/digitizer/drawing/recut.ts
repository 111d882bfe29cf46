/** Lays something over the villages near it and deals the faces out anew. */

import type { Owner } from "../topology/dissolve";
import { overlay, type Layers } from "../topology/overlay";
import type { Part, Point } from "../topology/point";
import { boxOf, boxOfPart, near } from "../topology/ring";
import type { Village } from "./drawing";

/** Borders this many grid units away may be bent when a corner is put on them. */
const REACH = 4;

export interface Recut {
  /** The villages, those unchanged the very same objects. */
  readonly villages: Village[];
  /** What went to owners that are not villages. */
  readonly others: ReadonlyMap<string, Part[]>;
}

/** Villages near `over` with their faces given out by `ownerOf`, who answers with ids. */
export function recut(villages: readonly Village[], over: Layers, ownerOf: Owner): Recut {
  const box = boxOf(pointsOf(over));
  const involved = villages.filter((village) => village.parts.some((part) => near(boxOfPart(part), box, REACH)));
  const areas = new Map<string, readonly Part[]>(involved.map((v) => [v.id, v.parts]));
  for (const [label, parts] of over.areas) areas.set(label, parts);
  const dealt = overlay({ areas, cuts: over.cuts ?? [] }, ownerOf);
  const ids = new Set(involved.map((village) => village.id));
  return {
    villages: villages.map((village) =>
      ids.has(village.id) ? withParts(village, dealt.get(village.id) ?? []) : village,
    ),
    others: new Map([...dealt].filter(([owner]) => !ids.has(owner))),
  };
}

/** The village with these areas; the same object, or the same parts, where nothing changed. */
export function withParts(village: Village, parts: readonly Part[]): Village {
  const kept = parts.map((part) => village.parts.find((old) => equal(old, part)) ?? part);
  const unchanged = kept.length === village.parts.length && kept.every((part, i) => part === village.parts[i]);
  return unchanged ? village : { ...village, parts: kept };
}

function equal(a: Part, b: Part): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((ring, i) => {
    const other = b[i]!;
    return (
      ring.length === other.length && ring.every((point, j) => point[0] === other[j]![0] && point[1] === other[j]![1])
    );
  });
}

function* pointsOf({ areas, cuts = [] }: Layers): Generator<Point> {
  for (const parts of areas.values()) for (const ring of parts.flat()) yield* ring;
  for (const line of cuts) yield* line;
}
