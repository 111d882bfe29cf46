/** Two drawings of one tambon compared, by the rules of layers/difference/compare_drawings.py. */

import type { Drawing, Pin, Village } from "../drawing/drawing";
import { photoOf } from "../drawing/photo_of";
import { areaOf } from "../measure/area";
import { metresBetween } from "../measure/distance";
import { overlay } from "../topology/overlay";
import { lonLat } from "../topology/point";
import { boxOfPart, near } from "../topology/ring";
import { borderChange, type Area, type BorderChange } from "./borders";

const SAME_GROUND = 0.5;
const SAME_PIN_M = 15;

export type Change = "added" | "removed" | "changed";

export interface WordChange {
  readonly field: "name" | "moo" | "code" | "note" | "check" | "kind" | "photo";
  readonly old: string;
  readonly new: string;
}

export interface VillageChange {
  readonly change: Change;
  /** As it is now, or was. */
  readonly village: Village;
  readonly words: readonly WordChange[];
  readonly border: BorderChange | null;
}

export interface PinChange {
  readonly change: Change;
  readonly pin: Pin;
  readonly words: readonly WordChange[];
  /** Metres; 0 where it stands where it stood. */
  readonly moved_m: number;
}

export interface Difference {
  readonly villages: readonly VillageChange[];
  readonly pins: readonly PinChange[];
}

export const called = ({ name, code }: Village): string => name || code || "–";

export function compareDrawings(old: Drawing, now: Drawing, tolerance_m: number): Difference {
  const villages = paired(old.villages, now.villages, SAME_VILLAGE);
  const pins = paired(old.pins, now.pins, SAME_PIN);
  return {
    villages: villages.flatMap(([one, other]) => ofVillage(one, other, old, now, tolerance_m)),
    pins: pins.flatMap(([one, other]) => ofPin(one, other, tolerance_m)),
  };
}

type Same<T> = (one: T, other: T) => boolean;

/** Each of the old with the same of the new, by the surest sign first; then the new ones. */
function paired<T>(old: readonly T[], now: readonly T[], signs: readonly Same<T>[]): [T | null, T | null][] {
  const free = new Set(now);
  const by = new Map<T, T>();
  for (const same of signs) {
    for (const one of old) {
      const found = by.has(one) ? undefined : [...free].find((other) => same(one, other));
      if (found === undefined) continue;
      by.set(one, found);
      free.delete(found);
    }
  }
  return [
    ...old.map((one): [T | null, T | null] => [one, by.get(one) ?? null]),
    ...[...free].map((other): [T | null, T | null] => [null, other]),
  ];
}

const SAME_VILLAGE: readonly Same<Village>[] = [
  (one, other) => one.code !== "" && one.code === other.code,
  (one, other) => one.moo !== null && one.moo === other.moo && !(one.code && other.code),
  (one, other) => one.name !== "" && one.name === other.name,
  sameGround,
];
const SAME_PIN: readonly Same<Pin>[] = [
  (one, other) => one.name === other.name && between(one, other) <= SAME_PIN_M,
  (one, other) => one.id === other.id,
  (one, other) => one.name !== "" && one.name === other.name,
];

const between = (one: Pin, other: Pin): number => metresBetween(lonLat(one.at), lonLat(other.at));

function sameGround({ parts }: Village, other: Village): boolean {
  const meet = parts.some((part) => other.parts.some((its) => near(boxOfPart(part), boxOfPart(its))));
  if (!meet) return false;
  const areas = new Map([
    ["one", parts],
    ["other", other.parts],
  ]);
  const both = overlay({ areas }, (covers) => (covers.size === 2 ? "both" : null)).get("both") ?? [];
  return areaOf(both) > SAME_GROUND * Math.min(areaOf(parts), areaOf(other.parts));
}

type Words = Readonly<Record<string, string>>;

const villageWords = ({ name, moo, code, note, more }: Village): Words => ({
  name,
  moo: moo === null ? "" : String(moo),
  code,
  note,
  check: String(more?.["check"] ?? ""),
});
const pinWords = (pin: Pin): Words => ({ name: pin.name, kind: pin.kind, note: pin.note, photo: photoOf(pin) });

const changes = (old: Words, now: Words): WordChange[] =>
  Object.keys(old).flatMap((key) =>
    old[key] === now[key] ? [] : [{ field: key as WordChange["field"], old: old[key]!, new: now[key]! }],
  );

function ofVillage(
  one: Village | null,
  other: Village | null,
  old: Drawing,
  now: Drawing,
  tolerance_m: number,
): VillageChange[] {
  if (!one || !other) return [{ change: one ? "removed" : "added", village: (other ?? one)!, words: [], border: null }];
  const words = changes(villageWords(one), villageWords(other));
  const border = borderChange(one.parts, other.parts, {
    tolerance_m,
    before: others(old, one),
    after: others(now, other),
  });
  return words.length || border ? [{ change: "changed", village: other, words, border }] : [];
}

const others = ({ villages }: Drawing, own: Village): Area[] =>
  villages.filter((one) => one !== own).map((one) => ({ name: called(one), parts: one.parts }));

function ofPin(one: Pin | null, other: Pin | null, tolerance_m: number): PinChange[] {
  if (!one || !other) return [{ change: one ? "removed" : "added", pin: (other ?? one)!, words: [], moved_m: 0 }];
  const [words, away] = [changes(pinWords(one), pinWords(other)), between(one, other)];
  const moved_m = away > tolerance_m ? away : 0;
  return words.length || moved_m ? [{ change: "changed", pin: other, words, moved_m }] : [];
}
