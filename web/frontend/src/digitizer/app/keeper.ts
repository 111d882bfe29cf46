/** Ties a session to the journal: restores what was kept, keeps what is done. */

import { drawingAt, entryFor, openJournal, Overtaken, type Entry, type Journal } from "../storage/journal";
import { plainJournal } from "../storage/plain_journal";
import { done } from "../drawing/outcome";
import type { Drawing } from "../drawing/drawing";
import type { Session } from "./session";

/** The last saving to a real file. */
export interface SavedMark {
  readonly at: number;
  readonly number: number;
}

export class KeptWork {
  entries: Entry[] = [];
  saved: SavedMark | null = null;
  failed = false;
  private queue: Promise<void> = Promise.resolve();

  private constructor(
    private readonly work: string,
    private readonly journal: Journal,
  ) {}

  static async open(work: string): Promise<KeptWork> {
    const journal = await openJournal(work, indexedDB).catch(() => plainJournal(work, localStorage));
    const kept = new KeptWork(work, journal);
    await kept.reload();
    return kept;
  }

  async reload(): Promise<void> {
    this.entries = [...(await this.journal.entries())];
    this.saved = ((await this.journal.marked("saved")) as SavedMark | null | undefined) ?? null;
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

  /** From now on every edit is added to the journal, one after the other. */
  follow(session: Session): void {
    session.keepWith((edit, before, after) => {
      const entry = entryFor(this.work, this.number + 1, edit, this.number ? before : after, after, Date.now());
      this.entries.push(this.number === 0 ? { ...entry, whole: after } : entry);
      const stored = this.entries.at(-1)!;
      this.queue = this.queue.then(() => this.journal.add(stored)).catch((trouble: unknown) => {
        if (trouble instanceof Overtaken) session.show({ readOnly: true });
        else {
          this.failed = true;
          session.say("kept.failed", {}, "warn");
        }
      });
    });
  }

  async markSaved(): Promise<void> {
    this.saved = { at: Date.now(), number: this.number };
    await this.journal.mark("saved", this.saved);
  }

  settled(): Promise<void> {
    return this.queue;
  }

  /** The drawing of an earlier number as an edit of its own, which can be undone. */
  bringBack(session: Session, number: number): void {
    session.apply("restore", done(this.stateAt(number)));
  }
}
