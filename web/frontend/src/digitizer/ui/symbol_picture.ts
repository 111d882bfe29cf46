/** A symbol of the legend among the controls, as the map shows it (map/pin_layer). */

import type { SymbolRow } from "../data";
import { UNKNOWN_COLOR, UNKNOWN_SHAPE } from "../marks/symbol";
import { h, type VNode } from "./dom";

export function symbolPicture(row: SymbolRow | undefined, size: number): VNode {
  return h(
    "svg",
    { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    h("path.symbol-shape", { d: row?.shape_d ?? UNKNOWN_SHAPE, fill: row?.color ?? UNKNOWN_COLOR }),
    row && h("path.symbol-icon", { d: row.icon_d, fill: row.glyph_color }),
  );
}
