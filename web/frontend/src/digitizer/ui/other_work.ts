/** Offers what this browser keeps of the same tambon from another project folder. */

import type { KeptWork } from "../app/keeper";
import type { Session } from "../app/session";
import { timeText } from "../app/texts";
import { workOf } from "../data";
import { done } from "../drawing/outcome";
import { drawingAt } from "../storage/chain";
import { otherWork } from "../storage/other_works";
import { button, said, type Notices } from "./notices";

/** Only where this project has no work of its own here. */
export async function offerOtherWork(session: Session, kept: KeptWork, notices: Notices): Promise<void> {
  if (!kept.found || kept.last || session.view.readOnly) return;
  const entries = await otherWork(workOf(session.data), session.data.tambon.code);
  const last = entries?.at(-1);
  if (!entries || !last) return;
  const take = (): void => {
    const drawing = drawingAt(entries, last.number);
    const next = Math.max(drawing.next, session.drawing.next);
    if (session.apply("restore", done({ ...drawing, next }), { chosen: null })) notices.take("version");
  };
  notices.put(
    "version",
    said("other.found", { time: timeText(last.at) }),
    button("past.back", "plain", "take-other", take),
    button("do.close", "plain", "dismiss-version", () => notices.take("version")),
  );
}
