/** Drawing an area: corner by corner, along borders where both ends lie on one. */

import { NO_DRAFT, type Choice, type Draft, type Session } from "../app/session";
import { areaWords } from "../app/words";
import { addParts } from "../drawing/edits/add_village";
import { restOf } from "../drawing/edits/rest";
import { drawVillage, type Drawn, type Placing } from "../drawing/edits/draw_village";
import { NAMELESS, partsOfAll } from "../drawing/drawing";
import type { Outcome } from "../drawing/outcome";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { follow, LONGEST_DETOUR } from "../topology/follow";
import { keyOf, same, type Part, type Point } from "../topology/point";
import { counterClockwise, sideOfPart } from "../topology/ring";
import { tracedLines } from "./traced";
import { borders, landing, type Place, type Tool } from "./tool";

/** Where a straight line lies on nobody's ground, a border much longer than it is not meant. */
const FREE_DETOUR = 2;

/** Nearer to the last corner than this share of what a tap may miss, it is the same tap again. */
const SAME_TAP = 1 / 4;

/** The corners between two taps: along a line to trace, else along borders, where both lie on one and the way is short. */
function wayBetween(session: Session, drawn: readonly Point[], from: Point, to: Point, detour: number): Point[] {
  // A line was brought in to be followed: however it winds, that is meant.
  const along = follow(tracedLines(session).parts, from, to, { drawn, detour: LONGEST_DETOUR });
  return along ?? follow(borders(session), from, to, { drawn, detour }) ?? [];
}

function between(session: Session, from: Point, to: Point, straight = false): Point[] {
  if (!session.view.follow || straight) return [];
  const detour = isFree(session, from, to) ? FREE_DETOUR : LONGEST_DETOUR;
  return wayBetween(session, session.view.draft.points, from, to, detour);
}

/** Whether a straight line runs over nobody's ground, within the outline where there is one. */
function isFree({ drawing, outline }: Session, [ax, ay]: Point, [bx, by]: Point): boolean {
  const inside = (parts: readonly Part[], at: Point): boolean => parts.some((part) => sideOfPart(part, at) === 1);
  const villages = partsOfAll(drawing.villages);
  return [1 / 4, 1 / 2, 3 / 4].every((share) => {
    const at: Point = [ax + share * (bx - ax), ay + share * (by - ay)];
    return !inside(villages, at) && (outline.length === 0 || inside(outline, at));
  });
}

/** The corners that were tapped, without the ways between them. */
export const tapped = ({ points, stops }: Draft): Point[] =>
  stops.map((_, i) => points[(stops[i + 1] ?? points.length) - 1]!);

/** The corners that are meant by a click: those that were tapped, and those of a line between two of them. */
function meant(session: Session, line: readonly Point[], tapped: readonly Point[]): Point[] {
  const { corners } = tracedLines(session);
  const own = new Set(tapped.map(keyOf));
  return line.filter((point) => own.has(keyOf(point)) || corners.has(keyOf(point)));
}

export function addCorner(session: Session, at: Point, straight = false): void {
  const { draft } = session.view;
  const last = draft.points.at(-1);
  if (last && same(last, at)) return;
  const way = last ? between(session, last, at, straight) : [];
  const points = [...draft.points, ...way, at];
  session.show({ draft: { points, stops: [...draft.stops, draft.points.length] }, message: null });
}

export function takeBack(session: Session): void {
  const { points, stops } = session.view.draft;
  const length = stops.at(-1);
  if (length === undefined) return;
  session.show({ draft: { points: points.slice(0, length), stops: stops.slice(0, -1) }, message: null });
}

/** The last stretch as it could be as well: straight where it follows a border, and the other way about. */
export function otherWay(session: Session): Draft | null {
  const { draft } = session.view;
  const start = draft.stops.at(-1);
  const [from, to] = [draft.points[(start ?? 0) - 1], draft.points.at(-1)];
  if (!start || !from || !to) return null;
  const before = draft.points.slice(0, start);
  if (draft.points.length - start > 1) return { points: [...before, to], stops: draft.stops };
  const way = wayBetween(session, before, from, to, LONGEST_DETOUR);
  return way.length ? { points: [...before, ...way, to], stops: draft.stops } : null;
}

/** The last stretch becomes what it could be as well. */
export function turnStretch(session: Session): void {
  const draft = session.view.tool === "draw" && otherWay(session);
  if (draft) session.show({ draft, message: null });
}

