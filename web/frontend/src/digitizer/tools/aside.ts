/** What is half drawn is never thrown away: it is laid aside, and can be taken up again. */

import type { Message, Session } from "../app/session";

/** What is said where a tool is left in the middle of a line; null where none was begun. */
export function laidAside(session: Session): Message | null {
  const { tool, draft, target, chosen } = session.view;
  if (draft.points.length === 0) return null;
  const act = (): void => session.show({ tool, draft, target, chosen, hover: null, message: null });
  return { key: "draft.aside", facts: { n: draft.stops.length }, tone: "fine", choices: [{ key: "draft.again", act }] };
}
