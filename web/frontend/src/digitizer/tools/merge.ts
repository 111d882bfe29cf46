import { mergeVillages } from "../drawing/edits/merge";
import { villageUnder } from "./select";
import type { Tool } from "./tool";

/** Joining the chosen village with another that is tapped, beside it or apart. */
export const merge: Tool = {
  hint: (session) => ({ key: session.chosenVillage ? "hint.merge_other" : "hint.merge_choose" }),
  tap(session, place) {
    const village = villageUnder(session, place);
    const keep = session.chosenVillage;
    if (!village) return session.say("merge.nobody", {}, "warn");
    if (!keep || keep === village.id) {
      session.show({ chosen: { kind: "village", id: village.id }, message: null });
      return;
    }
    const { drawing } = session;
    const outcome = mergeVillages(drawing, keep, village.id);
    if (session.apply("merge", outcome, { tool: "select" }) || outcome.refusal?.kind !== "not_neighbours") return;
    const act = (): void =>
      void session.apply("merge", mergeVillages(drawing, keep, village.id, { apart: true }), { tool: "select" });
    session.offer({ key: "merge.apart", act }, "hint.merge_other");
  },
};
