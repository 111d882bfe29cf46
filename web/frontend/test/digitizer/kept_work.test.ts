/** What an officer drew is kept, whatever the browser's store does meanwhile. */

import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { KeptWork } from "../../src/digitizer/app/keeper";
import { Session, unfinishedOf } from "../../src/digitizer/app/session";
import type { PageData } from "../../src/digitizer/data";
import { applyChange } from "../../src/digitizer/drawing/change";
import { EMPTY, NAMELESS, type Drawing } from "../../src/digitizer/drawing/drawing";
import { done } from "../../src/digitizer/drawing/outcome";
import { drawingAt, type Entry } from "../../src/digitizer/storage/chain";
import { journalOf, type Journal } from "../../src/digitizer/storage/journal";
import type { Lifeboat } from "../../src/digitizer/storage/lifeboat";

const WORK = "400106";
const DATA = { outline: [], ground: [], symbols: {}, tambon: { code: WORK } } as unknown as PageData;

/** A drawing that can be told from others: villages named 1 to n. */
function drawing(n: number): Drawing {
  const villages = Array.from({ length: n }, (_, i) => ({
    id: `v${i + 1}`,
    ...NAMELESS,
    name: String(i + 1),
    parts: [],
  }));
  return { ...EMPTY, villages, next: n + 1 };
}

/** A lifeboat in memory, which holds what a browser's storage would. */
function boat(left: Entry | null = null, full = false): Lifeboat & { left: Entry | null } {
  return {
    left,
    read() {
      return this.left ? [this.left] : [];
    },
    write(entry) {
      if (!full) this.left = JSON.parse(JSON.stringify(entry)) as Entry;
      return !full;
    },
    add(entry) {
      if (full || !this.left?.whole) return false;
      this.left = JSON.parse(JSON.stringify({ ...entry, whole: applyChange(this.left.whole, entry.change) })) as Entry;
      return true;
    },
  };
}

/** A journal that fails while it is told to. */
function shaky(journal: Journal): Journal & { down: boolean } {
  const guard =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      if (made.down) throw new DOMException("Internal error opening backing store for indexedDB.open.", "UnknownError");
      return work(...args);
    };
  const made = {
    down: false,
    entries: guard(journal.entries),
    add: guard(journal.add),
    replace: guard(journal.replace),
    watch: journal.watch,
    mark: guard(journal.mark),
    marked: guard(journal.marked),
  };
  return made;
}

interface Sat {
  readonly kept: KeptWork;
  readonly session: Session;
  readonly draw: (n: number) => void;
}

async function sit(journal: Journal, lifeboat: Lifeboat = boat(), patience = 0): Promise<Sat> {
  const kept = await KeptWork.open(WORK, journal, lifeboat, patience);
  const session = new Session(DATA, kept.last ?? EMPTY);
  kept.follow(session);
  return { kept, session, draw: (n) => void session.apply("draw", done(drawing(n))) };
}

/** What a page that opens now would find in the journal, state by state. */
async function states(): Promise<number[]> {
  const entries = await journalOf(WORK).entries();
  return entries.map(({ number }) => drawingAt(entries, number).villages.length);
}

const until = (fact: () => boolean): Promise<void> =>
  vi.waitUntil(fact, { timeout: 5000, interval: 5 }).then(() => undefined);

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
});

