/** The page for drawing. What it takes up only when asked for stands in parts/ (app/parts.ts). */

import { narrowPolicy } from "./ground/policy";
import { lent } from "./lent";
import { openPage } from "./page";

// Before anything is shown, and so before any picture could be asked for.
narrowPolicy();
Object.assign(window, { mubanLent: lent });
void openPage();
