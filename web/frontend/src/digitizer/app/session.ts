/**
 * The one place that changes while the officer works.
 *
 * Everything shown follows from {@link View}; everything drawn goes through
 * {@link Session.apply}, which refuses, records, stores and tells.
 */

import { EMPTY, villageOf, type Drawing, type VillageWords } from "../drawing/drawing";
import { kindTeller } from "../drawing/kind_of_name";
import { record, redo, startHistory, undo, type History } from "../drawing/history";
import type { Outcome } from "../drawing/outcome";
import type { PageData } from "../data";
import { outlineOf, wayOf } from "../data";
import type { Looked } from "../import/answers";
import type { How } from "../import/look";
import type { Guide } from "../import/place";
import { Photos } from "../storage/photos";
import type { Part, Point, Ring } from "../topology/point";
import type { Snap } from "../topology/snap";
import type { Position } from "./walk";
import type { Facts, Key } from "./words";

export type ToolName = "select" | "draw" | "corners" | "split" | "merge" | "move" | "pin" | "place_image";

/** Who drew, and when they were in the field: said of the whole file, if the officer fills it in. */
export interface Signed {
  readonly drawn_by: string;
  readonly drawn_on: string;
}

export type Chosen = { readonly kind: "village"; readonly id: string } | { readonly kind: "pin"; readonly id: string };

/** Corners put so far; `stops` counts them at each tap, so that one tap can be taken back. */
export interface Draft {
  readonly points: readonly Point[];
  readonly stops: readonly number[];
}

export const NO_DRAFT: Draft = { points: [], stops: [] };

export interface Message {
  readonly key: Key;
  readonly facts: Facts;
  readonly tone: "fine" | "warn";
  readonly at?: Point | undefined;
  /** What else can be done about it, with a click. */
  readonly choices?: readonly Choice[];
}

export interface Choice {
  readonly key: Key;
  readonly facts?: Facts;
  /** What tells it from its like; its key where there is one alone. */
  readonly mark?: string;
  readonly act: () => void;
}

/** A file before it comes in, and what of it is chosen. */
export interface Looking {
  readonly file: string;
  readonly looked: Looked;
  /** Records of areas that are to come in. */
  readonly take: readonly number[];
  /** Ends the look: how it comes in, "open" in the place of all there is, or null for not at all. */
  readonly answer: (how: How | "open" | null) => void;
  /** It has been ended; what was chosen is being done. */
  readonly answered: boolean;
}

/** What is shown in the place of the chosen thing: the work to hand in, or what differs from another drawing. */
export type Card =
  | { readonly kind: "hand_in" }
  | { readonly kind: "compare"; readonly file: string; readonly other: Drawing };

export interface View {
  readonly tool: ToolName;
  readonly chosen: Chosen | null;
  readonly draft: Draft;
  /** Where the pointer is, and the corners on the way there from the last one. */
  readonly hover: { readonly at: Point; readonly snap: Snap | null; readonly way?: readonly Point[] } | null;
  /** Corners picked to be deleted together, and whether taps pick more of them. */
  readonly picked: readonly Point[];
  readonly picking: boolean;
  /** The corner taken up to be moved. */
  readonly taken: Point | null;
  /** The drawing as it would be if the corner were dropped now. */
  readonly preview: Drawing | null;
  /** The village of the gazetteer that the next area is for. */
  readonly target: VillageWords | null;
  /** The kind of the next pins; "" where their names tell. */
  readonly pinKind: string;
  /** The pin that was put just now: its name is asked for. */
  readonly fresh: string | null;
  /** What is looked for among the pins. */
  readonly sought: string;
  readonly follow: boolean;
  readonly guides: readonly Guide[];
  /** Where the device is, while that is followed. */
  readonly me: Position | null;
  /** The line of the walk that is being recorded. */
  readonly walk: Guide | null;
  readonly signed: Signed;
  /** Whether a place can be typed in above the map. */
  readonly typing: boolean;
  readonly message: Message | null;
  /** The file that is looked at before it comes in. */
  readonly look: Looking | null;
  readonly card: Card | null;
  readonly readOnly: boolean;
  readonly tab: "villages" | "pins" | "checks" | "ground" | "files" | "guide";
}

/** What has been begun and is no edit yet. */
export type Unfinished = Pick<View, "tool" | "chosen" | "target" | "draft" | "guides">;

/** What of a view would be missed if the page were gone; null where nothing is begun. */
export function unfinishedOf({ tool, chosen, target, draft, walk, ...view }: View): Unfinished | null {
  const guides = walk?.corners.length ? [...view.guides, walk] : view.guides;
  if (draft.points.length) return { tool, chosen, target, draft, guides };
  return guides.length ? { tool: "select", chosen: null, target: null, draft, guides } : null;
}

