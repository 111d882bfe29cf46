/** What of a sitting is in the lifeboat: the last state that was written whole, and edits behind it. */

import type { Drawing } from "../drawing/drawing";
import type { Entry } from "./chain";
import type { Lifeboat } from "./lifeboat";

/** After so many edits behind it the whole drawing is written again. */
const MOST_EDITS = 500;

export class Aboard {
  private last: Entry | null = null;
  private edits = 0;

  constructor(private readonly lifeboat: Lifeboat) {}

  /** Whether an entry is the last that is there. */
  has(entry: Entry): boolean {
    return this.last === entry;
  }

  /** Whether an entry could be put behind the one that it follows. */
  add(entry: Entry, follows: Entry | null): boolean {
    if (!follows || !this.has(follows) || this.edits >= MOST_EDITS) return false;
    if (!this.lifeboat.add(entry, follows)) return false;
    this.last = entry;
    this.edits += 1;
    return true;
  }

  /** Whether an entry could be written with its whole drawing, in place of all that is there. */
  write(entry: Entry, whole: Drawing): boolean {
    if (!this.lifeboat.write({ ...entry, whole })) return false;
    this.last = entry;
    this.edits = 0;
    return true;
  }
}
