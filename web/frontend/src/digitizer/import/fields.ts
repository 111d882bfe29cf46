/**
 * Which property of imported records is the village's code, its moo, its name.
 *
 * The headings are Python's own tables, the surest first, and as there a heading alone does not
 * decide: the values must look like it (`VILL_CODE` holds the moo in one office's files and the
 * whole code in another's). See layers/village/fields.py.
 */

import gazetteer from "../../../../../gis/data/gazetteer_headings.json";
import drawings from "../../../../../layers/data/fields.json";
import { arabic, splitMoo } from "../checks/moo";
import { parseCode } from "../checks/words_check";
import type { Feature } from "./feature";

const MEANINGS = ["village_code", "moo", "village", "kind"] as const;
export type Meaning = (typeof MEANINGS)[number];
export type Fields = Readonly<Partial<Record<Meaning, string>>>;

/** A heading without what people write differently: case, blanks, dots, dashes. */
export const headingKey = (heading: string): string => heading.replace(/[\s._\-()]+/g, "").toLowerCase();

const HEADINGS = new Map(
  MEANINGS.map((meaning) => {
    const known: Readonly<Record<string, readonly string[]>> = gazetteer;
    return [meaning, [...(known[meaning] ?? []), ...drawings[meaning]].map(headingKey)];
  }),
);

/** The moo of a cell (`๓`, `หมู่ที่ 3`, `03`); null if it is none. */
export function mooOf(text: string): number | null {
  const bare = arabic(text.trim()).replace(/\.0+$/, "");
  const moo = /^\d{1,2}$/.test(bare) ? Number(bare) : splitMoo(text).moo;
  return moo !== null && moo > 0 ? moo : null;
}

const FITS: Readonly<Record<Meaning, (value: string) => boolean>> = {
  village_code: (value) => parseCode(arabic(value.trim())) !== "",
  moo: (value) => mooOf(value) !== null,
  village: (value) => /\p{L}/u.test(value),
  kind: (value) => /\p{L}/u.test(value),
};
/** As many digits as a code with one too few or too many: to be told of, not passed over. */
const NEARLY_CODE = (value: string): boolean => [7, 8, 9].includes(arabic(value).replace(/\.0+$|\D/g, "").length);

/** Meaning → property, for the meanings that the records have; a property has one meaning. */
export function findFields(features: readonly Feature[]): Fields {
  const values = new Map<string, string[]>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      const known = values.get(name) ?? [];
      if (value.trim()) known.push(value);
      if (known.length === 1) values.set(name, known);
    }
  }
  const byKey = new Map([...values.keys()].map((name) => [headingKey(name), name]));
  const found: Partial<Record<Meaning, string>> = {};
  const look = (meaning: Meaning, fits: (value: string) => boolean): void => {
    for (const heading of HEADINGS.get(meaning) ?? []) {
      const name = byKey.get(heading);
      if (name === undefined || Object.values(found).includes(name)) continue;
      const all = values.get(name) ?? [];
      if (all.filter(fits).length * 2 <= all.length) continue;
      found[meaning] = name;
      return;
    }
  };
  for (const meaning of MEANINGS) look(meaning, FITS[meaning]);
  if (found.village_code === undefined) look("village_code", NEARLY_CODE);
  return found;
}
