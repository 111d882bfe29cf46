/**
 * What the officer has drawn, as one value that never changes.
 *
 * An edit makes a new {@link Drawing} that shares every untouched village with the old one,
 * so keeping all earlier states costs little, and undoing is taking an earlier one.
 */

import type { Part, Point } from "../topology/point";

export type Json = Readonly<Record<string, unknown>>;

export interface Village {
  readonly id: string;
  readonly name: string;
  readonly moo: number | null;
  /** Eight digits, or "" where unknown. */
  readonly code: string;
  readonly note: string;
  /** Empty while it has a name but no area yet. */
  readonly parts: readonly Part[];
  /** What else a file says of it: kept, and written again as it was. */
  readonly more?: Json;
}

export interface Pin {
  readonly id: string;
  /** Id of the legend; "" where only the name tells what it is. */
  readonly kind: string;
  readonly at: Point;
  readonly name: string;
  readonly note: string;
  readonly more?: Json;
}

export interface Drawing {
  readonly villages: readonly Village[];
  readonly pins: readonly Pin[];
  /** Number of the next id: ids are never used twice. */
  readonly next: number;
  /** Features of the file that cannot be drawn here, as GeoJSON: written again as they were. */
  readonly others?: readonly Json[];
}

export type VillageWords = Pick<Village, "name" | "moo" | "code" | "note">;
export type PinWords = Pick<Pin, "kind" | "name" | "note">;

export const EMPTY: Drawing = { villages: [], pins: [], next: 1 };
export const NAMELESS: VillageWords = { name: "", moo: null, code: "", note: "" };

export function villageOf(drawing: Drawing, id: string): Village | undefined {
  return drawing.villages.find((village) => village.id === id);
}

/** All areas of all villages. */
export function partsOfAll(villages: readonly Village[]): Part[] {
  return villages.flatMap((village) => village.parts);
}

/** The villages whose border goes through a corner. */
export function villagesAt(drawing: Drawing, [x, y]: Point): Village[] {
  return drawing.villages.filter((village) =>
    village.parts.some((part) => part.some((ring) => ring.some((p) => p[0] === x && p[1] === y))),
  );
}
