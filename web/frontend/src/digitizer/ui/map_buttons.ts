import type { Session } from "../app/session";
import { endWalk, startWalk } from "../app/walk";
import { t, type Key } from "../app/words";
import type { MapView } from "../map/map_view";
import { TOOLS } from "../tools";
import { gridPoint } from "../topology/point";
import { h, refill, type VNode } from "./dom";
import { glyph, type Glyph } from "./glyphs";
import { canType } from "./hint_bar";

export function mapButtons(element: HTMLElement, session: Session, view: MapView): () => void {
  return () => {
    const { me, walk, readOnly } = session.view;
    refill(
      element,
      button("map.zoom_in", "plus", () => view.map.zoomIn()),
      button("map.zoom_out", "minus", () => view.map.zoomOut()),
      me && !walk && !readOnly && button("walk.start", "walk", () => startWalk(session)),
      walk && button("walk.stop", "stop", () => endWalk(session), true),
      canType(session) &&
        button("typed", "type", () => session.show({ typing: !session.view.typing }), session.view.typing),
      me && canTap(session) && button("map.here", "here", () => tapHere(session)),
      button("map.whole", "whole", () => view.showWhole()),
      button("map.me", "me", () => (me ? view.position.stop() : view.position.start()), me !== null),
    );
  };
}

function button(key: Key, name: Glyph, onclick: () => void, pressed?: boolean): VNode {
  const attributes = {
    type: "button",
    "aria-label": t(key),
    "aria-pressed": pressed === undefined ? null : String(pressed),
    title: t(key),
    "data-focus": name,
    onclick,
  };
  return h("button.round", attributes, glyph(name));
}

const canTap = ({ view }: Session): boolean => view.tool !== "select" && view.tool !== "place_image";

/** The tool in hand is used where its user stands. */
function tapHere(session: Session): void {
  const { me, tool } = session.view;
  const at = me && gridPoint(...me.at);
  if (at) TOOLS[tool].tap(session, { at, reach: 1 });
}
