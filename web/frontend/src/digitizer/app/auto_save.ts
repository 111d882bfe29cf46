/**
 * From `muban serve` the work saves itself into the project's folder, a moment after each edit.
 *
 * It waits while two versions stand against each other (nobody's is written over unasked), and
 * goes on trying where the server does not answer.
 */

import type { KeptWork } from "./keeper";
import type { Saving } from "./saving";
import type { Session } from "./session";

/** After the last edit so long; while edits go on without a pause, at most so long after the first. */
const PAUSE_MS = 1500;
const LONGEST_MS = 8000;
/** After a saving that was not done. */
const AGAIN_MS = 10_000;

export class AutoSave {
  private timer: number | undefined;
  private since = 0;
  private seen: readonly unknown[];

  constructor(
    private readonly session: Session,
    private readonly kept: KeptWork,
    private readonly saving: Saving,
    private readonly versions: { readonly apart: boolean },
    /** Told why the file could not be written; "" once it could. */
    private readonly tell: (trouble: string) => void,
  ) {
    this.seen = this.now();
  }

  /** From now on every edit gets into the file; what was kept and is not in it does too. */
  begin(): void {
    if (!this.session.data.save) return;
    this.session.onChange(() => {
      const now = this.now();
      if (now.every((one, i) => one === this.seen[i])) return;
      this.seen = now;
      this.later(PAUSE_MS);
    });
    document.addEventListener("visibilitychange", () => document.hidden && void this.save());
    if (this.isDue) this.later(PAUSE_MS);
  }

  /** Whether something was drawn, or signed, that is not in the file. */
  private get isDue(): boolean {
    const { kept, session, versions } = this;
    if (session.view.readOnly || versions.apart || kept.number === 0) return false;
    return kept.marks.saved?.number !== kept.number || this.timer !== undefined;
  }

  private now(): readonly unknown[] {
    const { drawing, view } = this.session;
    return [drawing, view.signed, view.readOnly];
  }

  private later(pause: number): void {
    this.since ||= Date.now();
    window.clearTimeout(this.timer);
    const wait = Math.max(0, Math.min(pause, this.since + LONGEST_MS - Date.now()));
    this.timer = window.setTimeout(() => void this.save(), pause === AGAIN_MS ? pause : wait);
  }

  private async save(): Promise<void> {
    const due = this.isDue;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.since = 0;
    if (!due) return;
    const whole = await this.saving.saveByItself();
    this.tell(this.saving.trouble);
    if (!whole && this.timer === undefined) this.later(this.saving.trouble ? AGAIN_MS : PAUSE_MS);
  }
}
