/** Drawing an area: corner by corner, along borders where both ends lie on one. */

import { NO_DRAFT, type Session } from "../app/session";
import { areaWords } from "../app/words";
import { addVillage, giveArea } from "../drawing/edits/add_village";
import { NAMELESS } from "../drawing/drawing";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { follow } from "../topology/follow";
import { same, type Point } from "../topology/point";
import { counterClockwise } from "../topology/ring";
import { borders, landing, type Place, type Tool } from "./tool";

/** The corners between two taps: along borders when that is wanted and possible. */
export function between(session: Session, from: Point, to: Point): Point[] {
  return session.view.follow ? (follow(borders(session), from, to) ?? []) : [];
}

export function addCorner(session: Session, at: Point): void {
  const { draft } = session.view;
  const last = draft.points.at(-1);
  if (last && same(last, at)) return;
  const way = last ? between(session, last, at) : [];
  const points = [...draft.points, ...way, at];
  session.show({ draft: { points, stops: [...draft.stops, draft.points.length] }, message: null });
}

export function takeBack(session: Session): void {
  const { points, stops } = session.view.draft;
  const length = stops.at(-1);
  if (length === undefined) return;
  session.show({ draft: { points: points.slice(0, length), stops: stops.slice(0, -1) } });
}

function closes(session: Session, place: Place, at: Point): boolean {
  const { points } = session.view.draft;
  const first = points[0];
  if (!first || points.length < 3) return false;
  return same(first, at) || Math.hypot(first[0] - place.at[0], first[1] - place.at[1]) <= place.reach;
}

function finish(session: Session): void {
  const { draft, target, chosen } = session.view;
  const [first, last] = [draft.points[0], draft.points.at(-1)];
  if (!first || !last || draft.points.length < 2) return session.say("draw.too_few", {}, "warn");
  const ring = [...draft.points, ...between(session, last, first)];
  const empty = session.drawing.villages.find(
    (village) => chosen?.id === village.id && village.parts.length === 0,
  );
  const outcome = empty
    ? giveArea(session.drawing, empty.id, [[counterClockwise(ring)]])
    : addVillage(session.drawing, ring, target ?? NAMELESS);
  const id = empty?.id ?? `v${session.drawing.next}`;
  session.apply("draw", outcome, {
    draft: NO_DRAFT,
    target: null,
    tool: "select",
    hover: null,
    chosen: { kind: "village", id },
  });
}

export const draw: Tool = {
  hint({ view }) {
    const { points } = view.draft;
    if (points.length === 0) {
      return view.target
        ? { key: "hint.draw_target", facts: { name: view.target.name } }
        : { key: "hint.draw_first" };
    }
    if (points.length < 3) return { key: "hint.draw_next" };
    const area = raiText(Math.abs(areaOf([[points]])), areaWords());
    return { key: "hint.draw_close", facts: { area } };
  },
  tap(session, place) {
    const found = landing(session, place);
    if (!found) return;
    if (closes(session, place, found.at)) finish(session);
    else addCorner(session, found.at);
  },
  hover(session, place) {
    session.show({ hover: landing(session, place) });
  },
  finish,
  back: takeBack,
};
