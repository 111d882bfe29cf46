// How pins are shown where the map is worked on: whole, as a dot, or at a nearer view.

import { around, Ground, type Box } from "./ground";

export type PinLook = "symbol" | "dot" | "waiting";

/** How each pin is shown beside the names; lower ranks are served first. */
export function placePins(
  pins: readonly { readonly x: number; readonly y: number; readonly rank: number }[],
  names: readonly Box[],
  size: number,
  dot: number,
): PinLook[] {
  const taken = new Ground(names);
  const looks: PinLook[] = pins.map(() => "waiting");
  const order = pins.map((_, i) => i).sort((a, b) => rank(a) - rank(b) || a - b);
  function rank(i: number): number {
    return pins[i]?.rank ?? 0;
  }
  for (const i of order) {
    const pin = pins[i];
    if (!pin) continue;
    for (const [look, diameter] of [
      ["symbol", size],
      ["dot", dot],
    ] as const) {
      const box = around(pin.x, pin.y, diameter, diameter);
      if (taken.meets(box)) continue;
      looks[i] = look;
      taken.add(box);
      break;
    }
  }
  return looks;
}
