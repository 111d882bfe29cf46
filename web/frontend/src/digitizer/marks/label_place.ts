/** Where a village's name stands: in the middle of the widest level strip of its area. */

import type { Part, Point } from "../topology/point";
import { segmentsOf } from "../topology/point";
import { boxOf, doubleArea } from "../topology/ring";

const STRIPS = 11;

export function labelPlace(parts: readonly Part[]): Point | null {
  const [largest] = [...parts].sort((a, b) => doubleArea(b[0]!) - doubleArea(a[0]!));
  if (!largest) return null;
  const box = boxOf(largest[0]!);
  let [best, width]: [Point | null, number] = [null, 0];
  for (let i = 1; i < STRIPS; i++) {
    const y = box.south + ((box.north - box.south) * i) / STRIPS + 0.5;
    const cuts = largest.flatMap((ring) => crossings(ring, y)).sort((a, b) => a - b);
    // Strips near the middle win over slightly wider ones at the rim.
    const favour = 1 - Math.abs(i / STRIPS - 0.5);
    for (let j = 0; j + 1 < cuts.length; j += 2) {
      const wide = (cuts[j + 1]! - cuts[j]!) * favour;
      if (wide > width) [best, width] = [[(cuts[j]! + cuts[j + 1]!) / 2, y], wide];
    }
  }
  return best;
}

function crossings(ring: readonly Point[], y: number): number[] {
  const found: number[] = [];
  for (const [a, b] of segmentsOf(ring)) {
    if (a[1] > y !== b[1] > y) found.push(a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1]));
  }
  return found;
}
