/** Line drawings for the buttons, in a box of 24 units; drawn for this page. */

import { h, type VNode } from "./dom";

const PATHS = {
  select: "M6 3v15l4-4 2.5 6 2.5-1-2.5-6H18Z",
  draw: "M4 17 7 6l11-2 2 10-8 6ZM4 17h0M7 6h0M18 4h0M20 14h0M12 20h0",
  corners: "M5 18 19 6M3 16h4v4H3ZM17 4h4v4h-4Z",
  split: "M4 5h16v14H4ZM9 2l6 20",
  merge: "M3 6h8v12H3ZM13 6h8v12h-8ZM9 12h6M12 9l3 3-3 3",
  pin: "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11ZM12 8a2 2 0 1 1 0 4a2 2 0 0 1 0-4Z",
  undo: "M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3",
  redo: "m15 5 5 5-5 5M20 10H10a5 5 0 0 0 0 10h3",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  me: "M12 7a5 5 0 1 1 0 10a5 5 0 0 1 0-10ZM12 2v4M12 18v4M2 12h4M18 12h4",
  walk: "M6 20a2 2 0 1 1 0-4a2 2 0 0 1 0 4ZM18 8a2 2 0 1 1 0-4a2 2 0 0 1 0 4ZM8 18h6a3 3 0 0 0 0-6h-4a3 3 0 0 1 0-6h6",
  stop: "M7 7h10v10H7Z",
  type: "M3 6h18v12H3ZM7 10h0M12 10h0M17 10h0M7 14h10",
  here: "M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16ZM12 8v8M8 12h8",
} as const;

export type Glyph = keyof typeof PATHS;

export function glyph(name: Glyph): VNode {
  return h("svg.glyph", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d: PATHS[name] }));
}
