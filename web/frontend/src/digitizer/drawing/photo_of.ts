/** Which photos the pins of a drawing name. */

import type { Drawing, Json } from "./drawing";

const NAME = /^photo-[0-9a-f]{12}\.jpg$/;

/** The photo that a pin names; "" for none. */
export function photoOf({ more }: { readonly more?: Json }): string {
  const name = String(more?.["photo"] ?? "");
  return NAME.test(name) ? name : "";
}

/** The photos that a drawing names, each once. */
export const photosOf = ({ pins }: Drawing): string[] => [...new Set(pins.map(photoOf).filter(Boolean))];
