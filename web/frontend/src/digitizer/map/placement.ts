/**
 * What may be written where at the map's zoom: the chosen thing first, then names of
 * villages, then pins, then the pins' own names, and those of roads and waters. All in pixels,
 * without asking the page.
 */

import type { Session } from "../app/session";
import { around, placeLabels, type Box, type Wish } from "../../shared/labels";
import type { KnownLayer } from "./known_layer";
import { PIN_PX, pinLooks, wholeBox, type Standing } from "./pin_looks";
import type { PinLayer } from "./pin_layer";
import type { VillageLayer } from "./village_layer";

/** Stands for the chosen pin among the names; villages count from 0. */
const CHOSEN_PIN = -1;

type Names = ReturnType<typeof placeLabels>;

export interface Layers {
  readonly villages: VillageLayer;
  readonly known: KnownLayer;
  readonly pins: PinLayer;
}

export function placeWords(session: Session, { villages, known, pins }: Layers): void {
  const pinning = session.view.tool === "pin";
  const standing = pins.standing();
  const dots = known.dotBoxes();
  const symbols = standing.filter(({ chosen }) => !chosen).map(({ x, y }) => around(x, y, PIN_PX, PIN_PX));
  const wishes = [...villages.wishes(), ...standing.filter(({ chosen }) => chosen).map(pinWish)];
  const { placed, boxes } = (pinning ? besidePins : placeLabels)(wishes, [...symbols, ...dots]);
  villages.place(placed);
  const names = known.place([...boxes, ...dots]);
  const taken = [...boxes, ...dots, ...names];
  pins.show(pinLooks(standing, taken, { all: pinning }));
  known.place([...taken, ...symbols], known.ground);
}

/** Names where every pin stays: the moo alone where the name would cover one, or nothing. */
function besidePins(wishes: readonly Wish[], pins: readonly Box[]): Names {
  const whole = placeLabels(wishes, pins, { strict: true });
  const done = new Set(whole.placed.map(({ id }) => id));
  const left = wishes
    .filter(({ id }) => !done.has(id))
    .map((wish) => ({ ...wish, width: wish.shortWidth, height: wish.shortHeight }));
  const short = placeLabels(left, [...pins, ...whole.boxes], { strict: true });
  return {
    placed: [...whole.placed, ...short.placed.map((one) => ({ ...one, form: "moo" as const }))],
    boxes: [...whole.boxes, ...short.boxes],
  };
}

function pinWish(pin: Standing): Wish {
  const box = wholeBox(pin);
  return {
    id: CHOSEN_PIN,
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    room: 0,
    width: box.right - box.left,
    height: box.bottom - box.top,
    shortWidth: 0,
    shortHeight: 0,
    first: true,
  };
}
