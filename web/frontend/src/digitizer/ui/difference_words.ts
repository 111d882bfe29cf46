/** What differs between two drawings, a sentence for each fact. */

import { areaWords, t, type Key } from "../app/words";
import type { BorderChange, Ground } from "../difference/borders";
import type { PinChange, VillageChange, WordChange } from "../difference/compare";
import { raiText } from "../measure/rai";

export function villageFacts({ change, words, border }: VillageChange): string[] {
  if (change !== "changed") return [t(`diff.${change}`)];
  return [...words.map(word), ...(border ? borderFacts(border) : [])];
}

export function pinFacts({ change, words, moved_m }: PinChange): string[] {
  if (change !== "changed") return [t(`diff.${change}`)];
  return [...words.map(word), ...(moved_m ? [t("diff.moved_pin", { metres: metresText(moved_m) })] : [])];
}

export function borderFacts({ kind, metres, gained, lost }: BorderChange): string[] {
  return [
    t(`diff.${kind}`, { metres: metresText(metres) }),
    ...gained.map((one) => ground("gained", one)),
    ...lost.map((one) => ground("lost", one)),
  ];
}

function ground(way: "gained" | "lost", { village, square_metres }: Ground): string {
  const area = raiText(square_metres, areaWords());
  return village === null ? t(`diff.${way}_nobody`, { area }) : t(`diff.${way}`, { village, area });
}

function word({ field, old, new: now }: WordChange): string {
  return t("diff.word", { field: t(`diff.field_${field}`), old: valueText(old), new: valueText(now) });
}

const valueText = (value: string): string =>
  value === "checked" || value === "unsure" ? t(`check.${value}` satisfies Key) : value || "–";

export const metresText = (metres: number): string =>
  metres < 10 ? metres.toFixed(1) : Math.round(metres).toLocaleString("en-US");
