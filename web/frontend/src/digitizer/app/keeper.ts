/**
 * Ties a session to what is kept: restores it, and keeps every edit.
 *
 * An edit goes into the journal; while the journal cannot be had, edits wait here in their
 * order and the last state goes into the lifeboat. What waits is told ({@link KeptWork.trouble})
 * and tried again until it is in: nothing is dropped, and nothing passes for kept that is not.
 */

import type { Drawing } from "../drawing/drawing";
import { done } from "../drawing/outcome";
import { isFull, isRefused, isTaken } from "../storage/database";
import { Aboard } from "../storage/aboard";
import { drawingAt, editKey, entryAfter, isSameEdit, momentAfter, type Entry } from "../storage/chain";
import { StoreChanged, type Journal, type News } from "../storage/journal";
import { lifeboatOf, type Lifeboat } from "../storage/lifeboat";
import { safeJournal } from "../storage/mirror";
import { pauseAfter } from "../storage/pauses";
import { rejoin } from "../storage/rejoin";
import { Signal } from "../storage/signal";
import { MARK_NAMES, NO_MARKS, type MarkName, type Marks } from "./marks";
import type { Session } from "./session";

/** For how long the journal is tried before the page opens without it. */
const OPENING_MS = 6000;

/** So many edits that wait go into the journal together. */
const AT_ONCE = 2000;

export class KeptWork {
  /** Every state there is: those of the journal, then those that wait to get there. */
  entries: Entry[] = [];
  marks: Marks = NO_MARKS;
  /** How many of the last entries are not in the journal. */
  waiting = 0;
  /** Whether the journal could not be had when last tried. */
  trouble = false;
  /** Whether this browser keeps nothing for this page: trying again cannot help. */
  refused = false;
  /** Whether something that was kept had gone, and was put back from what else there was of it. */
  mended = false;
  /** Whether the journal was read. */
  found = false;
  /** The number of the last state of earlier sittings, where this one does not go on from it. */
  earlier = 0;
  /** Called when the same work goes on in another page that does not know of this one. */
  overtaken: () => void = () => undefined;
  /** Called when there is no room for the picture of a paper map. */
  noRoom: () => void = () => undefined;

  private busy = false;
  private read = false;
  /** Whether the last state is one that was drawn in this page. */
  private drawn = false;
  /** The marks that the journal does not have yet. */
  private readonly due = new Set<MarkName>();
  private readonly aboard: Aboard;
  /** How many states the lifeboat had, until the journal was read. */
  private left = 0;
  /** Keys of the edits that never were in the journal. */
  private readonly fresh = new Set<string>();
  /** How often a connection to the journal was closed from outside. */
  private losses = 0;
  private readonly listeners: (() => void)[] = [];
  private readonly step = new Signal();

  private constructor(
    private readonly work: string,
    private readonly journal: Journal,
    lifeboat: Lifeboat,
  ) {
    this.aboard = new Aboard(lifeboat);
  }

  /** What was kept of a work; where the journal cannot be had for long, what the lifeboat has. */
  static async open(
    work: string,
    journal: Journal = safeJournal(work),
    lifeboat: Lifeboat = lifeboatOf(work),
    patience = OPENING_MS,
  ): Promise<KeptWork> {
    const kept = new KeptWork(work, journal, lifeboat);
    journal.watch((news) => kept.hear(news));
    const left = lifeboat.read();
    kept.left = left.length;
    for (const entry of left) kept.wait(entry);
    const until = Date.now() + patience;
    for (let tries = 0; !kept.found; tries++) {
      try {
        await kept.find();
      } catch (trouble) {
        kept.trouble = true;
        kept.refused = isRefused(trouble);
        if (kept.refused || Date.now() > until) break;
        await pauseAfter(tries);
      }
    }
    kept.trouble = !kept.found;
    kept.keep();
    return kept;
  }

  get number(): number {
    return this.entries.at(-1)?.number ?? 0;
  }

  get last(): Drawing | null {
    return this.entries.length ? drawingAt(this.entries, this.number) : null;
  }

  stateAt(number: number): Drawing {
    return drawingAt(this.entries, number);
  }

