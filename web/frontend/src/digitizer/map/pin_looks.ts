/** How pins stand beside names: pins yield to names, names of pins to everything. */

import { around, Ground, type Box } from "../../shared/ground";
import { placePins, type PinLook } from "../../shared/place_pins";

export const PIN_PX = 28;
const DOT_PX = 12;
export const PIN_NAME = { size: 13, height: 19 } as const;

/** A pin at its place in pixels, with the width of its name (0 without one). */
export interface Standing {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly chosen: boolean;
}

export interface Look {
  readonly look: PinLook;
  readonly named: boolean;
}

/** The ground of a pin's name, beneath its symbol. */
function nameBox({ x, y, width }: Standing): Box {
  return around(x, y + (PIN_PX + PIN_NAME.height) / 2, width, PIN_NAME.height);
}

/** The ground of symbol and name together. */
export function wholeBox(pin: Standing): Box {
  const name = nameBox(pin);
  const symbol = around(pin.x, pin.y, PIN_PX, PIN_PX);
  return {
    left: Math.min(symbol.left, name.left),
    top: symbol.top,
    right: Math.max(symbol.right, name.right),
    bottom: pin.width ? name.bottom : symbol.bottom,
  };
}

/**
 * A look for each pin beside what is `taken`, which has the chosen pin's ground already.
 *
 * A pin that would cover something becomes a dot, or waits for a nearer view; with `all`
 * (while pins are being put) every symbol stays. The chosen pin always stays, with its name.
 */
export function pinLooks(
  pins: readonly Standing[],
  taken: readonly Box[],
  { all = false }: { readonly all?: boolean } = {},
): Look[] {
  const ranked = pins.map(({ x, y }) => ({ x, y, rank: 0 }));
  const others = pins.flatMap(({ chosen }, i) => (chosen ? [] : [i]));
  const placed = placePins(
    others.map((i) => ranked[i]!),
    taken,
    PIN_PX,
    DOT_PX,
  );
  const looks = pins.map((): PinLook => "symbol");
  if (!all) others.forEach((i, n) => (looks[i] = placed[n]!));
  const ground = new Ground(taken);
  pins.forEach(({ x, y }, i) => {
    const size = looks[i] === "symbol" ? PIN_PX : DOT_PX;
    if (looks[i] !== "waiting") ground.add(around(x, y, size, size));
  });
  return pins.map((pin, i) => {
    const look = looks[i]!;
    if (pin.chosen || look !== "symbol" || !pin.width) return { look, named: pin.chosen };
    const box = nameBox(pin);
    const named = !ground.meets(box);
    if (named) ground.add(box);
    return { look, named };
  });
}