describe("with a store that works", () => {
  it("every edit is there for the next sitting, in its order", async () => {
    const { kept, draw } = await sit(journalOf(WORK));
    for (let n = 1; n <= 60; n++) draw(n);
    expect(await kept.settled()).toBe(true);
    expect(await states()).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    const next = await sit(journalOf(WORK));
    expect(next.session.drawing).toEqual(drawing(60));
    expect(next.kept.earlier).toBe(60);
  });

  it("undo and redo are kept as edits", async () => {
    const { kept, session, draw } = await sit(journalOf(WORK));
    draw(1);
    draw(2);
    session.undo();
    expect(await kept.settled()).toBe(true);
    session.redo();
    expect(await kept.settled()).toBe(true);
    expect(await states()).toEqual([1, 2, 1, 2]);
  });

  it("an edit made the moment the one before was kept is kept too", async () => {
    const { kept, draw } = await sit(journalOf(WORK));
    for (let n = 1; n <= 10; n++) {
      draw(n);
      expect(await kept.settled()).toBe(true);
    }
    expect(await states()).toHaveLength(10);
  });

  it("what is beside the edits is kept too, the last of each", async () => {
    const { kept } = await sit(journalOf(WORK));
    kept.keepMark("signed", { drawn_by: "ก", drawn_on: "" });
    kept.keepMark("signed", { drawn_by: "กานดา", drawn_on: "2563-02-01" });
    const picture = { type: "image/png", bytes: new Uint8Array([1, 2, 3]).buffer };
    kept.keepMark("paper", picture);
    expect(await kept.settled()).toBe(true);
    const { marks } = (await sit(journalOf(WORK))).kept;
    expect(marks.signed).toEqual({ drawn_by: "กานดา", drawn_on: "2563-02-01" });
    expect([...new Uint8Array(marks.paper!.bytes)]).toEqual([1, 2, 3]);
    expect(marks.fit).toBeNull();
  });

  it("of a long work only the last entries are read, and every state of them can be had", async () => {
    const { kept, draw } = await sit(journalOf(WORK));
    for (let n = 1; n <= 640; n++) draw(n % 30);
    await kept.settled();
    const next = await sit(journalOf(WORK));
    expect(next.kept.entries.length).toBeGreaterThanOrEqual(500);
    expect(next.kept.entries.length).toBeLessThan(540);
    for (const { number } of next.kept.entries) expect(next.kept.stateAt(number)).toEqual(drawing(number % 30));
    next.draw(7);
    await next.kept.settled();
    expect(next.kept.number).toBe(641);
  });

  it("an area half drawn and lines to trace are there for the next sitting", async () => {
    const { kept, session } = await sit(journalOf(WORK));
    session.show({ tool: "draw", draft: { points: [[102_800_000, 16_400_000]], stops: [0] } });
    kept.keepMark("unfinished", unfinishedOf(session.view));
    expect(await kept.settled()).toBe(true);
    const next = await sit(journalOf(WORK));
    expect(next.kept.marks.unfinished).toMatchObject({
      tool: "draw",
      draft: { points: [[102_800_000, 16_400_000]], stops: [0] },
    });
    next.kept.keepMark("unfinished", null);
    await next.kept.settled();
    expect((await sit(journalOf(WORK))).kept.marks.unfinished).toBeNull();
  });

  it("the time of the last saving to a file is known to the next sitting", async () => {
    const { kept, draw } = await sit(journalOf(WORK));
    draw(1);
    kept.markSaved(kept.number);
    draw(2);
    await kept.settled();
    const next = await sit(journalOf(WORK));
    expect(next.kept.number - next.kept.marks.saved!.number).toBe(1);
  });
});

