/** Walking a border with the phone: positions that are sure enough become a line to trace. */

import type { Guide } from "../import/place";
import { metresBetween } from "../measure/distance";
import type { Session } from "./session";
import { timeText } from "./texts";
import { t } from "./words";

/** Where the device says it is, in degrees, and how far off that may be. */
export interface Position {
  readonly at: readonly [number, number];
  readonly accuracy_m: number;
}

/** A position that may be farther off is no corner of a border. */
export const WORST_ACCURACY_M = 25;
/** Nearer steps are the trembling of the receiver, not of the border. */
const LEAST_STEP_M = 5;

/** The line with one more corner, or the same line where the position adds nothing. */
export function withPosition(line: Guide, { at, accuracy_m }: Position): Guide {
  const last = line.corners.at(-1);
  if (accuracy_m > WORST_ACCURACY_M) return line;
  if (last && metresBetween(last, at) < Math.max(LEAST_STEP_M, accuracy_m / 2)) return line;
  return { ...line, corners: [...line.corners, at] };
}

export function startWalk(session: Session): void {
  session.show({ walk: { name: t("walk.name", { time: timeText(Date.now()) }), corners: [], found: [] } });
  if (session.view.me) walkOn(session, session.view.me);
}

/** A new position while walking; says how it goes. */
export function walkOn(session: Session, position: Position): void {
  const { walk } = session.view;
  if (!walk) return;
  const longer = withPosition(walk, position);
  if (longer !== walk) session.show({ walk: longer });
  const m = Math.round(position.accuracy_m);
  if (position.accuracy_m > WORST_ACCURACY_M) session.say("walk.poor", { m }, "warn");
  else session.say("walk.on", { n: longer.corners.length, m });
}

/** The walked line is one to trace from now on. */
export function endWalk(session: Session): void {
  const { walk, guides } = session.view;
  if (!walk) return;
  const n = walk.corners.length;
  if (n < 2) {
    session.show({ walk: null });
    return session.say("walk.none", {}, "warn");
  }
  session.show({ walk: null, guides: [...guides, walk], tab: "files" });
  session.say("walk.done", { n });
}
