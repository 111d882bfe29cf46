/** A map or a photograph in a file of this device, given tile by tile. */

export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface Sheet {
  readonly name: string;
  /** Who made it, as the file says; "" where it does not. */
  readonly credit: string;
  /** Where it lies, in degrees; null where the file does not say. */
  readonly bounds: Bounds | null;
  readonly min_zoom: number;
  /** The nearest zoom it has tiles for: nearer, they are enlarged. */
  readonly max_zoom: number;
  /** A tile's picture, 256 pixels wide in Web Mercator (EPSG:3857); null where it has none. */
  readonly tile: (z: number, x: number, y: number) => Promise<CanvasImageSource | null>;
}

/** Why a file cannot be shown: a key of the words on screen, and what stands in them. */
export class NoSheet extends Error {
  constructor(
    readonly why: "unknown" | "no_place" | "system" | "too_large",
    readonly fact = "",
  ) {
    super(why);
  }
}

/** Words of a credit without the links that some files write it in. */
export const plainCredit = (text: unknown): string =>
  typeof text === "string"
    ? text
        .replace(/<[^>]*>/g, "")
        .replace(/&copy;/g, "©")
        .replace(/&amp;/g, "&")
        .trim()
    : "";

/** The four numbers of a text such as "102.7,16.3,102.9,16.5"; null where they are none. */
export function boundsOf(numbers: readonly number[]): Bounds | null {
  const [west, south, east, north] = numbers;
  const all = [west, south, east, north];
  if (!all.every((one) => typeof one === "number" && Number.isFinite(one))) return null;
  return west! < east! && south! < north! ? [west!, south!, east!, north!] : null;
}
