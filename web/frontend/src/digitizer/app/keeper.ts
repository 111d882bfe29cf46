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
import { drawingAt, entryFor, isSameEdit, isSnapshot, type Entry, type Journal } from "../storage/journal";
import { lifeboatOf, type Lifeboat } from "../storage/lifeboat";
import { safeJournal } from "../storage/mirror";
import type { Fit, Picture } from "../map/paper_image";
import type { Session, Signed, Unfinished } from "./session";

/** The last saving to a real file. */
export interface SavedMark {
  readonly at: number;
  readonly number: number;
}

/** What a work began with, or was saved as last. */
export interface Base {
  /** The version of the project's drawing file; "" where there was none. */
  readonly version: string;
  /** Marks of the records that the work took over from other files. */
  readonly replaces: readonly string[];
}

/** What is kept beside the edits: only the last of each. */
export interface Marks {
  readonly base: Base | null;
  readonly saved: SavedMark | null;
  /** What was begun and is no edit yet. */
  readonly unfinished: Unfinished | null;
  readonly signed: Signed | null;
  /** The picture of a paper map, and where it was laid. */
  readonly paper: Picture | null;
  readonly fit: Fit | null;
}

const NO_MARKS: Marks = { base: null, saved: null, unfinished: null, signed: null, paper: null, fit: null };
type MarkName = keyof Marks;
const MARKS = Object.keys(NO_MARKS) as MarkName[];

/** Pauses between tries, in milliseconds; the last one is repeated. */
const PAUSES = [50, 100, 200, 400, 800, 1600, 3000];
/** For how long the journal is tried before the page opens without it. */
const OPENING_MS = 6000;
/** The lifeboat is written when the officer rests for so long, and when the page is left. */
const REST_MS = 500;

/** Edits of one burst are nearer than this; a clock that was set back is farther. */
const SAME_TIME_MS = 1000;

const pauseAfter = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(tries, PAUSES.length - 1)]));

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
  /** The marks that the journal does not have yet. */
  private readonly due = new Set<MarkName>();
  private resting: ReturnType<typeof setTimeout> | undefined;
  /** The last entry that the lifeboat has. */
  private aboard: Entry | null = null;
  private readonly listeners: (() => void)[] = [];
  private steps: (() => void)[] = [];

  private constructor(
    private readonly work: string,
    private readonly journal: Journal,
    private readonly lifeboat: Lifeboat,
  ) {}

  /** What was kept of a work; where the journal cannot be had for long, what the lifeboat has. */
  static async open(
    work: string,
    journal: Journal = safeJournal(work),
    lifeboat: Lifeboat = lifeboatOf(work),
    patience = OPENING_MS,
  ): Promise<KeptWork> {
    const kept = new KeptWork(work, journal, lifeboat);
    const left = lifeboat.read();
    if (left) kept.wait((kept.aboard = left));
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
    let first = true;
    session.keepWith((edit, before, after) => {
      const entry = entryFor(this.work, this.number + 1, edit, before, after, this.moment());
      // The first one of a sitting stands on its own, whatever the sitting began with.
      this.wait(first ? { ...entry, whole: after } : entry);
      first = false;
      if (this.trouble) this.toLifeboat();
      this.keep();
    });
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
    this.found = false;
    this.keep();
    do await this.nextStep();
    while (!this.found && !this.trouble);
    return this.found;
  }

  /** Waits until all so far is in the journal, or cannot get there now; whether it is. */
  async settled(): Promise<boolean> {
    while ((this.waiting > 0 || this.due.size) && !this.trouble) await this.nextStep();
    return this.waiting === 0 && this.due.size === 0;
  }

  /** The drawing of an earlier number as an edit of its own, which can be undone. */
  bringBack(session: Session, number: number): void {
    session.apply("restore", done(this.stateAt(number)));
  }

  /** Whether leaving the page now would lose an edit: it is in no store and no file. */
  wouldLose(): boolean {
    return this.waiting > 0 && this.marks.saved?.number !== this.number && !this.toLifeboat();
  }

  /** Leaves the last state in the lifeboat; whether it is there. */
  toLifeboat(): boolean {
    clearTimeout(this.resting);
    const entry = this.entries.at(-1);
    if (!entry || this.aboard === entry) return true;
    const boarded = this.lifeboat.write({ ...entry, whole: drawingAt(this.entries, entry.number) });
    if (boarded) this.aboard = entry;
    return boarded;
  }

  /** Now; a little later where the last edit was at the same time, since edits are told by it. */
  private moment(): number {
    const [now, last] = [Date.now(), this.entries.at(-1)?.at ?? 0];
    return last >= now && last - now < SAME_TIME_MS ? last + 1 : now;
  }

  private wait(entry: Entry): void {
    this.entries.push(entry);
    this.waiting += 1;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.toLifeboat(), REST_MS);
  }

  /** Brings what waits into the journal, for as long as it takes; never twice at a time. */
  private keep(): void {
    if (!this.busy && !this.refused) void this.keepOn();
  }

  private async keepOn(): Promise<void> {
    this.busy = true;
    for (let tries = 0; !this.found || this.waiting > 0 || this.due.size; ) {
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
    const entry = this.entries[this.entries.length - this.waiting]!;
    try {
      await this.journal.add(entry);
      this.waiting -= 1;
    } catch (trouble) {
      if (!isTaken(trouble)) throw trouble;
      const { waiting } = this;
      await this.find();
      // Fewer wait: it was this very edit, whose storing had only not been told.
      if (this.waiting >= waiting) this.overtaken();
    }
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

  /** Reads the journal; what waits goes behind what is there, the first of it as a whole. */
  private async find(): Promise<void> {
    const stored = await this.journal.entries();
    const marked = await Promise.all(MARKS.map((name) => this.journal.marked(name)));
    MARKS.forEach((name, i) => {
      if (!this.due.has(name)) this.marks = { ...this.marks, [name]: marked[i] ?? null };
    });
    const old = this.entries;
    const waiting = old
      .slice(old.length - this.waiting)
      .filter((entry) => !stored.some((other) => isSameEdit(entry, other)));
    const start = stored.at(-1)?.number ?? 0;
    const shift = start + 1 - (waiting[0]?.number ?? start + 1);
    const moved = waiting.map((entry, i): Entry => {
      const number = start + 1 + i;
      const whole = i === 0 || isSnapshot(number) ? drawingAt(old, entry.number) : null;
      return { ...entry, number, whole };
    });
    this.entries = [...stored, ...moved];
    this.waiting = moved.length;
    const { saved } = this.marks;
    if (saved && this.due.has("saved")) this.marks = { ...this.marks, saved: { ...saved, number: saved.number + shift } };
    this.earlier = this.earlierThan(stored, old);
    this.found = true;
  }

  /** On the first reading of the journal: what it has that the sitting did not begin with. */
  private earlierThan(stored: readonly Entry[], began: readonly Entry[]): number {
    const last = stored.at(-1);
    if (this.read || !last) return this.earlier;
    this.read = true;
    return began.some((entry) => isSameEdit(entry, last)) ? 0 : last.number;
  }

  private tell(trouble: boolean): void {
    const news = this.trouble !== trouble;
    this.trouble = trouble;
    const steps = this.steps;
    this.steps = [];
    for (const step of steps) step();
    if (news || trouble) for (const listener of this.listeners) listener();
  }

  private nextStep(): Promise<void> {
    return new Promise((step) => this.steps.push(step));
  }
}
