/** What a file holds, looked at before any of it comes in; and how much of it then does. */

import type { Drawing, Pin, Village, VillageWords } from "../drawing/drawing";
import { isDone, isRemark } from "../drawing/remark";
import { photoOf } from "../drawing/photo_of";
import { metresBetween } from "../measure/distance";
import { lonLat } from "../topology/point";
import type { Corner, Feature } from "./feature";
import { findFields } from "./fields";
import { areasOf, pinsOf, place, wordsOf, type Placed } from "./place";

/** A pin of the same name is the same pin up to so far away. */
const SAME_PIN_M = 15;

export type Linker = (words: VillageWords) => VillageWords;

/** An area of the file. */
export interface LookRow {
  /** Which of the file's records it is. */
  readonly record: number;
  readonly words: VillageWords;
  readonly rings: readonly (readonly Corner[])[];
  /** The village of the work that it is too; null for one that the work does not have. */
  readonly drawn: string | null;
  /** What a person has to look at. */
  readonly doubt: "unknown" | "twice" | null;
}

export interface Look {
  readonly rows: readonly LookRow[];
  readonly pins: number;
  /** Of these the work has so many already. */
  readonly same_pins: number;
  readonly lines: number;
  /** Records without a shape that can be shown. */
  readonly left: number;
}

/** How a file comes in: beside what is drawn, in the place of the same villages, or to be traced. */
export type How = "add" | "replace" | "lines";

/** The village of a drawing that words speak of: by its code, else by its moo. */
function drawnAs({ villages }: Drawing, { code, moo }: VillageWords): Village | undefined {
  const byCode = code ? villages.find((one) => one.code === code) : undefined;
  return byCode ?? (moo ? villages.find((one) => one.moo === moo && !(one.code && code)) : undefined);
}

export function lookAt(
  drawing: Drawing,
  features: readonly Feature[],
  kinds: ReadonlySet<string>,
  link: Linker,
  known: ReadonlySet<string>,
): Look {
  const fields = findFields(features);
  const rows = features.flatMap((feature, record): LookRow[] => {
    const rings = areasOf(feature).flat();
    if (rings.length === 0) return [];
    const words = link(wordsOf(feature, fields));
    const drawn = drawnAs(drawing, words)?.id ?? null;
    const doubt = known.size > 0 && !known.has(words.code) ? "unknown" : null;
    return [{ record, words, rings, drawn, doubt }];
  });
  const told = rows.map((row) =>
    row.words.code && rows.some((other) => other !== row && other.words.code === row.words.code)
      ? { ...row, doubt: "twice" as const }
      : row,
  );
  const pins = features.flatMap((feature) => pinsOf(feature, fields, kinds));
  return {
    rows: told,
    pins: pins.length,
    same_pins: pins.filter((pin) => hasPin(drawing, pin)).length,
    lines: features.filter(({ shapes }) => shapes.some(({ kind }) => kind === "line")).length,
    left: features.filter(({ shapes }) => shapes.length === 0).length,
  };
}

type SomePin = ReturnType<typeof pinsOf>[number];

/** Remarks have no names: they are told by what they say. With another photo it is another pin: both are kept. */
const isSamePin = (one: SomePin, found: SomePin): boolean =>
  one.name === found.name &&
  isRemark(one) === isRemark(found) &&
  !(isRemark(one) && one.note !== found.note) &&
  new Set([one, found].map(photoOf).filter(Boolean)).size < 2 &&
  metresBetween(lonLat(one.at), lonLat(found.at)) <= SAME_PIN_M;

const hasPin = ({ pins }: Drawing, found: SomePin): boolean => pins.some((pin) => isSamePin(pin, found));

/** Takes from a file the records of areas that were chosen, and the pins and lines that the work lacks. */
export function takeIn(
  drawing: Drawing,
  features: readonly Feature[],
  kinds: ReadonlySet<string>,
  link: Linker,
  { how, take }: { readonly how: How; readonly take: ReadonlySet<number> },
): Placed {
  const chosen = features.filter((feature, record) => areasOf(feature).length === 0 || take.has(record));
  if (how === "lines") return place(drawing, chosen.map(asLines).filter(hasShape), kinds, link);
  const fields = findFields(features);
  const taken = chosen.flatMap((feature) => (areasOf(feature).length > 0 ? [link(wordsOf(feature, fields))] : []));
  const same = new Set(taken.map((words) => drawnAs(drawing, words)?.id));
  // A village that is only named has nothing to lose: its area goes to it.
  const villages = drawing.villages.filter(({ id, parts }) => !same.has(id) || (how === "add" && parts.length > 0));
  const lacking = chosen.map((feature): Feature => {
    const known = pinsOf(feature, fields, kinds).some((pin) => hasPin(drawing, pin));
    return known ? { ...feature, shapes: feature.shapes.filter(({ kind }) => kind !== "point") } : feature;
  });
  const pins = withNews(
    drawing,
    chosen.flatMap((feature) => pinsOf(feature, fields, kinds)),
  );
  return place({ ...drawing, villages, pins }, lacking.filter(hasShape), kinds, link);
}

/** The pins of the work with what a file's same pins say beyond them. */
const withNews = ({ pins }: Drawing, found: readonly SomePin[]): readonly Pin[] =>
  pins.map((pin) => found.filter((one) => isSamePin(pin, one)).reduce(withNewsOf, pin));

/** A settled remark, a kind, a photo that it lacks; of two notes neither is lost. */
function withNewsOf(pin: Pin, found: SomePin): Pin {
  if (isRemark(pin)) return isDone(found) && !isDone(pin) ? { ...pin, more: { ...pin.more, ...found.more } } : pin;
  const [kind, note] = [pin.kind || found.kind, bothNotes(pin.note, found.note)];
  const more = photoOf(found) && !photoOf(pin) ? { ...pin.more, ...found.more } : pin.more;
  const isNews = kind !== pin.kind || note !== pin.note || more !== pin.more;
  return isNews ? { ...pin, kind, note, ...(more && { more }) } : pin;
}

function bothNotes(own: string, other: string): string {
  if (own.includes(other)) return own;
  return other.includes(own) ? other : `${own} · ${other}`;
}

const hasShape = ({ shapes }: Feature): boolean => shapes.length > 0;

const asLines = (feature: Feature): Feature => ({
  ...feature,
  shapes: feature.shapes.flatMap((shape): Feature["shapes"] => {
    if (shape.kind === "area") return shape.rings.map((corners) => ({ kind: "line", corners }));
    return shape.kind === "line" ? [shape] : [];
  }),
});
