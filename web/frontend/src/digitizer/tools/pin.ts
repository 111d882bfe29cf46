import { addPin, setPin } from "../drawing/edits/words";
import { toGrid, type Tool } from "./tool";

/** Pinning a place of the chosen kind; a pin that is taken up moves to the next tap. */
export const pin: Tool = {
  hint: ({ view }) => ({ key: view.taken ? "hint.pin_move" : "hint.pin" }),
  tap(session, place) {
    const at = toGrid(place.at);
    if (!at) return;
    const { chosen, taken, pinKind } = session.view;
    if (taken && chosen?.kind === "pin") {
      session.apply("move_pin", setPin(session.drawing, chosen.id, { at }), { tool: "select" });
      return;
    }
    const id = `p${session.drawing.next}`;
    const words = { kind: pinKind, name: "", note: "" };
    session.apply("add_pin", addPin(session.drawing, at, words), { chosen: { kind: "pin", id } });
  },
};
