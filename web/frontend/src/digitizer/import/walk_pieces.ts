/** The pieces of one walk as one line, where a receiver paused: by the rule of gis/shapes/walk.py. */

import { metresBetween } from "../measure/distance";
import type { Corner } from "./feature";

const PAUSE_M = 50;
const PAUSE_SHARE = 0.1;
const PAUSES_SHARE = 0.2;

/** One line of all pieces in their order; the pieces as they are where a gap is too wide for a pause. */
export function joinPieces(pieces: readonly (readonly Corner[])[]): readonly (readonly Corner[])[] {
  if (pieces.length < 2) return pieces;
  const walk = pieces.flat();
  const length = lengthOf(walk);
  const gaps = pieces.slice(1).map((piece, i) => metresBetween(pieces[i]!.at(-1)!, piece[0]!));
  const fits =
    Math.max(...gaps) <= Math.max(PAUSE_M, PAUSE_SHARE * length) &&
    gaps.reduce((sum, gap) => sum + gap, 0) <= Math.max(PAUSE_M, PAUSES_SHARE * length);
  return fits ? [walk] : pieces;
}

const lengthOf = (line: readonly Corner[]): number =>
  line.reduce((sum, at, i) => (i ? sum + metresBetween(line[i - 1]!, at) : 0), 0);