type Listener = (session: Session) => void;
/** Called with every new present; what it does may take time. */
export type Keeper = (edit: string, before: Drawing, after: Drawing) => void;

export class Session {
  history: History;
  view: View;
  readonly outline: readonly Part[];
  /** The lines of the project's roads and waters, by kind as the page has them. */
  readonly ground: readonly (readonly Ring[])[];
  /** The kind that a place's name speaks of; "" where it says nothing. */
  readonly kindOf: (name: string) => string;
  readonly photos: Photos;
  private readonly listeners: Listener[] = [];
  /** The corners that have a handle on the map: they are meant before others. */
  handles: readonly Point[] = [];
  private keeper: Keeper = () => undefined;
  /** What the page had drawn when it was made: what is otherwise now was drawn here. */
  began: Drawing = EMPTY;

  constructor(
    readonly data: PageData,
    drawing: Drawing,
  ) {
    this.history = startHistory(drawing);
    this.outline = outlineOf(data);
    this.ground = data.ground.map(({ ways }) => ways.map(wayOf));
    this.kindOf = kindTeller(data.kinds);
    this.photos = new Photos(data.save);
    this.photos.changed = () => this.show({});
    this.view = {
      tool: "select",
      chosen: null,
      draft: NO_DRAFT,
      hover: null,
      taken: null,
      picked: [],
      picking: false,
      preview: null,
      target: null,
      pinKind: "",
      fresh: null,
      sought: "",
      follow: true,
      guides: [],
      me: null,
      walk: null,
      signed: { drawn_by: "", drawn_on: "" },
      typing: false,
      message: null,
      look: null,
      card: null,
      readOnly: false,
      tab: "villages",
    };
  }

  get drawing(): Drawing {
    return this.history.present.drawing;
  }

  get chosenVillage(): string | null {
    const { chosen } = this.view;
    return chosen?.kind === "village" && villageOf(this.drawing, chosen.id) ? chosen.id : null;
  }

  onChange(listener: Listener): void {
    this.listeners.push(listener);
  }

  keepWith(keeper: Keeper): void {
    this.keeper = keeper;
  }

  show(change: Partial<View>): void {
    // Who chooses something or takes a tool up has done with the card that stood there.
    const turned = change.chosen !== undefined || change.tool !== undefined;
    this.view = { ...this.view, ...(turned && { card: null }), ...change };
    for (const listener of this.listeners) listener(this);
  }

  say(key: Key, facts: Facts = {}, tone: Message["tone"] = "fine", at?: Point): void {
    this.show({ message: { key, facts, tone, at } });
  }

  /** Offers something with what was said last; with a line of its own where nothing was. */
  offer(choice: Choice, key: Key): void {
    const said = this.view.message ?? { key, facts: {}, tone: "fine" };
    this.show({ message: { ...said, choices: [...(said.choices ?? []), choice] } });
  }

  /** Takes over the outcome of an edit; whether it was not refused. */
  apply(edit: string, outcome: Outcome, change: Partial<View> = {}): boolean {
    if (this.view.readOnly) {
      this.say("tabs.looking_on", {}, "warn");
      return false;
    }
    if (outcome.refusal) {
      const { kind, at } = outcome.refusal;
      this.say(`refused.${kind}`, {}, "warn", at);
      return false;
    }
    this.move(record(this.history, outcome.drawing, edit), edit, {
      preview: null,
      taken: null,
      message: null,
      ...change,
    });
    for (const notice of outcome.notices) {
      if (notice.kind === "split_into") this.say("notice.split_into", { n: notice.pieces });
      else {
        const name = villageOf(this.drawing, notice.village)?.name || "–";
        this.say("notice.overlap_cut", { name, m2: Math.round(notice.square_metres).toLocaleString("en-US") });
      }
    }
    return true;
  }

  /** Another tab's drawing takes the place of this one's, as the start of a new history. */
  adopt(drawing: Drawing): void {
    this.history = startHistory(drawing);
    this.show({ preview: null, taken: null, chosen: null, draft: NO_DRAFT });
  }

  undo(): void {
    if (this.history.past.length && !this.view.readOnly) this.move(undo(this.history), "undo");
  }

  redo(): void {
    if (this.history.future.length && !this.view.readOnly) this.move(redo(this.history), "redo");
  }

  private move(history: History, edit: string, change: Partial<View> = {}): void {
    const before = this.drawing;
    this.history = history;
    if (before !== this.drawing) this.keeper(edit, before, this.drawing);
    this.show({ preview: null, taken: null, picked: [], ...change });
  }
}