describe("with a store that fails for a while", () => {
  it("an opening that fails at first is tried again before the page shows anything", async () => {
    const first = await sit(journalOf(WORK));
    first.draw(3);
    await first.kept.settled();
    const journal = shaky(journalOf(WORK));
    journal.down = true;
    setTimeout(() => (journal.down = false), 300);
    const { kept, session } = await sit(journal, boat(), 5000);
    expect(session.drawing).toEqual(drawing(3));
    expect([kept.found, kept.trouble]).toEqual([true, false]);
  });

  it("edits wait, are told as waiting, and go in later in their order", async () => {
    const journal = shaky(journalOf(WORK));
    const lifeboat = boat();
    const { kept, draw } = await sit(journal, lifeboat);
    const told: boolean[] = [];
    kept.onTrouble(() => told.push(kept.trouble));
    draw(1);
    expect(await kept.settled()).toBe(true);
    journal.down = true;
    draw(2);
    draw(3);
    expect(await kept.settled()).toBe(false);
    expect(kept.waiting).toBe(2);
    expect(lifeboat.left?.whole).toEqual(drawing(3));
    journal.down = false;
    await until(() => kept.waiting === 0);
    expect(await states()).toEqual([1, 2, 3]);
    expect([told[0], told.at(-1)]).toEqual([true, false]);
  });

  it("a sitting that could not read what was kept adds to it and hides none of it", async () => {
    const first = await sit(journalOf(WORK));
    first.draw(1);
    first.draw(5);
    await first.kept.settled();
    const journal = shaky(journalOf(WORK));
    journal.down = true;
    const { kept, session, draw } = await sit(journal);
    expect([kept.found, kept.trouble, session.drawing]).toEqual([false, true, EMPTY]);
    draw(2);
    draw(3);
    kept.markSaved(kept.number);
    journal.down = false;
    await until(() => kept.waiting === 0);
    expect(await states()).toEqual([1, 5, 2, 3]);
    expect(kept.earlier).toBe(2);
    expect(kept.stateAt(kept.earlier)).toEqual(drawing(5));
    expect(kept.marks.saved?.number).toBe(kept.number);
    expect(kept.trouble).toBe(false);
    kept.bringBack(session, kept.earlier);
    expect(session.drawing).toEqual(drawing(5));
  });

  it("edits of one and the same moment are all kept", async () => {
    const journal = shaky(journalOf(WORK));
    const { kept, draw } = await sit(journal);
    vi.spyOn(Date, "now").mockReturnValue(1_600_000_000_000);
    draw(1);
    await kept.settled();
    journal.down = true;
    for (const n of [2, 1, 2]) draw(n);
    await kept.settled();
    vi.restoreAllMocks();
    journal.down = false;
    await until(() => kept.waiting === 0);
    expect(await states()).toEqual([1, 2, 1, 2]);
  });

  it("a picture that there is no room for is told of and holds up no edit", async () => {
    const journal = journalOf(WORK);
    const small: Journal = {
      ...journal,
      mark: async (name, value) => {
        if (name === "paper" && value) throw new DOMException("", "QuotaExceededError");
        return journal.mark(name, value);
      },
    };
    const { kept, draw } = await sit(small);
    let told = 0;
    kept.noRoom = () => (told += 1);
    kept.keepMark("paper", { type: "image/png", bytes: new ArrayBuffer(8) });
    draw(1);
    expect(await kept.settled()).toBe(true);
    expect([await states(), told, kept.trouble]).toEqual([[1], 1, false]);
  });

  it("a sitting that went on from the lifeboat is no other work than the one kept", async () => {
    const lifeboat = boat();
    const first = await sit(journalOf(WORK), lifeboat);
    first.draw(4);
    await first.kept.settled();
    first.kept.toLifeboat();
    const journal = shaky(journalOf(WORK));
    journal.down = true;
    const { kept, session, draw } = await sit(journal, lifeboat);
    expect(session.drawing).toEqual(drawing(4));
    draw(5);
    journal.down = false;
    await until(() => kept.waiting === 0);
    expect(await states()).toEqual([4, 5]);
    expect(kept.earlier).toBe(0);
  });

  it("what only the lifeboat has comes into the journal at the next sitting", async () => {
    const lifeboat = boat();
    const journal = shaky(journalOf(WORK));
    journal.down = true;
    const lost = await sit(journal, lifeboat);
    lost.draw(7);
    await lost.kept.settled();
    const next = await sit(journalOf(WORK), boat(lifeboat.left));
    expect(next.session.drawing).toEqual(drawing(7));
    expect(await next.kept.settled()).toBe(true);
    expect(await states()).toEqual([7]);
    expect((await sit(journalOf(WORK), boat(lifeboat.left))).kept.waiting).toBe(0);
  });

  it("a store that the browser threw away leaves the last state in the lifeboat", async () => {
    const lifeboat = boat();
    const { kept, draw } = await sit(journalOf(WORK), lifeboat);
    for (let n = 1; n <= 30; n++) draw(n);
    await kept.settled();
    kept.toLifeboat();
    vi.stubGlobal("indexedDB", new IDBFactory());
    expect((await sit(journalOf(WORK), lifeboat)).session.drawing).toEqual(drawing(30));
  });

  it("where neither takes an edit, leaving the page would lose it, and that is known", async () => {
    const journal = shaky(journalOf(WORK));
    const { kept, draw } = await sit(journal, boat(null, true));
    journal.down = true;
    draw(1);
    await kept.settled();
    expect([kept.waiting, kept.toLifeboat()]).toEqual([1, false]);
  });
});

describe("with a store that the browser closes or that others use", () => {
  it("a closed connection is opened again", async () => {
    const { kept, draw } = await sit(journalOf(WORK));
    draw(1);
    await kept.settled();
    const deletion = indexedDB.deleteDatabase("muban-digitizer"); // asks every connection to close
    await new Promise((resolve) => (deletion.onsuccess = resolve));
    draw(2);
    await until(() => kept.waiting === 0);
    const entries = await journalOf(WORK).entries();
    expect(drawingAt(entries, entries.at(-1)!.number)).toEqual(drawing(2));
  });

  it("an edit that was stored, but not told so, is not stored twice", async () => {
    const journal = journalOf(WORK);
    let told = false;
    const deaf: Journal = {
      ...journal,
      add: async (entries, follows) => {
        await journal.add(entries, follows);
        if (!told && (told = true)) throw new DOMException("", "UnknownError");
      },
    };
    const { kept, draw } = await sit(deaf);
    let overtaken = 0;
    kept.overtaken = () => (overtaken += 1);
    draw(1);
    await until(() => kept.waiting === 0);
    expect([await states(), overtaken]).toEqual([[1], 0]);
  });

  it("two pages that know nothing of each other lose no state, and the later one is told", async () => {
    const one = await sit(journalOf(WORK));
    const other = await sit(journalOf(WORK));
    let overtaken = 0;
    other.kept.overtaken = () => (overtaken += 1);
    one.draw(1);
    await one.kept.settled();
    other.draw(6);
    other.draw(7);
    await until(() => other.kept.waiting === 0);
    expect(overtaken).toBe(1);
    one.draw(2);
    await until(() => one.kept.waiting === 0);
    expect(await states()).toEqual([1, 6, 7, 2]);
  });

  it("a page that takes its turn goes on from what the other one left", async () => {
    const one = await sit(journalOf(WORK));
    const other = await sit(journalOf(WORK));
    one.draw(3);
    await one.kept.settled();
    expect(await other.kept.reload()).toBe(true);
    expect(other.kept.last).toEqual(drawing(3));
  });
});
