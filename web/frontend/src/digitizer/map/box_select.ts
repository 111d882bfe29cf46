/** A box drawn over handles picks them: with Shift by mouse, and by anything while many are picked. */

import type L from "leaflet";
import type { Session } from "../app/session";
import { pickAll } from "../tools/pick";
import { latLng } from "./leaflet_map";

/** Less than this is a tap. */
const LEAST_PX = 6;

export function listenForBox(map: L.Map, session: Session): void {
  const element = map.getContainer();
  const box = document.createElement("div");
  box.className = "pick-box";
  box.hidden = true;
  element.append(box);
  let start: { readonly id: number; readonly x: number; readonly y: number } | null = null;
  const bounds = (event: PointerEvent): DOMRect => {
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    return new DOMRect(Math.min(x, start!.x), Math.min(y, start!.y), Math.abs(x - start!.x), Math.abs(y - start!.y));
  };
  const isLarge = ({ width, height }: DOMRect): boolean => Math.max(width, height) >= LEAST_PX;
  element.addEventListener("pointerdown", (event) => {
    const { tool, picking } = session.view;
    if (tool !== "corners" || !event.isPrimary || !(picking || event.shiftKey)) return;
    if ((event.target as Element).closest("button, .panel-on-map")) return;
    const { left, top } = element.getBoundingClientRect();
    start = { id: event.pointerId, x: event.clientX - left, y: event.clientY - top };
    map.dragging.disable();
  });
  element.addEventListener("pointermove", (event) => {
    if (event.pointerId !== start?.id) return;
    const { x, y, width, height } = bounds(event);
    box.hidden = !isLarge(bounds(event));
    Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  });
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== start?.id) return;
    const drawn = bounds(event);
    start = null;
    box.hidden = true;
    map.dragging.enable();
    if (event.type === "pointercancel" || !isLarge(drawn)) return;
    pickAll(
      session,
      session.handles.filter((point) => {
        const { x, y } = map.latLngToContainerPoint(latLng(point));
        return x >= drawn.left && x <= drawn.right && y >= drawn.top && y <= drawn.bottom;
      }),
    );
    // The click that comes with the release is no tap of its own.
    const swallow = (click: Event): void => click.stopPropagation();
    element.addEventListener("click", swallow, { capture: true });
    setTimeout(() => element.removeEventListener("click", swallow, { capture: true }));
  };
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
}
