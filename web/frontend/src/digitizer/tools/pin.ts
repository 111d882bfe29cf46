import type { Session } from "../app/session";
import { addPin, setPin } from "../drawing/edits/words";
import { isRemark } from "../drawing/remark";
import type { Pin } from "../drawing/drawing";
import type { Point } from "../topology/point";
import { toGrid, type Tool } from "./tool";

/** Pinning a place of the chosen kind; a pin that is taken up moves to the next tap. */
export const pin: Tool = {
  hint: ({ view }) => ({
    key: view.taken ? "hint.pin_move" : isRemark({ kind: view.pinKind }) ? "hint.remark" : "hint.pin",
  }),
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

/** A new pin, to be named now; of the kind chosen, or of what its name will say. */
export function pinAt(session: Session, at: Point): void {
  const id = `p${session.drawing.next}`;
  const kind = session.view.pinKind;
  const by = session.view.signed.drawn_by;
  const remark = { ...(by && { remark_by: by }), remark_on: new Date().toISOString().slice(0, 10) };
  const words = { kind, name: "", note: "", ...(isRemark({ kind }) && { more: remark }) };
  session.apply("add_pin", addPin(session.drawing, at, words), { chosen: { kind: "pin", id }, fresh: id });
}

/** The same pin again, to be put where the next tap is. */
export function copyPin(session: Session, { id: _, ...copied }: Pin): void {
  const id = `p${session.drawing.next}`;
  const chosen = { kind: "pin", id } as const;
  session.apply("add_pin", addPin(session.drawing, copied.at, copied), { chosen, tool: "pin", taken: copied.at });
}

/** A pin gets its name, and its kind with it unless somebody has chosen another than the name said. */
export function namePin(session: Session, pin: Pin, name: string): void {
  const told = session.kindOf(name);
  const { symbols } = session.data;
  const byName = pin.kind === "" || pin.kind === session.kindOf(pin.name);
  const kind = byName && told ? (symbols[told] ? told : "") : pin.kind;
  if (!session.apply("words", setPin(session.drawing, pin.id, { name, kind }))) return;
  if (told && !symbols[told]) session.say("pin.private", {}, "warn", pin.at);
}
