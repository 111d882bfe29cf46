/**
 * Remarks: an officer's word at a place, for colleagues.
 *
 * A remark is kept as a pin of a kind of its own. It travels with the work and is never published.
 */

import type { SymbolRow } from "../data";
import type { Pin } from "./drawing";

export const REMARK = "remark";

type Kinded = Pick<Pin, "kind">;

export const isRemark = ({ kind }: Kinded): boolean => kind === REMARK;
export const isDone = ({ more }: Pick<Pin, "more">): boolean => more?.["remark_done"] === "yes";

export const remarksOf = (pins: readonly Pin[]): Pin[] => pins.filter(isRemark);
/** The pins that are to be published. */
export const placesOf = (pins: readonly Pin[]): Pin[] => pins.filter((pin) => !isRemark(pin));

const BUBBLE = "M4 2H20a3 3 0 0 1 3 3V14a3 3 0 0 1-3 3H12.5L7 22.5V17H4a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z";
const LINES = "M6 6.2h12v1.8h-12Zm0 4.4h8v1.8h-8Z";

export const REMARK_LOOK: SymbolRow = {
  label_th: "ข้อสังเกต",
  label_en: "Remark",
  group: "",
  color: "#b4480a",
  glyph_color: "#ffffff",
  shape_d: BUBBLE,
  icon_d: LINES,
};
const DONE_LOOK: SymbolRow = { ...REMARK_LOOK, color: "#6b7a80" };

/** What a pin looks like: a remark that is settled is grey. */
export const lookOf = (symbols: Readonly<Record<string, SymbolRow>>, pin: Pin): SymbolRow | undefined =>
  isRemark(pin) && isDone(pin) ? DONE_LOOK : symbols[pin.kind];
