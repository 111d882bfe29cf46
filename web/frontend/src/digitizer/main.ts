/** The page for drawing. What it takes up only when asked for stands in parts/ (app/parts.ts). */

import "./page";
