// Directions on the map's plane: x grows eastwards, y southwards.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Side = "n" | "e" | "s" | "w";
export type Bearing = Side | "ne" | "se" | "sw" | "nw";

const BEARINGS: readonly Bearing[] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];
const TOWARDS: Readonly<Record<Side, Point>> = {
  n: { x: 0, y: -1 },
  e: { x: 1, y: 0 },
  s: { x: 0, y: 1 },
  w: { x: -1, y: 0 },
};

/** The nearest of eight directions from one place to another. */
export function bearing(from: Point, to: Point): Bearing {
  const turn = Math.atan2(to.x - from.x, from.y - to.y) / (Math.PI / 4);
  return BEARINGS[(Math.round(turn) + 8) % 8] as Bearing;
}

/**
 * The nearest of some places on a side, by its position: within 45° of the side where there is
 * one, else anywhere before the reader; null where nothing lies there.
 */
export function nearestOn(side: Side, from: Point, places: readonly Point[]): number | null {
  const { x, y } = TOWARDS[side];
  let best: number | null = null;
  let least: readonly [boolean, number] = [true, Number.POSITIVE_INFINITY];
  places.forEach((place, index) => {
    const [dx, dy] = [place.x - from.x, place.y - from.y];
    const ahead = dx * x + dy * y;
    if (ahead <= 0) return;
    const aside = Math.abs(dx * y - dy * x) > ahead;
    const far = Math.hypot(dx, dy);
    if (aside === least[0] ? far < least[1] : !aside) {
      best = index;
      least = [aside, far];
    }
  });
  return best;
}
