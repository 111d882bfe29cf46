/** Many corners picked and deleted at once. */

import type { Session } from "../app/session";
import { deleteCorners } from "../drawing/edits/corners";
import { keyOf, same, type Point } from "../topology/point";

/** A corner becomes one of those picked; one that is already, no more. */
export function togglePicked(session: Session, at: Point): void {
  const { picked } = session.view;
  const without = picked.filter((one) => !same(one, at));
  session.show({ picked: without.length < picked.length ? without : [...picked, at], message: null });
}

export function pickAll(session: Session, points: readonly Point[]): void {
  const all = new Map([...session.view.picked, ...points].map((point) => [keyOf(point), point]));
  session.show({ picked: [...all.values()], message: null });
}

export function deletePicked(session: Session): void {
  const { outcome, kept } = deleteCorners(session.drawing, session.view.picked);
  if (!session.apply("delete_corner", outcome, { picked: [], picking: false })) return;
  if (kept) session.say("corners.kept", { n: kept }, "warn");
}
