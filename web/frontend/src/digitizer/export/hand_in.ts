/** A work handed in from a phone: what of it was drawn here, and a file that its share sheet lets through. */

import { callOf } from "./drawing_file";
import type { Drawing, Village } from "../drawing/drawing";

/**
 * Names and types of the same file, the plainest last: Chrome on Android lets no GeoJSON through, and
 * lets text. What opens the file reads it by its content.
 */
const FORMS = [
  [".geojson", "application/geo+json"],
  [".json", "application/json"],
  [".geojson.txt", "text/plain"],
] as const;

/** The file as this browser shares it; null where it shares none. */
export function sharable(name: string, text: string, nav: Pick<Navigator, "canShare"> = navigator): File | null {
  if (typeof nav.canShare !== "function") return null;
  for (const [ending, type] of FORMS) {
    const file = new File([text], name + ending, { type });
    if (nav.canShare({ files: [file] })) return file;
  }
  return null;
}

/** The villages that are other than the page had them, or that it did not have. */
export function changedSince(began: Drawing, { villages }: Drawing): Village[] {
  const before = new Map(began.villages.map((village) => [callOf(village), JSON.stringify(heart(village))]));
  return villages.filter((village) => before.get(callOf(village)) !== JSON.stringify(heart(village)));
}

/** What is drawn and written of a village, without what it is numbered by. */
const heart = ({ name, moo, code, note, parts, more }: Village): unknown => [name, moo, code, note, parts, more];
