/** What a page asks of the reader of files, and what it is told: plain values that go to a worker and back. */

import type { Change } from "../drawing/change";
import type { Drawing } from "../drawing/drawing";
import type { DrawingFile } from "../export/drawing_file";
import type { Corner, Imported } from "./feature";
import type { Limit } from "./limits";
import type { Gazetteer } from "./link";
import type { Guide, Placed } from "./place";

export interface Job {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What is drawn already; null where only the file's records are asked for. */
  readonly drawing: Drawing | null;
  readonly kinds: readonly string[];
  readonly gazetteer: Gazetteer;
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
  | { readonly kind: "records"; readonly read: Imported }
  | { readonly kind: "refused"; readonly limit: Limit | null };

export const refusal = (limit: Limit | null): Answer => ({ kind: "refused", limit });
