/** Features of a drawing file that another program put there: drawn where that can be, else kept. */

import type { Drawing, Json } from "../drawing/drawing";
import { withMore } from "../export/drawing_file";
import { readGeojson } from "./geojson";
import { place, type Guide } from "./place";

export interface WithOthers {
  readonly drawing: Drawing;
  /** Lines to trace: what is kept and can be seen, though it is no area and no pin. */
  readonly guides: readonly Guide[];
  /** How many became areas and pins. */
  readonly added: number;
}

/** What each of a drawing's other features becomes: an area, a pin, or itself with a line to trace. */
export function placeOthers(start: Drawing, kinds: ReadonlySet<string>): WithOthers {
  const { others = [], ...own } = start;
  let drawing: Drawing = own;
  const kept: Json[] = [];
  const guides: Guide[] = [];
  for (const raw of others) {
    const { features } = readGeojson("", JSON.stringify({ type: "FeatureCollection", features: [raw] }));
    const placed = place(drawing, features, kinds);
    // Half of a feature is not the feature: with a line or a place far off it stays as it is.
    const whole =
      placed.areas + placed.pins > 0 &&
      placed.traced + placed.lines === 0 &&
      placed.areas + placed.pins === shapesIn(features);
    guides.push(...(whole ? [] : placed.guides));
    if (whole) drawing = withWordsOf(drawing, placed.drawing, raw);
    else kept.push(raw);
  }
  return { drawing: { ...drawing, ...(kept.length && { others: kept }) }, guides, added: others.length - kept.length };
}

/** Areas of one feature make one village; each point of it a pin. */
function shapesIn(features: ReturnType<typeof readGeojson>["features"]): number {
  const shapes = features.flatMap((one) => one.shapes);
  return shapes.filter(({ kind }) => kind === "point").length + (shapes.some(({ kind }) => kind === "area") ? 1 : 0);
}

function withWordsOf(before: Drawing, after: Drawing, raw: Json): Drawing {
  const known = new Set([...before.villages, ...before.pins].map(({ id }) => id));
  const named = (raw["properties"] ?? {}) as Json;
  // What became the name stands there; all that was written stays beside it.
  const rest = {
    properties: Object.fromEntries(Object.entries(named).filter(([key]) => !["name", "note"].includes(key))),
  };
  const told = <T extends Drawing["villages"][number] | Drawing["pins"][number]>(item: T): T =>
    known.has(item.id) ? item : withMore(item, rest);
  return { ...after, villages: after.villages.map(told), pins: after.pins.map(told) };
}
