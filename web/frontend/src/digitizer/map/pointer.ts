/** Mouse and finger, turned into taps and drags in grid units. */

import type L from "leaflet";
import { carry, putDown, takeUp } from "../tools/corners";
import type { Session } from "../app/session";
import { TOOLS } from "../tools";
import type { Place } from "../tools/tool";
import { listenForBox } from "./box_select";
import { toUnits, unitsPerPixel } from "./leaflet_map";

/** How far a tap may miss, in pixels: a fingertip covers 44. */
export const REACH = { mouse: 12, touch: 22 } as const;

export function listen(map: L.Map, session: Session): void {
  const element = map.getContainer();
  let touch = false;
  const placeAt = (event: MouseEvent): Place => ({
    at: toUnits(map.mouseEventToLatLng(event)),
    straight: event.shiftKey,
    reach: (touch ? REACH.touch : REACH.mouse) * unitsPerPixel(map),
  });
  /** The tool that the first click of a double click was for. */
  let meant = session.view.tool;
  map.on("click", ({ originalEvent }) => {
    // The second click on the corner that closes an area is not the next tool's.
    if (originalEvent.detail > 1 && meant !== session.view.tool) return;
    meant = session.view.tool;
    TOOLS[session.view.tool].tap(session, placeAt(originalEvent));
  });
  listenForBox(map, session);
  listenDrag(element, map, session, placeAt, (finger) => (touch = finger));
  element.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && event.buttons === 0) {
      TOOLS[session.view.tool].hover?.(session, placeAt(event));
    }
  });
  element.addEventListener("pointerleave", () => {
    if (session.view.hover && !session.view.taken) session.show({ hover: null });
  });
}

/** A corner that is pressed follows the pointer; the map stays where it is meanwhile. */
function listenDrag(
  element: HTMLElement,
  map: L.Map,
  session: Session,
  placeAt: (event: MouseEvent) => Place,
  tellTouch: (finger: boolean) => void,
): void {
  let pointer: number | null = null;
  let moved = false;
  let waiting: PointerEvent | null = null;
  const step = (): void => {
    if (waiting && pointer !== null) carry(session, placeAt(waiting));
    waiting = null;
  };
  const onMap = (event: Event): boolean =>
    !(event.target as Element).closest(".leaflet-control, button, input, .panel-on-map");
  element.addEventListener(
    "pointerdown",
    (event) => {
      tellTouch(event.pointerType !== "mouse");
      const { tool, taken, picking } = session.view;
      if (tool !== "corners" || taken || picking || event.shiftKey || !event.isPrimary) return;
      if (!onMap(event) || event.button !== 0 || !takeUp(session, placeAt(event))) return;
      pointer = event.pointerId;
      moved = false;
      element.setPointerCapture(pointer);
      map.dragging.disable();
      event.stopPropagation();
    },
    { capture: true },
  );
  element.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    moved = true;
    if (!waiting) requestAnimationFrame(step);
    waiting = event;
  });
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    map.dragging.enable();
    if (moved) putDown(session, placeAt(event));
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    map.dragging.enable();
    session.show({ preview: null, taken: null, hover: null });
  });
  // The click that ends a press on a corner is part of it, not a tap of its own.
  element.addEventListener(
    "click",
    (event) => {
      const ours = session.view.tool === "corners" && onMap(event);
      if (ours && (moved || justTaken(event))) event.stopPropagation();
      moved = false;
    },
    { capture: true },
  );
  let takenAt = 0;
  session.onChange(({ view }) => {
    if (view.taken === null) takenAt = 0;
    else takenAt ||= performance.now();
  });
  const justTaken = (event: Event): boolean => takenAt > 0 && event.timeStamp - takenAt < 600;
}
