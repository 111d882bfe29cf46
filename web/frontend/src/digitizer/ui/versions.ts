/**
 * Which version of the project's file a work stands on, and the choice where two have come apart.
 *
 * The same file may be written by another page, another program, or by hand. A work says what it
 * began with; where the file is another version by then, both are offered and neither is lost: the
 * page's stays among the earlier states, the file's in the folder backup.
 */

import type { KeptWork } from "../app/keeper";
import type { Base } from "../app/marks";
import type { Session } from "../app/session";
import { EMPTY, type Drawing } from "../drawing/drawing";
import { done } from "../drawing/outcome";
import { readDrawing } from "../export/drawing_file";
import type { Newer } from "../storage/file";
import type { VNode } from "./dom";
import { button, said, type Notices } from "./notices";

const NOTHING: Base = { version: "", replaces: [] };

export class Versions {
  /** Whether this sitting began with what the project has, and not with kept work. */
  private readonly fresh: boolean;
  /** Whether two versions stand against each other and nobody has chosen yet. */
  apart = false;

  constructor(
    private readonly session: Session,
    private readonly kept: KeptWork,
    private readonly notices: Notices,
    /** What the project's file and its other drawings were when the page was made. */
    private readonly page: Base & { readonly drawing: Drawing },
  ) {
    this.fresh = kept.last === null;
    session.onChange(() => {
      const { past, future } = session.history;
      if (this.fresh && !kept.marks.base && past.length + future.length > 0) this.begin();
    });
  }

  get base(): Base {
    return this.kept.marks.base ?? (this.fresh ? this.page : NOTHING);
  }

  rebase(base: Base): void {
    const { version, replaces } = base;
    this.apart = false;
    this.kept.keepMark("base", { version, replaces });
  }

  /** The work stands on what the project has: it began with it, or afresh. */
  begin(): void {
    this.rebase(this.page);
  }

  /** Says at the start where the file has become another than the kept work stands on. */
  compare(): void {
    const { kept, session, page, notices } = this;
    if (this.fresh || session.view.readOnly || !session.data.save || this.base.version === page.version) return;
    const take = (): void => this.take(page.drawing, page);
    if (kept.marks.saved?.number === kept.number) {
      take();
      notices.take("restored");
      notices.put("version", said("version.newer"), this.closing());
      return;
    }
    this.apart = true;
    notices.put("version", said("version.apart"), button("version.file", "main", "take-file", take), this.closing());
  }

  /** Offers both versions after a saving that was not done; `again` saves once more. */
  ask({ text, version }: Newer, again: () => void): void {
    this.apart = true;
    const theirs = text === null ? null : readDrawing(text);
    const overwrite = (): void => {
      this.notices.take("version");
      this.rebase({ ...this.base, version });
      again();
    };
    const parts = [button("version.mine", "main", "save-mine", overwrite)];
    if (theirs) {
      const take = (): void => this.take(theirs.drawing, { version, replaces: theirs.replaces });
      parts.push(button("version.file", "plain", "take-file", take));
    }
    const { villages, pins } = theirs?.drawing ?? EMPTY;
    const key = theirs ? "version.conflict" : text === null ? "version.gone" : "version.unread";
    this.notices.put("version", said(key, { villages: villages.length, pins: pins.length }), ...parts, this.closing());
    this.session.say("version.not_saved", {}, "warn");
  }

  private take(drawing: Drawing, base: Base): void {
    const next = Math.max(drawing.next, this.session.drawing.next);
    if (!this.session.apply("import", done({ ...drawing, next }), { chosen: null })) return;
    this.rebase(base);
    this.notices.take("version");
  }

  private closing(): VNode {
    return button("do.close", "plain", "dismiss-version", () => this.notices.take("version"));
  }
}
