/** What a page asks of the reader of files, and what it is told: plain values that go to a worker and back. */

import type { Change } from "../drawing/change";
import type { Drawing } from "../drawing/drawing";
import type { DrawingFile } from "../export/drawing_file";
import type { Corner, Imported } from "./feature";
import type { Limit } from "./limits";
import type { Gazetteer } from "./link";
import type { How, Look } from "./look";
import type { Guide, Placed } from "./place";

export interface Job {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What is drawn already; null where only the file's records are asked for. */
  readonly drawing: Drawing | null;
  readonly kinds: readonly string[];
  readonly gazetteer: Gazetteer;
  /** What is wanted of the file: a look, or the records chosen after it; all of it where nothing is said. */
  readonly wanted?: "look" | Wanted;
}

export interface Wanted {
  readonly how: How;
  /** Records of areas that were chosen. */
  readonly take: readonly number[];
}

export interface Looked {
  readonly kind: "look";
  readonly look: Look;
  /** Who drew a file of this page, and which tambon it is of; null for other programs' files. */
  readonly own: Omit<DrawingFile, "drawing"> | null;
  readonly trouble: Imported["trouble"];
}

export interface Own {
  readonly kind: "own";
  readonly file: Omit<DrawingFile, "drawing">;
  readonly drawing: Drawing;
  readonly guides: readonly Guide[];
  /** How many features that another program added are on the map. */
  readonly added: number;
}

export interface Foreign extends Omit<Placed, "drawing"> {
  readonly kind: "placed";
  /** What became of the drawing; null where nothing did. */
  readonly change: Change | null;
  readonly trouble: Imported["trouble"];
  readonly records: number;
  /** South-west and north-east of all that is shown; none without. */
  readonly corners: readonly Corner[];
}

export type Answer =
  | Own
  | Foreign
  | Looked
  | { readonly kind: "records"; readonly read: Imported }
  | { readonly kind: "refused"; readonly limit: Limit | null };

export const refusal = (limit: Limit | null): Answer => ({ kind: "refused", limit });
