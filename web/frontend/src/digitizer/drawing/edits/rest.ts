import { areaOf } from "../../measure/area";
import { overlay } from "../../topology/overlay";
import type { Part } from "../../topology/point";
import { partsOfAll, type Drawing } from "../drawing";

/** Less of a tambon's ground between villages is a gap to be closed, not a village (1 rai). */
const LEAST_M2 = 1600;

/** The tambon's ground that no village has, without slivers between them. */
export function restOf({ villages }: Drawing, outline: readonly Part[]): readonly Part[] {
  const areas = new Map([
    ["outline", outline],
    ["villages", partsOfAll(villages)],
  ]);
  const left =
    overlay({ areas }, (covers) => (covers.has("outline") && !covers.has("villages") ? "rest" : null)).get("rest") ??
    [];
  return left.filter((part) => areaOf([part]) >= LEAST_M2);
}
