/** A line that somebody drew across villages, carried on to the borders where it stops short. */

import type { Point } from "../../topology/point";
import { gridPoint, UNITS_PER_DEGREE } from "../../topology/point";
import { boxOf } from "../../topology/ring";
import type { Drawing } from "../drawing";
import { partsOfAll } from "../drawing";

/** The line with both ends carried straight on over everything that is drawn. */
export function carriedOn({ villages }: Drawing, line: readonly Point[]): Point[] | null {
  const box = boxOf(partsOfAll(villages).flat(2));
  const reach = Math.hypot(box.east - box.west, box.north - box.south);
  const [start, end] = [beyond(line[1], line[0], reach), beyond(line.at(-2), line.at(-1), reach)];
  return start && end ? [start, ...line, end] : null;
}

function beyond(from: Point | undefined, to: Point | undefined, reach: number): Point | null {
  if (!from || !to) return null;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const times = reach / (Math.hypot(dx, dy) || 1);
  return gridPoint((to[0] + dx * times) / UNITS_PER_DEGREE, (to[1] + dy * times) / UNITS_PER_DEGREE);
}
