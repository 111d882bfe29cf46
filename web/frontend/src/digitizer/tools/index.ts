import type { ToolName } from "../app/session";
import { corners } from "./corners";
import { draw } from "./draw";
import { merge } from "./merge";
import { move } from "./move";
import { pin } from "./pin";
import { select } from "./select";
import { split } from "./split";
import type { Tool } from "./tool";

/** Dragging the picture's corners is done on the map; taps choose, as ever. */
export const TOOLS: Readonly<Record<ToolName, Tool>> = {
  select,
  draw,
  corners,
  split,
  merge,
  move,
  pin,
  place_image: { ...select, hint: () => ({ key: "hint.image" }) },
};
