/** Cutting a village along a line that goes from border to border. */

import { NO_DRAFT, type Session } from "../app/session";
import { splitVillage } from "../drawing/edits/split";
import { same } from "../topology/point";
import { takeBack } from "./draw";
import { villageUnder } from "./select";
import { landing, type Tool } from "./tool";

function finish(session: Session): void {
  const { draft } = session.view;
  const id = session.chosenVillage;
  if (!id) return session.say("split.choose_first", {}, "warn");
  if (draft.points.length < 2) return session.say("split.too_few", {}, "warn");
  session.apply("split", splitVillage(session.drawing, id, draft.points), {
    draft: NO_DRAFT,
    hover: null,
    tool: "select",
  });
}

export const split: Tool = {
  hint(session) {
    if (!session.chosenVillage) return { key: "hint.split_choose" };
    return { key: session.view.draft.points.length < 2 ? "hint.split_line" : "hint.split_finish" };
  },
  tap(session, place) {
    if (!session.chosenVillage) {
      const village = villageUnder(session, place);
      if (village) session.show({ chosen: { kind: "village", id: village.id } });
      return;
    }
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
    if (session.chosenVillage) session.show({ hover: landing(session, place) });
  },
  finish,
  back: takeBack,
};
