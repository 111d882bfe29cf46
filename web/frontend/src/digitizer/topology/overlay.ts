/** Lays areas and lines over each other and gives every face to an owner. */

import { arrange, type Arrangement, type Border } from "./arrangement";
import { dissolve, type Owner } from "./dissolve";
import { node } from "./noding";
import type { Part, Point, Ring } from "./point";

/** What is laid over each other: areas by name, and lines that only cut. */
export interface Layers {
  readonly areas: ReadonlyMap<string, readonly Part[]>;
  readonly cuts?: readonly (readonly Point[])[];
}

const closed = (ring: Ring): Point[] => [...ring, ...ring.slice(0, 1)];

/** All borders with a common corner wherever they meet, and the faces between them. */
export function lay({ areas, cuts = [] }: Layers): Arrangement {
  const borders: Border[] = [];
  for (const [label, parts] of areas) {
    for (const ring of parts.flat()) borders.push({ line: closed(ring), label });
  }
  for (const line of cuts) borders.push({ line });
  const noded = node(borders.map(({ line }) => line));
  return arrange(borders.map((border, i) => ({ ...border, line: noded[i]! })));
}

/** The areas that come of it when `ownerOf` has given every face to somebody. */
export function overlay(layers: Layers, ownerOf: Owner): Map<string, Part[]> {
  return dissolve(lay(layers), ownerOf);
}

/** Areas joined into as few as possible. */
export function dissolveParts(parts: readonly Part[]): Part[] {
  const areas = new Map(parts.map((part, i) => [`${i}`, [part]]));
  return overlay({ areas }, (covers) => (covers.size ? "all" : null)).get("all") ?? [];
}
