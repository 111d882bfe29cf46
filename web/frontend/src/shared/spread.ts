// Markers that lie on each other, moved apart: the script's half of web/maps/picture_spread.py.

export type Point = readonly [x: number, y: number];

const ROUNDS = 40;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Move places apart until they are a gap from each other, or nearly so. */
export function spread(places: readonly Point[], gap: number): Point[] {
  const at = places.map(([x, y]) => [x, y] as [number, number]);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let i = 0; i < at.length; i++) {
      for (let j = i + 1; j < at.length; j++) {
        const a = at[i];
        const b = at[j];
        if (a && b && push(a, b, gap, i + j)) moved = true;
      }
    }
    if (!moved) break;
  }
  return at;
}

function push(a: [number, number], b: [number, number], gap: number, turn: number): boolean {
  let dx = b[0] - a[0];
  let dy = b[1] - a[1];
  if (Math.abs(dx) >= gap || Math.abs(dy) >= gap) return false;
  let distance = Math.hypot(dx, dy);
  if (distance >= gap * 0.999) return false;
  let step = (gap - distance) / 2;
  if (distance < gap * 1e-6) {
    dx = Math.cos(turn * GOLDEN_ANGLE);
    dy = Math.sin(turn * GOLDEN_ANGLE);
    distance = 1;
    step = gap / 2;
  }
  a[0] -= (dx / distance) * step;
  a[1] -= (dy / distance) * step;
  b[0] += (dx / distance) * step;
  b[1] += (dy / distance) * step;
  return true;
}
