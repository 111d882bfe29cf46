/** A line across villages: they are cut where it crosses them, or a border gets a new piece. */

import { NO_DRAFT, type Choice, type Session } from "../app/session";
import { areaWords } from "../app/words";
import { villageOf, type Drawing, type Village } from "../drawing/drawing";
import { addParts } from "../drawing/edits/add_village";
import { carriedOn } from "../drawing/edits/cut_line";
import { addGround, giveTo, neighboursOf } from "../drawing/edits/neighbours";
import { freePieces, splitAlong } from "../drawing/edits/split";
import type { Outcome } from "../drawing/outcome";
import { NAMELESS } from "../drawing/drawing";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import { same, type Part, type Point } from "../topology/point";
import { sideOfPart } from "../topology/ring";
import { takeBack } from "./draw";
import { landing, type Tool } from "./tool";

/** A piece smaller than this share of the village was hardly meant to be one. */
const SLIVER = 0.02;
/** So many neighbours are offered a piece. */
const MOST_OFFERED = 2;

function finish(session: Session): void {
  const line = session.view.draft.points;
  if (line.length < 2) return session.say("split.too_few", {}, "warn");
  const before = session.drawing;
  const outcome = splitAlong(before, line);
  if (outcome.drawing) return void cut(session, outcome);
  const [free] = freePieces(before, line).sort((a, b) => areaOf(b) - areaOf(a));
  if (free) return offerFree(session, free);
  const longer = carriedOn(before, line);
  const crossed = (village: Village): boolean => goesThrough(village.parts, line);
  const carried = longer && splitAlong(before, longer, crossed);
  if (carried?.drawing) cut(session, carried, "split.carried_on");
  else session.apply("split", outcome);
}

/** Whether a line runs over an area, at the middle of one of its stretches or at a corner. */
function goesThrough(parts: readonly Part[], line: readonly Point[]): boolean {
  const places = line.flatMap((at, i): Point[] => {
    const last = line[i - 1];
    return last ? [at, [(at[0] + last[0]) / 2, (at[1] + last[1]) / 2]] : [at];
  });
  return places.some((at) => parts.some((part) => sideOfPart(part, at) === 1));
}

const DONE = { draft: NO_DRAFT, hover: null, tool: "select" } as const;

function cut(session: Session, outcome: Outcome, said?: "split.carried_on"): void {
  const before = session.drawing;
  const line = session.view.draft.points;
  const meant = session.chosenVillage;
  const fresh = outcome.drawing!.villages.filter(({ id }) => !villageOf(before, id));
  const chosen = fresh[0] ? { kind: "village" as const, id: fresh[0].id } : null;
  if (!session.apply("split", outcome, { ...DONE, chosen })) return;
  if (said) session.say(said);
  const sources = before.villages.filter(
    (village) => villageOf(session.drawing, village.id)!.parts !== village.parts && lost(village, session.drawing),
  );
  const only = sources.find(({ id }) => id === meant);
  if (fresh.length === 1) offerPiece(session, fresh[0]!, sources[0]);
  else if (sources.length > 1 && only) offerOnly(session, before, only, line);
}

const lost = ({ id, parts }: Village, after: Drawing): boolean =>
  areaOf(villageOf(after, id)!.parts) < areaOf(parts) - 1;

/** The piece cut off may be a neighbour's: so a border is drawn anew. A sliver is said to be one. */
function offerPiece(session: Session, piece: Village, source: Village | undefined): void {
  const small = source && areaOf(piece.parts) < SLIVER * areaOf(source.parts);
  const m2 = Math.round(areaOf(piece.parts)).toLocaleString("en-US");
  if (small) session.say("split.sliver", { m2 }, "warn", piece.parts[0]?.[0]?.[0]);
  const beside = neighboursOf(session.drawing, piece.parts).filter(({ id }) => id !== piece.id);
  const others = beside.filter(({ id }) => id !== source?.id).slice(0, MOST_OFFERED);
  const takers = small && source ? [villageOf(session.drawing, source.id)!, ...others] : others;
  for (const taker of takers) {
    session.offer(
      giving(session, taker, () => giveTo(session.drawing, piece.id, taker.id)),
      "split.done",
    );
  }
}

function giving(session: Session, { id, name, moo }: Village, give: () => Outcome): Choice {
  const now = session.drawing;
  const facts = { name: name || String(moo ?? "–") };
  const act = (): void => {
    if (session.drawing !== now) return session.show({ message: null });
    if (session.apply("reshape", give(), { ...DONE, chosen: { kind: "village", id } }))
      session.say("split.given", facts);
  };
  return { key: "split.give", facts, mark: `give-${id}`, act };
}

/** Several villages were cut; the chosen one alone may have been meant. */
function offerOnly(session: Session, before: Drawing, only: Village, line: readonly Point[]): void {
  const now = session.drawing;
  const act = (): void => {
    if (session.drawing !== now) return session.show({ message: null });
    session.undo();
    session.apply(
      "split",
      splitAlong(before, line, ({ id }) => id === only.id),
      DONE,
    );
  };
  session.offer({ key: "split.only", facts: { name: only.name }, act }, "split.done");
}

/** A line over nobody's ground closes a piece of it off: whose is it to be? */
function offerFree(session: Session, parts: readonly Part[]): void {
  const { drawing } = session;
  session.say("split.free", { area: raiText(areaOf(parts), areaWords()) }, "fine", parts[0]?.[0]?.[0]);
  for (const taker of neighboursOf(drawing, parts).slice(0, MOST_OFFERED)) {
    session.offer(
      giving(session, taker, () => addGround(drawing, taker.id, parts)),
      "split.free",
    );
  }
  const id = `v${drawing.next}`;
  const act = (): void =>
    void session.apply("draw", addParts(session.drawing, parts, NAMELESS), {
      ...DONE,
      chosen: { kind: "village", id },
    });
  session.offer({ key: "split.new", act }, "split.free");
}

export const split: Tool = {
  hint: ({ view }) => ({ key: view.draft.points.length < 2 ? "hint.split_line" : "hint.split_finish" }),
  tap(session, place) {
    const found = landing(session, place);
    const { points, stops } = session.view.draft;
    if (!found) return;
    const last = points.at(-1);
    if (last && same(last, found.at)) return finish(session);
    session.show({
      draft: { points: [...points, found.at], stops: [...stops, points.length] },
      message: null,
    });
  },
  hover(session, place) {
    session.show({ hover: landing(session, place) });
  },
  finish,
  back: takeBack,
};
