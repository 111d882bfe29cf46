import { mergeVillages } from "../drawing/edits/merge";
import { villageUnder } from "./select";
import type { Tool } from "./tool";

/** Joining the chosen village with a neighbour that is tapped. */
export const merge: Tool = {
  hint: (session) => ({ key: session.chosenVillage ? "hint.merge_other" : "hint.merge_choose" }),
  tap(session, place) {
    const village = villageUnder(session, place);
    const keep = session.chosenVillage;
    if (!village) return;
    if (!keep || keep === village.id) {
      session.show({ chosen: { kind: "village", id: village.id } });
      return;
    }
    session.apply("merge", mergeVillages(session.drawing, keep, village.id), { tool: "select" });
  },
};