  /** Told whenever the journal cannot be had, and when it can be had again. */
  onTrouble(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** From now on every edit is kept, one after the other. */
  follow(session: Session): void {
    session.keepWith((edit, before, after) => {
      const last = this.entries.at(-1) ?? null;
      // The first one of a sitting stands on its own, whatever the sitting began with.
      const entry = entryAfter(
        this.work,
        last,
        { edit, before, after, at: momentAfter(this.entries.at(-1)) },
        !this.drawn,
      );
      this.drawn = true;
      this.wait(entry);
      if (!this.aboard.add(entry, last)) this.toLifeboat();
      this.keep();
    });
  }

  /** From now on another page draws: what this one shows is no newest state any more. */
  lookOn(): void {
    // The last that was drawn here is looked for once more: the other page goes on from it.
    if (this.drawn && this.found) {
      this.found = false;
      this.keep();
    }
    this.drawn = false;
  }

  keepMark<K extends MarkName>(name: K, value: Marks[K]): void {
    this.marks = { ...this.marks, [name]: value };
    this.due.add(name);
    this.keep();
  }

  /** The drawing as it was after the entry of a number is in a real file now. */
  markSaved(number: number): void {
    this.keepMark("saved", { at: Date.now(), number });
  }

  /** Reads the journal again, for a page that takes its turn; whether it could be read. */
  async reload(): Promise<boolean> {
    if (this.refused) return false;
    this.lookOn();
    this.found = false;
    this.keep();
    do await this.step.next();
    while (!this.found && !this.trouble);
    return this.found;
  }

  /** Whether all so far is in the journal. */
  get allKept(): boolean {
    return this.found && this.waiting === 0 && this.due.size === 0;
  }

  /** Waits until all so far is in the journal, or cannot get there now; whether it is. */
  async settled(): Promise<boolean> {
    while (!this.allKept && !this.trouble) await this.step.next();
    return this.allKept;
  }

  /** The drawing of an earlier number as an edit of its own, which can be undone. */
  bringBack(session: Session, number: number): void {
    session.apply("restore", done(this.stateAt(number)));
  }

  /** Whether leaving the page now would lose an edit: it is in no store and no file. */
  wouldLose(): boolean {
    return this.waiting > 0 && this.marks.saved?.number !== this.number && !this.toLifeboat();
  }

  /** Leaves the last state, if it was drawn here, whole in the lifeboat; whether it is there. */
  toLifeboat(): boolean {
    const entry = this.entries.at(-1);
    if (!entry || !this.drawn || this.aboard.has(entry)) return true;
    return this.aboard.write(entry, drawingAt(this.entries, entry.number));
  }

  private wait(entry: Entry): void {
    this.entries.push(entry);
    this.waiting += 1;
    this.fresh.add(editKey(entry));
  }

  private hear(news: News): void {
    if (news === "refilled" || this.read) this.mended = true;
    // What was in the store goes back at once, if another page has not put it back already.
    if (news === "lost" && this.read) {
      this.losses += 1;
      this.found = false;
      this.keep();
    }
  }

  /** Brings what waits into the journal, for as long as it takes; never twice at a time. */
  private keep(): void {
    if (!this.busy && !this.refused) void this.keepOn();
  }

  private async keepOn(): Promise<void> {
    this.busy = true;
    for (let tries = 0; !this.allKept; ) {
      try {
        if (!this.found) await this.find();
        else if (this.waiting > 0) await this.store();
        else await this.storeMark();
        tries = 0;
        this.tell(false);
      } catch {
        this.toLifeboat();
        this.tell(true);
        await pauseAfter(tries++);
      }
    }
    this.busy = false;
  }

  private async store(): Promise<void> {
    const first = this.entries.length - this.waiting;
    const batch = this.entries.slice(first, first + AT_ONCE);
    try {
      await this.journal.add(batch, this.entries[first - 1] ?? null);
      this.waiting -= batch.length;
      for (const entry of batch) this.fresh.delete(editKey(entry));
    } catch (trouble) {
      if (!isTaken(trouble) && !(trouble instanceof StoreChanged)) throw trouble;
      const { waiting } = this;
      await this.find();
      // Fewer wait: it was this very edit, whose storing had only not been told.
      if (isTaken(trouble) && this.waiting >= waiting) this.tellOvertaken();
    }
  }

  private tellOvertaken(): void {
    this.earlier = this.entries.at(-this.waiting - 1)?.number ?? 0;
    this.overtaken();
  }

  private async storeMark(): Promise<void> {
    const [name] = this.due;
    if (!name) return;
    const value = this.marks[name];
    try {
      await this.journal.mark(name, value);
    } catch (trouble) {
      // Edits are small and go on being kept; a picture may be more than there is room for.
      if (name !== "paper" || !isFull(trouble)) throw trouble;
      this.noRoom();
    }
    if (this.marks[name] === value) this.due.delete(name);
  }

  /** Reads the journal; what it lacks of what is known here goes behind what is there. */
  private async find(): Promise<void> {
    const { losses } = this;
    const stored = await this.journal.entries();
    const marked = await Promise.all(MARK_NAMES.map((name) => this.journal.marked(name)));
    MARK_NAMES.forEach((name, i) => this.findMark(name, marked[i]));
    const { entries: old, fresh, left } = this;
    const {
      entries,
      waiting: lacking,
      gone,
      numberOf,
    } = rejoin(stored, { entries: old, fresh, left }, momentAfter(this.entries.at(-1)));
    this.entries = entries;
    this.waiting = lacking;
    this.left = 0;
    for (const entry of stored) fresh.delete(editKey(entry));
    if (gone) this.mended = true;
    const { saved } = this.marks;
    if (saved && this.due.has("saved"))
      this.marks = { ...this.marks, saved: { ...saved, number: numberOf(saved.number) } };
    this.earlier = this.earlierThan(stored, old);
    this.found = losses === this.losses;
  }

  private findMark<K extends MarkName>(name: K, stored: unknown): void {
    if (this.due.has(name)) return;
    // A mark that was there and is gone was not given up: that would be kept as null.
    if (stored === undefined && this.read && this.marks[name] !== null) this.due.add(name);
    else this.marks = { ...this.marks, [name]: (stored ?? null) as Marks[K] };
  }

  /** On the first reading of the journal: what it has that the sitting did not begin with. */
  private earlierThan(stored: readonly Entry[], began: readonly Entry[]): number {
    const last = stored.at(-1);
    const first = !this.read;
    this.read = true;
    if (!first || !last) return this.earlier;
    return began.some((entry) => isSameEdit(entry, last)) ? 0 : last.number;
  }

  private tell(trouble: boolean): void {
    const news = this.trouble !== trouble || (this.mended && this.allKept);
    this.trouble = trouble;
    this.step.give();
    if (news || trouble) for (const listener of this.listeners) listener();
  }
}
