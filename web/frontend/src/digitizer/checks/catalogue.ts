/** The same words as Python's: both read the catalogue's files. */

import codes from "../../../../../gis/problem_catalogue/codes.json";
import containment from "../../../../../gis/problem_catalogue/containment.json";
import coverage from "../../../../../gis/problem_catalogue/coverage.json";
import geometry from "../../../../../gis/problem_catalogue/geometry.json";
import village from "../../../../../gis/problem_catalogue/village.json";
import type { Lang } from "../app/words";

export interface Entry {
  readonly severity: "error" | "warning" | "note";
  /** What `muban build` does about it. */
  readonly effect: "repaired" | "set_aside" | "none";
  readonly title: Readonly<Record<Lang, string>>;
  readonly message: Readonly<Record<Lang, string>>;
}

const FAMILIES = { codes, containment, coverage, geometry, village };

/** Every entry by its code, such as `village.no_name`. */
export const CATALOGUE: Readonly<Record<string, Entry>> = Object.fromEntries(
  Object.entries(FAMILIES).flatMap(([family, entries]) =>
    Object.entries(entries).map(([name, entry]) => [`${family}.${name}`, entry as Entry]),
  ),
);
