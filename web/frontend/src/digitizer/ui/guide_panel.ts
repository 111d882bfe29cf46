/** The guide: what can be done here, and how. */

import { t, type Key } from "../app/words";
import { h, type VNode } from "./dom";

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const guidePanel = (): VNode[] => [h("ol.guide", {}, ...STEPS.map((n) => h("li", {}, t(`guide.${n}` as Key))))];
