/**
 * How much a file may ask of this page before it is refused, as gis/reading/limits.py.
 *
 * Less than there: what comes in here is drawn, kept at every edit and worked on by hand, on
 * whatever machine it is. `muban build` takes what is larger from the folder `drawings`.
 */
export const LIMITS = {
  /** Bytes of a file, and all that an archive grows to. */
  bytes: 32_000_000,
  /** Files inside an archive. */
  members: 2_000,
  /** How deep XML or JSON may nest. */
  depth: 100,
  /** Elements of an XML file. */
  elements: 1_000_000,
  /** Records of a file, and pins of the drawing with them. */
  features: 20_000,
  /** Records of a drawing that this page saved: what was drawn behind a full one opens again. */
  own: 60_000,
  corners: 200_000,
  /** Corners of all areas of the drawing, as they are before and with the file. */
  area_corners: 60_000,
  /** Lines to trace: each is a row of a list. */
  lines: 1_000,
  /** Seconds of work on one file. */
  seconds: 20,
} as const;

/** Holes and corners of one area that can be brought in. */
export const MOST_HOLES = 1_000;
export const MOST_AREA_CORNERS = 20_000;

export type Limit = keyof typeof LIMITS;

/** A file went past a limit: nothing of it is brought in. */
export class TooMuch extends Error {
  constructor(readonly limit: Limit) {
    super(`more ${limit} than ${LIMITS[limit]}`);
  }
}

export function limit(what: Limit, found: number): void {
  if (found > LIMITS[what]) throw new TooMuch(what);
}