function closes(session: Session, place: Place, at: Point): boolean {
  const { points, stops } = session.view.draft;
  const first = points[0];
  if (!first || stops.length < 3) return false;
  return same(first, at) || Math.hypot(first[0] - place.at[0], first[1] - place.at[1]) <= place.reach;
}

function finish(session: Session): void {
  const { draft, target, chosen } = session.view;
  const corners = tapped(draft);
  const [first, last] = [corners[0], corners.at(-1)];
  if (!first || !last || draft.points.length < 3) return session.say("draw.too_few", {}, "warn");
  const along = [...draft.points, ...between(session, last, first)];
  const empty = session.drawing.villages.find(({ id, parts }) => chosen?.id === id && parts.length === 0);
  const placing: Placing = { words: target ?? NAMELESS, id: empty?.id ?? null, outline: session.outline };
  const clicked = { corners: counterClockwise(meant(session, along, corners)), along: counterClockwise(along) };
  const drawn = drawVillage(session.drawing, clicked, placing);
  if (put(session, drawn.outcome, placing)) offerOther(session, drawn, placing);
  else offerTaking(session, drawn, placing);
}

/** All the tambon's ground that is still nobody's becomes the village. */
export function drawRest(session: Session): void {
  const { drawing, outline, view } = session;
  const rest = restOf(drawing, outline);
  if (rest.length === 0) return session.say("draw.no_rest", {}, "warn");
  const placing: Placing = { words: view.target ?? NAMELESS, id: null, outline };
  put(session, addParts(drawing, rest, placing.words), placing);
}

/** Makes an outcome the drawing, and the village in it the chosen one. */
function put(session: Session, outcome: Outcome, { id }: Placing): boolean {
  const chosen = { kind: "village", id: id ?? `v${session.drawing.next}` } as const;
  return session.apply("draw", outcome, { draft: NO_DRAFT, target: null, tool: "select", hover: null, chosen });
}

const SAID = { along: "draw.kept_clicked", clicked: "draw.kept_along", take: "draw.taken" } as const;
const OFFERED = { along: "draw.use_along", clicked: "draw.use_clicked", take: "draw.take" } as const;

/** Says which of two ways was taken, where they differ, and lets the other be had. */
function offerOther(session: Session, { other }: Drawn, placing: Placing): void {
  if (!other?.outcome.drawing) return;
  const now = session.drawing;
  const act = (): void => {
    if (session.drawing !== now) return session.show({ message: null });
    session.undo();
    put(session, other.outcome, placing);
  };
  session.offer({ key: OFFERED[other.kind], act }, SAID[other.kind]);
}

function offerTaking(session: Session, { other }: Drawn, placing: Placing): void {
  if (!other?.outcome.drawing) return;
  const now = session.drawing;
  const act: Choice["act"] = () => {
    if (session.drawing === now && put(session, other.outcome, placing)) session.say(SAID[other.kind]);
  };
  session.offer({ key: OFFERED[other.kind], act }, SAID[other.kind]);
}

/** Whether a tap is the last one again, as with a double click. */
function isAgain({ view }: Session, { at, reach }: Place): boolean {
  const last = view.draft.points.at(-1);
  return last !== undefined && Math.hypot(last[0] - at[0], last[1] - at[1]) <= reach * SAME_TAP;
}

export const draw: Tool = {
  hint({ view }) {
    const { points, stops } = view.draft;
    if (points.length === 0) {
      return view.target ? { key: "hint.draw_target", facts: { name: view.target.name } } : { key: "hint.draw_first" };
    }
    if (stops.length < 3) return { key: "hint.draw_next" };
    const area = raiText(Math.abs(areaOf([[points]])), areaWords());
    return { key: "hint.draw_close", facts: { area } };
  },
  tap(session, place) {
    const found = landing(session, place);
    if (!found || isAgain(session, place)) return;
    if (closes(session, place, found.at)) finish(session);
    else addCorner(session, found.at, place.straight);
  },
  hover(session, place) {
    const found = landing(session, place);
    const last = session.view.draft.points.at(-1);
    const to = found && closes(session, place, found.at) ? session.view.draft.points[0]! : found?.at;
    const way = last && to && !same(last, to) ? between(session, last, to, place.straight) : [];
    session.show({ hover: found && { ...found, way } });
  },
  finish,
  back: takeBack,
};
