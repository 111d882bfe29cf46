/** What is done with a chosen village now and then: a word on it, its border made smooth, all of it moved. */

import type { Session } from "../app/session";
import { t, type Key } from "../app/words";
import type { Village } from "../drawing/drawing";
import { smoothVillage } from "../drawing/edits/smooth";
import { checkedField } from "./checked_field";
import { h, type VNode } from "./dom";

/** As far as a receiver of a phone in the open is off (metres). */
const SMOOTH_M = 5;

export function villageMore(session: Session, village: Village): VNode[] {
  if (!village.parts.length) return [checkedField(session, village)];
  const button = (key: Key, mark: string, onclick: () => void): VNode =>
    h("button.plain", { type: "button", "data-do": mark, "data-focus": mark, onclick }, t(key));
  const take = (): void => {
    if (session.view.readOnly) return session.say("tabs.looking_on", {}, "warn");
    session.show({ tool: "move", chosen: { kind: "village", id: village.id }, message: null });
  };
  return [
    checkedField(session, village),
    h(
      "div.buttons",
      { key: "more" },
      button("village.smooth", "smooth", () => smooth(session, village)),
      button("village.move", "move-village", take),
    ),
  ];
}

const cornersOf = ({ parts }: Village): number => parts.flat().reduce((sum, ring) => sum + ring.length, 0);

function smooth(session: Session, village: Village): void {
  const metres = Math.max(SMOOTH_M, session.data.tolerance_m);
  const outcome = smoothVillage(session.drawing, village.id, metres, session.outline);
  const after = outcome.drawing?.villages.find(({ id }) => id === village.id);
  const [was, now] = [cornersOf(village), after ? cornersOf(after) : 0];
  if (after && now >= was) return session.say("smooth.nothing");
  if (session.apply("smooth", outcome)) session.say("smooth.done", { before: was, after: now, metres });
}
