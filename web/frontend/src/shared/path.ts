// Path data as web/maps/encode.py writes it, back to rings of grid cells.

import type { Cell } from "./grid";

const TOKEN = /[mlhvz]|-?\d+/g;

/**
 * The rings of a path made of m, l, h, v and z with whole numbers.
 *
 * After z the pen stands where the ring began, as SVG says. Anything else throws: the
 * text is ours.
 */
export function ringsOf(d: string): Cell[][] {
  const rings: Cell[][] = [];
  let ring: Cell[] = [];
  let command = "";
  let x = 0;
  let y = 0;
  const numbers: number[] = [];
  for (const token of d.match(TOKEN) ?? []) {
    if (token === "z") {
      rings.push(ring);
      [x, y] = ring[0] ?? [x, y];
      ring = [];
      continue;
    }
    const number = Number(token);
    if (Number.isNaN(number)) {
      command = token;
      continue;
    }
    numbers.push(number);
    if (numbers.length < (command === "h" || command === "v" ? 1 : 2)) continue;
    const first = numbers[0] ?? 0;
    x += command === "v" ? 0 : first;
    y += command === "v" ? first : (numbers[1] ?? 0);
    ring.push([x, y]);
    numbers.length = 0;
    if (command === "m") command = "l";
  }
  return rings;
}

/** Whether a point lies inside rings (even-odd): holes are outside. */
export function insideRings(rings: readonly (readonly Cell[])[], [px, py]: Cell): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[i] as Cell;
      const [bx, by] = ring[j] as Cell;
      if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}
