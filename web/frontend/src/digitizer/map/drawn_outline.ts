/** The rim of everything drawn: borders that one village alone has. */

import { same, segmentKey, segmentsOf, type Part, type Point } from "../topology/point";

/**
 * Lines along the rim, each as its corners.
 *
 * Neighbours share their corners exactly, so a border between two is there twice. Where two
 * drawings do not meet, both their borders are rims, and the gap is seen.
 */
export function drawnOutline(parts: readonly Part[]): Point[][] {
  const segments = parts.flatMap((part) => part.map((ring) => [...segmentsOf(ring)]));
  const keys = segments.map((ring) => ring.map(([a, b]) => segmentKey(a, b)));
  const counts = new Map<string, number>();
  for (const key of keys.flat()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const lines: Point[][] = [];
  segments.forEach((ring, r) => {
    let line: Point[] = [];
    ring.forEach(([a, b], i) => {
      if (counts.get(keys[r]![i]!) !== 1) return;
      const last = line[line.length - 1];
      if (last && same(last, a)) line.push(b);
      else lines.push((line = [a, b]));
    });
  });
  return lines;
}
