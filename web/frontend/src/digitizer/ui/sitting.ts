/** The frame of a sitting: whose turn it is, what was kept from earlier ones, whether edits are kept. */

import type { KeptWork } from "../app/keeper";
import { NO_DRAFT, unfinishedOf, type Session, type View } from "../app/session";
import { timeText } from "../app/texts";
import { done } from "../drawing/outcome";
import { workOf } from "../data";
import type { Drawing } from "../drawing/drawing";
import { askToStay } from "../storage/database";
import { askTurn, keepsTurns } from "../storage/turn";
import type { VNode } from "./dom";
import { button, said, type Notices, type Slot } from "./notices";

const NOTHING_BEGUN = { draft: NO_DRAFT, guides: [] } as const;

/** So long the page that drew until now may still store what was under way. */
const HANDOVER_MS = 150;

/** Trouble with keeping that is over sooner is not told. */
const PASSING_MS = 700;

export class Sitting {
  /** Called when the officer leaves the kept work for what the project has. */
  beganAfresh: () => void = () => undefined;
  /** Whether the page had to open before what was kept could be read. */
  private openedWithout: boolean;
  private begun = false;
  private overtaken = false;
  /** The view whose unfinished work was seen last. */
  private seen: View;

  constructor(
    private readonly session: Session,
    private readonly kept: KeptWork,
    private readonly notices: Notices,
    /** What the project has drawn, to begin afresh with. */
    private readonly fresh: Drawing,
  ) {
    this.openedWithout = !kept.found;
    this.seen = session.view;
  }

  async begin(): Promise<void> {
    const { kept, session } = this;
    kept.onTrouble(() => (kept.trouble ? setTimeout(() => this.tellOfKeeping(), PASSING_MS) : this.tellOfKeeping()));
    kept.overtaken = () => {
      // Once it is what the other page still had to store; twice, two pages draw at the same time.
      if (!keepsTurns() || this.overtaken) this.lookOn();
      else this.offerEarlier();
      this.overtaken = true;
    };
    kept.noRoom = () => session.say("image.not_kept", {}, "warn");
    session.onChange(() => this.noticeFirstEdit());
    window.addEventListener("pagehide", () => kept.toLifeboat());
    document.addEventListener("visibilitychange", () => document.hidden && kept.toLifeboat());
    window.addEventListener("beforeunload", (event) => {
      if (kept.wouldLose()) event.preventDefault();
    });
    await this.takeTurn({ take: false });
    if (kept.trouble || kept.mended) this.tellOfKeeping();
    if (this.openedWithout && kept.found) this.showLate();
    else if (!session.view.readOnly) this.resume();
    session.onChange(() => this.keepUnfinished());
  }

  /** One page draws; the other looks on until its user takes the turn. */
  private async takeTurn({ take }: { take: boolean }): Promise<void> {
    const { session, kept } = this;
    const { mine } = await askTurn(workOf(session.data), { take, lost: () => this.lookOn() });
    if (!mine) return this.lookOn();
    if (!take) return;
    await new Promise((resolve) => setTimeout(resolve, HANDOVER_MS));
    if (!(await kept.reload())) return this.lookOn();
    this.overtaken = false;
    this.notices.take("turn");
    session.show({ readOnly: false });
    if (kept.last) session.adopt(kept.last);
    session.show({ ...NOTHING_BEGUN, ...kept.marks.unfinished });
  }

  /** Goes on where the last sitting ended, in the middle of an area if it was so. */
  private resume(): void {
    const { session, kept } = this;
    const { unfinished, signed } = kept.marks;
    session.show({ ...unfinished, ...(signed && { signed }) });
    if (kept.last) this.tellOfRestored();
  }

  /** Corners, lines to trace and who drew are no edits, and are kept all the same. */
  private keepUnfinished(): void {
    const { view } = this.session;
    const same = (["draft", "guides", "walk"] as const).every((part) => view[part] === this.seen[part]);
    const sameSigned = view.signed === this.seen.signed;
    this.seen = view;
    if (view.readOnly) return;
    if (!same) this.kept.keepMark("unfinished", unfinishedOf(view));
    if (!sameSigned) this.kept.keepMark("signed", view.signed);
  }

  private lookOn(): void {
    this.kept.lookOn();
    this.session.show({ readOnly: true });
    this.notices.put(
      "turn",
      said("tabs.looking_on"),
      button("tabs.take", "main", "take", () => void this.takeTurn({ take: true })),
    );
  }

  /** Says that kept work is open again, with a way to begin afresh. */
  private tellOfRestored(): void {
    const { session, kept, notices, fresh } = this;
    const start = (): void => {
      const next = Math.max(fresh.next, session.drawing.next);
      session.apply("start", done({ ...fresh, next }), { chosen: null });
      this.beganAfresh();
      notices.take("restored");
    };
    const time = timeText(kept.entries.at(-1)?.at ?? 0);
    notices.put(
      "restored",
      said("restored", { time }),
      button("restored.fresh", "plain", "fresh", start),
      this.closing("restored"),
    );
  }

  /** Says that edits wait to be kept; once they do not, that is over. */
  private tellOfKeeping(): void {
    const { session, kept, notices } = this;
    if (kept.mended && kept.allKept) {
      kept.mended = false;
      notices.put("mended", said("kept.mended"), this.closing("mended"));
    }
    if (kept.refused) notices.put("keeping", said("kept.refused"));
    else if (kept.trouble) {
      notices.put("keeping", said(kept.found || this.edited ? "kept.waiting" : "kept.unopened"));
    } else {
      notices.take("keeping");
      if (this.openedWithout) this.showLate();
    }
    session.show({});
  }

  /** With the first edit the officer has gone on with what was restored. */
  private noticeFirstEdit(): void {
    if (this.begun || !this.edited) return;
    this.begun = true;
    this.notices.take("restored");
    askToStay();
  }

  private get edited(): boolean {
    const { past, future } = this.session.history;
    return past.length + future.length > 0;
  }

  /** What was kept came after the page had opened: it takes the place of an untouched page only. */
  private showLate(): void {
    const { session, kept } = this;
    this.openedWithout = false;
    if (!this.edited && !unfinishedOf(session.view)) {
      if (kept.last) session.adopt(kept.last);
      if (!session.view.readOnly) this.resume();
      return;
    }
    this.offerEarlier();
  }

  /** Says that there is another state, which this page did not go on from. */
  private offerEarlier(): void {
    const { session, kept, notices } = this;
    const earlier = kept.entries.find(({ number }) => number === kept.earlier);
    if (!earlier) return;
    const back = (): void => {
      kept.bringBack(session, earlier.number);
      notices.take("restored");
    };
    const time = timeText(earlier.at);
    notices.put(
      "restored",
      said("kept.earlier", { time }),
      button("past.back", "plain", "back", back),
      this.closing("restored"),
    );
  }

  private closing(slot: Slot): VNode {
    return button("do.close", "plain", "dismiss", () => this.notices.take(slot));
  }
}
