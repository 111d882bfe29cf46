/** Moving a whole village: a place of it, then where that place is to lie. */

import { NO_DRAFT } from "../app/session";
import { moveVillage } from "../drawing/edits/move_village";
import { landing, type Tool } from "./tool";

export const move: Tool = {
  hint: ({ view }) => ({ key: view.draft.points.length ? "hint.move_to" : "hint.move_from" }),
  tap(session, place) {
    const at = landing(session, place)?.at;
    const [from] = session.view.draft.points;
    const id = session.chosenVillage;
    if (!at || !id) return;
    if (!from) return session.show({ draft: { points: [at], stops: [0] }, message: null });
    const by = [at[0] - from[0], at[1] - from[1]] as const;
    const chosen = { kind: "village", id } as const;
    session.apply("move_village", moveVillage(session.drawing, id, by), { tool: "select", draft: NO_DRAFT, chosen });
  },
  hover: (session, place) => session.show({ hover: landing(session, place) }),
  back: (session) => session.show({ draft: NO_DRAFT }),
};
