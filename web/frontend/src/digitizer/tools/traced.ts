/** Lines to trace, as lines that a border may snap to and follow. */

import type { Session } from "../app/session";
import type { Guide } from "../import/place";
import { gridPoint, keyOf, type Part, type Point } from "../topology/point";

export interface Traced {
  /** Each line as an area without width: there, and back the same way. */
  readonly parts: readonly Part[];
  /** Keys of their corners. */
  readonly corners: ReadonlySet<number>;
}

const known = new WeakMap<readonly Guide[], Traced>();

/** The same while the lines are. */
export function tracedLines({ view }: Session): Traced {
  const { guides } = view;
  const before = known.get(guides);
  if (before) return before;
  const lines = guides.map(({ corners }) =>
    corners.map(([lon, lat]) => gridPoint(lon, lat)).filter((at) => at !== null),
  );
  const made = { parts: lines.flatMap(thereAndBack), corners: new Set(lines.flat().map(keyOf)) };
  known.set(guides, made);
  return made;
}

function thereAndBack(line: readonly Point[]): Part[] {
  const way = line.filter((point, i) => i === 0 || keyOf(point) !== keyOf(line[i - 1]!));
  return way.length > 1 ? [[[...way, ...way.slice(1, -1).reverse()]]] : [];
}
