/** Lines to trace, and the project's roads and waters, as lines that a border may snap to and follow. */

import type { Session } from "../app/session";
import { gridPoint, keyOf, type Part, type Ring } from "../topology/point";

export interface Traced {
  /** Each line as an area without width: there, and back the same way. */
  readonly parts: readonly Part[];
  /** Keys of their corners. */
  readonly corners: ReadonlySet<number>;
}

let latest: { readonly of: readonly unknown[]; readonly made: Traced } | null = null;

/** The same while the lines are. Who draws straight lines is not drawn to roads and waters. */
export function tracedLines({ view, ground }: Session): Traced {
  const { guides, follow } = view;
  const of = [guides, follow, ground];
  if (latest && of.every((one, i) => one === latest?.of[i])) return latest.made;
  const lines: Ring[] = guides.map(({ corners }) =>
    corners.map(([lon, lat]) => gridPoint(lon, lat)).filter((at) => at !== null),
  );
  if (follow) lines.push(...ground.flat());
  const made = { parts: lines.flatMap(thereAndBack), corners: new Set(lines.flat().map(keyOf)) };
  latest = { of, made };
  return made;
}

/** A line back the same way; a ring, as the shore of a pond is one, needs none. */
function thereAndBack(line: Ring): Part[] {
  const way = line.filter((point, i) => i === 0 || keyOf(point) !== keyOf(line[i - 1]!));
  if (way.length > 3 && keyOf(way[0]!) === keyOf(way.at(-1)!)) return [[way.slice(1)]];
  return way.length > 1 ? [[[...way, ...way.slice(1, -1).reverse()]]] : [];
}
