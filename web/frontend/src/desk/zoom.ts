/** How much of a drawing is seen: all of it, or a window that is moved about. Pure. */

export interface Sight {
  /** How many times larger than the whole. */
  readonly scale: number;
  /** The window's middle. */
  readonly x: number;
  readonly y: number;
}

export const MOST = 16;

export const whole = (width: number, height: number): Sight => ({ scale: 1, x: width / 2, y: height / 2 });

/** The window as an SVG has it: left, top, width, height; it never leaves the drawing. */
export function windowOf(sight: Sight, width: number, height: number): readonly [number, number, number, number] {
  const wide = width / sight.scale;
  const high = height / sight.scale;
  const within = (middle: number, size: number, all: number): number =>
    Math.min(Math.max(middle - size / 2, 0), all - size);
  return [within(sight.x, wide, width), within(sight.y, high, height), wide, high];
}

/** The same place nearer or farther; farther than the whole there is nothing. */
export function nearer(sight: Sight, times: number): Sight {
  return { ...sight, scale: Math.min(Math.max(sight.scale * times, 1), MOST) };
}

/** The window moved by so much of the drawing, and kept inside it, so that moving back is felt at once. */
export function moved(sight: Sight, dx: number, dy: number, width: number, height: number): Sight {
  const [left, top, wide, high] = windowOf({ ...sight, x: sight.x + dx, y: sight.y + dy }, width, height);
  return { ...sight, x: left + wide / 2, y: top + high / 2 };
}
