/** Names, notes and pins; none of these can break the areas. */

import type { Point } from "../../topology/point";
import { villageOf, type Drawing, type Json, type Pin, type PinWords, type VillageWords } from "../drawing";
import { done, refused, type Outcome } from "../outcome";

export function setVillage(
  drawing: Drawing,
  id: string,
  words: Partial<VillageWords> & { readonly more?: Json },
): Outcome {
  if (!villageOf(drawing, id)) return refused("no_such_thing");
  const villages = drawing.villages.map((v) => (v.id === id ? { ...v, ...words } : v));
  return done({ ...drawing, villages });
}

export function deleteVillage(drawing: Drawing, id: string): Outcome {
  if (!villageOf(drawing, id)) return refused("no_such_thing");
  return done({ ...drawing, villages: drawing.villages.filter((v) => v.id !== id) });
}

export function addPin(drawing: Drawing, at: Point, words: PinWords & { readonly more?: Json }): Outcome {
  const pin = { id: `p${drawing.next}`, at, ...words };
  return done({ ...drawing, pins: [...drawing.pins, pin], next: drawing.next + 1 });
}

export type NewPin = PinWords & { readonly at: Point; readonly more?: Json };

/** Any number of pins behind those there are, with one new list for all of them. */
export function addPins(drawing: Drawing, pins: readonly NewPin[]): Drawing {
  if (pins.length === 0) return drawing;
  const made = pins.map((pin, i): Pin => ({ id: `p${drawing.next + i}`, ...pin }));
  return { ...drawing, pins: [...drawing.pins, ...made], next: drawing.next + made.length };
}

export function setPin(
  drawing: Drawing,
  id: string,
  change: Partial<PinWords> & { readonly at?: Point; readonly more?: Json },
): Outcome {
  if (!drawing.pins.some((pin) => pin.id === id)) return refused("no_such_thing");
  const pins = drawing.pins.map((pin) => (pin.id === id ? { ...pin, ...change } : pin));
  return done({ ...drawing, pins });
}

export function deletePin(drawing: Drawing, id: string): Outcome {
  if (!drawing.pins.some((pin) => pin.id === id)) return refused("no_such_thing");
  return done({ ...drawing, pins: drawing.pins.filter((pin) => pin.id !== id) });
}
