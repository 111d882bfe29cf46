/** An independent, slow look at a drawing: big integers, every pair, points by winding. */

import type { Drawing } from "../../src/digitizer/drawing/drawing";
import type { Point } from "../../src/digitizer/topology/point";

const ZERO = BigInt(0);
type Big = readonly [bigint, bigint];
const big = ([x, y]: Point): Big => [BigInt(x), BigInt(y)];
const turn = (a: Big, b: Big, c: Big): bigint => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
const sign = (n: bigint): number => (n > ZERO ? 1 : n < ZERO ? -1 : 0);
const text = (p: Point): string => p.join(",");

function on(a: Big, b: Big, p: Big): boolean {
  if (turn(a, b, p) !== ZERO) return false;
  const dot = (p[0] - a[0]) * (p[0] - b[0]) + (p[1] - a[1]) * (p[1] - b[1]);
  return dot < ZERO;
}

function winding(rings: readonly (readonly Point[])[], [x, y]: readonly [number, number]): number {
  let around = 0;
  for (const ring of rings) {
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      if (ay <= y && by > y && side > 0) around++;
      if (ay > y && by <= y && side < 0) around--;
    });
  }
  return around;
}

/** Every way in which the drawing is no valid coverage, in words. */
export function faultsOf(drawing: Drawing, probes: readonly (readonly [number, number])[]): string[] {
  const faults: string[] = [];
  const ways = new Set<string>();
  const lines = new Map<string, readonly [Point, Point]>();
  for (const village of drawing.villages) {
    for (const ring of village.parts.flat()) {
      if (new Set(ring.map(text)).size !== ring.length) faults.push(`${village.id}: touches itself`);
      if (ring.length < 3) faults.push(`${village.id}: ring of ${ring.length}`);
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length]!;
        const way = `${text(a)}>${text(b)}`;
        if (ways.has(way)) faults.push(`${way}: two areas on one side`);
        ways.add(way);
        const [low, high] = text(a) < text(b) ? [a, b] : [b, a];
        lines.set(`${text(low)}-${text(high)}`, [low, high]);
      });
    }
  }
  const all = [...lines.values()];
  all.forEach(([p, q], i) => {
    const [a, b] = [big(p), big(q)];
    for (const [r, s] of all.slice(i + 1)) {
      if (Math.max(p[0], q[0]) < Math.min(r[0], s[0])) continue;
      if (Math.max(r[0], s[0]) < Math.min(p[0], q[0])) continue;
      if (Math.max(p[1], q[1]) < Math.min(r[1], s[1])) continue;
      if (Math.max(r[1], s[1]) < Math.min(p[1], q[1])) continue;
      const [c, d] = [big(r), big(s)];
      const crossed = sign(turn(a, b, c)) * sign(turn(a, b, d)) < 0 && sign(turn(c, d, a)) * sign(turn(c, d, b)) < 0;
      if (crossed || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) {
        faults.push(`${text(p)}-${text(q)} meets ${text(r)}-${text(s)} without a corner`);
      }
    }
  });
  for (const probe of probes) {
    const owners = drawing.villages.filter((v) => winding(v.parts.flat(), probe) !== 0);
    if (owners.length > 1) faults.push(`${probe.join(",")} is in ${owners.map((v) => v.id).join(" and ")}`);
    for (const v of owners) {
      if (winding(v.parts.flat(), probe) !== 1) faults.push(`${v.id} winds wrongly at ${probe.join(",")}`);
    }
  }
  return faults;
}
