/** What a part of the program shows: as soon as it runs, and said where it cannot be had. */

import { loadPart, NoPart, runningPart, type Part, type PartName } from "../app/parts";
import type { Session } from "../app/session";

/** What could not be had is asked for again after so long, when something is drawn. */
const AGAIN_MS = 3000;

const asked = new Set<PartName>();

/** The part if it runs; else it is taken up, and all is drawn again once it does. */
export function later<K extends PartName>(session: Session, name: K): Part<K> | undefined {
  const part = runningPart(name);
  if (part || asked.has(name)) return part;
  asked.add(name);
  const taken = loadPart(name).then(() => session.show({}));
  void orTell(session, taken).finally(() => setTimeout(() => asked.delete(name), AGAIN_MS));
  return undefined;
}

/** Says where something could not be done because a part is out of reach. */
export async function orTell(session: Session, doing: Promise<void>): Promise<void> {
  try {
    await doing;
  } catch (trouble) {
    if (!(trouble instanceof NoPart)) throw trouble;
    session.say("part.missing", {}, "warn");
  }
}
