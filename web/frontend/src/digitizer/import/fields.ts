/**
 * Which properties of imported records are the village's code, its moo, its name, a pin's name.
 *
 * The headings are Python's own table, the surest first, and as there a heading alone does not
 * decide: the values must look like it (`VILL_CODE` holds the moo in one office's files and the
 * whole code in another's). A record says what the first of them says that it fills in. See
 * gis/headings.
 */

import table from "../../../../../gis/data/headings.json";
import { arabic, splitMoo } from "../checks/moo";
import { parseCode } from "../checks/words_check";
import type { Feature } from "./feature";

const MEANINGS = ["village_code", "moo", "village", "place", "kind"] as const;
export type Meaning = (typeof MEANINGS)[number];
export type Fields = Readonly<Partial<Record<Meaning, readonly string[]>>>;

interface Words {
  readonly words: readonly string[];
  readonly also?: readonly string[];
  readonly generic?: readonly string[];
}
const TABLE: Readonly<Record<string, Words>> = table.meanings;

/**
 * A heading without what people write differently: case, spaces, signs, Thai digits. A last letter
 * that stands alone stays apart. The same as heading_key in gis/headings/heading_table.py.
 */
export function headingKey(heading: string): string {
  const text = heading
    .normalize("NFC")
    .toLowerCase()
    .replace(/^[ ._-]+|[ ._-]+$/g, "");
  const plain = (part: string): string => arabic(part).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  const last = /[\s._\-:]+([a-z])$/.exec(text);
  return last ? `${plain(text.slice(0, last.index))}_${last[1]!}` : plain(text) || text;
}

const keysOf = (words: readonly string[] = []): string[] => words.map(headingKey);
const HEADINGS = new Map(
  MEANINGS.map((meaning) => {
    const { words, also } = TABLE[meaning]!;
    return [meaning, [...new Set(keysOf([...words, ...(also ?? [])]))]];
  }),
);
/** Where a pin has no name, a short detail is one. */
const DETAIL = keysOf(TABLE["place"]!.generic);
const KNOWN = [
  ...new Set(
    Object.values(TABLE).flatMap((one) => keysOf([...one.words, ...(one.also ?? []), ...(one.generic ?? [])])),
  ),
];

/** The moo of a cell (`๓`, `หมู่ที่ 3`, `03`); null if it is none. */
export function mooOf(text: string): number | null {
  const bare = arabic(text.trim()).replace(/\.0+$/, "");
  const moo = /^\d{1,2}$/.test(bare) ? Number(bare) : splitMoo(text).moo;
  return moo !== null && moo > 0 ? moo : null;
}

const hasLetter = (value: string): boolean => /\p{L}/u.test(value);
const FITS: Readonly<Record<Meaning, (value: string) => boolean>> = {
  village_code: (value) => parseCode(arabic(value.trim())) !== "",
  moo: (value) => mooOf(value) !== null,
  village: hasLetter,
  place: hasLetter,
  kind: hasLetter,
};
/** As many digits as a code with one too few or too many: to be told of, not passed over. */
const NEARLY_CODE = (value: string): boolean => [7, 8, 9].includes(arabic(value).replace(/\.0+$|\D/g, "").length);

const mostly = (values: readonly string[], fits: (value: string) => boolean): boolean =>
  values.filter(fits).length * 2 > values.length;

/** Whether a shapefile may have cut a heading: ten bytes are left of each, three Thai letters. */
function mayBeCut(heading: string): boolean {
  const size = new TextEncoder().encode(heading).length;
  const letters = [...heading].length;
  return size === letters ? size === 10 : letters === 10 || (size > 7 && size <= 10);
}

/** The key of a column's heading; of a cut one, that of the shortest known heading that fits. */
function keyOf(heading: string, values: readonly string[]): string {
  const key = headingKey(heading);
  if (KNOWN.includes(key) || !mayBeCut(heading)) return key;
  const longer = KNOWN.filter((known) => known.startsWith(key)).sort((a, b) => a.length - b.length);
  return (
    longer.find((known) => MEANINGS.some((one) => HEADINGS.get(one)!.includes(known) && mostly(values, FITS[one]))) ??
    key
  );
}

function columnsOf(features: readonly Feature[]): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      if (!value.trim()) continue;
      const cells = values.get(name);
      if (cells) cells.push(value);
      else values.set(name, [value]);
    }
  }
  return values;
}

/** Meaning → properties, the surest first; a bare name may be a village's and a place's. */
export function findFields(features: readonly Feature[]): Fields {
  const values = columnsOf(features);
  const keys = [...values].map(([name, cells]) => [keyOf(name, cells), name] as const);
  const found: Partial<Record<Meaning, readonly string[]>> = {};
  const look = (meaning: Meaning, fits: (value: string) => boolean, words = HEADINGS.get(meaning)!): void => {
    const taken = new Set(
      MEANINGS.filter((one) => meaning !== "place" || one !== "village").flatMap((one) => found[one] ?? []),
    );
    const named = words.flatMap((word) =>
      keys.flatMap(([key, name]) => (key === word && !taken.has(name) ? [name] : [])),
    );
    const good = named.filter((name) => mostly(values.get(name)!, fits));
    if (good.length) found[meaning] = good;
  };
  for (const meaning of MEANINGS) look(meaning, FITS[meaning]);
  if (!found.village_code) look("village_code", NEARLY_CODE);
  if (!found.place) look("place", FITS.place, DETAIL);
  return found;
}

/** What a record says of a meaning: the first of its properties that fits, else the first filled. */
export function cellOf({ properties }: Feature, fields: Fields, meaning: Meaning): string {
  const said = (fields[meaning] ?? []).map((name) => properties[name]?.trim() ?? "").filter(Boolean);
  return said.find(FITS[meaning]) ?? said[0] ?? "";
}
