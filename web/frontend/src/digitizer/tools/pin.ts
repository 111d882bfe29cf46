import type { Session } from "../app/session";
import { addPin, setPin } from "../drawing/edits/words";
import type { Point } from "../topology/point";
import { toGrid, type Tool } from "./tool";

/** Pinning a place of the chosen kind; a pin that is taken up moves to the next tap. */
export const pin: Tool = {
  hint: ({ view }) => ({ key: view.taken ? "hint.pin_move" : "hint.pin" }),
  tap(session, place) {
    const at = toGrid(place.at);
    if (!at) return;
    const { chosen, taken } = session.view;
    if (taken && chosen?.kind === "pin") {
      session.apply("move_pin", setPin(session.drawing, chosen.id, { at }), { tool: "select" });
      return;
    }
    pinAt(session, at);
  },
};

/** A new pin of the kind chosen last, to be named now. */
export function pinAt(session: Session, at: Point): void {
  const id = `p${session.drawing.next}`;
  const words = { kind: session.view.pinKind, name: "", note: "" };
  session.apply("add_pin", addPin(session.drawing, at, words), { chosen: { kind: "pin", id } });
}
