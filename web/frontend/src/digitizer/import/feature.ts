/** What a file says, before anything is made of it: degrees, as written. */

export type Corner = readonly [number, number];

export type Shape =
  | { readonly kind: "point"; readonly at: Corner }
  | { readonly kind: "line"; readonly corners: readonly Corner[] }
  | { readonly kind: "area"; readonly rings: readonly (readonly Corner[])[] };

export const cornersOf = (shape: Shape): readonly Corner[] =>
  shape.kind === "point" ? [shape.at] : shape.kind === "line" ? shape.corners : shape.rings.flat();

export interface Feature {
  readonly name: string;
  readonly note: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Empty when the record has no shape that can be shown. */
  readonly shapes: readonly Shape[];
  /** Where a record that is a link leads to, as written. */
  readonly link?: string;
}

export interface Imported {
  readonly file: string;
  readonly features: readonly Feature[];
  /** Keys of the words on screen: what could not be read. */
  readonly trouble: readonly (
    | "not_readable"
    | "cut_off"
    | "mended"
    | "hidden_records"
    | "no_places"
    | "no_zone"
    | "swapped"
    | "workbook"
    | "other_kind"
    | "empty"
    | "other_members"
    | "corners_unclear"
    | "corners_joined"
    | "decimal_comma"
    | "second_ring"
    | "broken_bytes"
    | "lost_letters"
    | "no_names"
  )[];
}

/** A number that is one; null for text, blanks and infinities. */
export function numberOf(text: string | null | undefined): number | null {
  const value = text === null || text === undefined || !text.trim() ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
