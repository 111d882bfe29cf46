import type { Session } from "../app/session";
import type { Village } from "../drawing/drawing";
import { sideOfPart } from "../topology/ring";
import type { Place, Tool } from "./tool";

/** The village whose ground a place is on. */
export function villageUnder(session: Session, { at }: Place): Village | undefined {
  return session.drawing.villages.find((village) => village.parts.some((part) => sideOfPart(part, at) >= 0));
}

export const select: Tool = {
  hint: ({ drawing, data }) => ({
    key: drawing.villages.length ? "hint.select" : data.villages.length ? "hint.start" : "hint.first",
  }),
  tap(session, place) {
    const pin = session.drawing.pins.find(
      ({ at }) => Math.hypot(at[0] - place.at[0], at[1] - place.at[1]) <= place.reach * 1.5,
    );
    const village = villageUnder(session, place);
    session.show({
      chosen: pin ? { kind: "pin", id: pin.id } : village ? { kind: "village", id: village.id } : null,
      message: null,
    });
  },
};
