/** Moving corners: take one up, put it down. A tap on a border makes a new corner there. */

import type { Session } from "../app/session";
import { villageOf, type Drawing } from "../drawing/drawing";
import { deleteCorner, insertCorner, moveCorner } from "../drawing/edits/corners";
import type { Outcome } from "../drawing/outcome";
import { same, type Point } from "../topology/point";
import { snap, squeeze, type Snap } from "../topology/snap";
import { deletePicked, togglePicked } from "./pick";
import { villageUnder } from "./select";
import { snappable, toGrid, type Place, type Tool } from "./tool";

/** What lies under the pointer on the borders of the chosen village, or of any. */
function under(session: Session, place: Place): Snap | null {
  const chosen = session.chosenVillage && villageOf(session.drawing, session.chosenVillage);
  const parts = (chosen ? [chosen] : session.drawing.villages).flatMap((village) => village.parts);
  const handle = handleAt(session, place);
  return handle ? { at: handle, on: "corner", segment: [handle, handle] } : snap(place.at, parts, place.reach);
}

/** The nearest handle that is shown: of a dense line its corners without one are not meant. */
function handleAt({ handles }: Session, { at, reach }: Place): Point | null {
  const wide = squeeze(at[1]);
  const away = (point: Point): number => Math.hypot((point[0] - at[0]) * wide, point[1] - at[1]);
  const [nearest] = [...handles].sort((a, b) => away(a) - away(b));
  return nearest && away(nearest) <= reach ? nearest : null;
}

/** Where a corner that is held would come down: a border beside it may draw it in. */
function comingDown(session: Session, taken: Point, place: Place): Point | null {
  const near = snap(place.at, snappable(session), place.reach / 2, (point) => same(point, taken));
  return near?.at ?? toGrid(place.at);
}

/** Takes up a corner, or makes one where a border is tapped; whether there was anything. */
export function takeUp(session: Session, place: Place): boolean {
  const found = under(session, place);
  if (!found) return false;
  if (found.on === "corner") {
    session.show({ taken: found.at, message: null });
    return true;
  }
  const outcome = insertCorner(session.drawing, ...found.segment, found.at);
  return session.apply("insert_corner", outcome, { taken: found.at });
}

/** Shows the drawing with the held corner at a place; a place where it may not be is refused. */
export function carry(session: Session, place: Place): void {
  const { taken } = session.view;
  const to = taken && comingDown(session, taken, place);
  if (!taken || !to || same(taken, to)) return;
  const outcome: Outcome = moveCorner(session.drawing, taken, to, { quick: true });
  const preview: Drawing | null = outcome.drawing ?? session.view.preview;
  session.show({ preview, hover: { at: to, snap: null } });
}

export function putDown(session: Session, place: Place): void {
  const { taken } = session.view;
  const to = taken && comingDown(session, taken, place);
  if (!taken || !to) return;
  if (same(taken, to)) session.show({ preview: null, hover: null });
  else if (!session.apply("move_corner", moveCorner(session.drawing, taken, to), { hover: null })) {
    session.show({ preview: null, taken: null, hover: null });
  }
}

/** A tap inside another village: its corners are the ones to move next. */
function chooseOther(session: Session, place: Place): void {
  const village = villageUnder(session, place);
  if (!village || village.id === session.chosenVillage) return session.say("corners.none_here", {}, "warn");
  session.show({ chosen: { kind: "village", id: village.id }, message: null });
}

export const corners: Tool = {
  hint({ view }) {
    if (view.picking) return { key: "hint.pick" };
    return { key: view.taken ? "hint.corner_taken" : "hint.corners" };
  },
  tap(session, place) {
    if (session.view.picking || place.straight) {
      const found = under(session, place);
      if (found?.on === "corner") togglePicked(session, found.at);
    } else if (session.view.taken) putDown(session, place);
    else if (!takeUp(session, place)) chooseOther(session, place);
  },
  hover(session, place) {
    if (session.view.taken) carry(session, place);
  },
  back(session) {
    const { taken, picked } = session.view;
    if (picked.length) deletePicked(session);
    else if (taken) session.apply("delete_corner", deleteCorner(session.drawing, taken));
  },
};
