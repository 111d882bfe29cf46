/** What a work's places have, put together: by the edits, the newest of one work, the richer of two. */

import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { KeptWork } from "../../src/digitizer/app/keeper";
import { Session } from "../../src/digitizer/app/session";
import type { PageData } from "../../src/digitizer/data";
import { applyChange, changeBetween, replay } from "../../src/digitizer/drawing/change";
import { EMPTY, NAMELESS, type Drawing } from "../../src/digitizer/drawing/drawing";
import { done } from "../../src/digitizer/drawing/outcome";
import { drawingAt, entryAfter, joined, sound, type Entry } from "../../src/digitizer/storage/chain";
import { Database } from "../../src/digitizer/storage/database";
import { journalOf, StoreChanged, type Journal } from "../../src/digitizer/storage/journal";
import { lifeboatOf } from "../../src/digitizer/storage/lifeboat";
import { mirrored } from "../../src/digitizer/storage/mirror";

const WORK = "400106";
const DATA = { outline: [], ground: [], symbols: {}, tambon: { code: WORK } } as unknown as PageData;

const PINS = Array.from({ length: 10_000 }, (_, i) => ({
  id: `p${i + 1}`,
  kind: "",
  at: [i, 1] as const,
  name: String(i + 1),
  note: "",
}));
/** Pins named 1 to n. */
const pinned = (n: number): Drawing => ({ ...EMPTY, pins: PINS.slice(0, n), next: n + 1 });

/** A chain whose entries leave so many pins each; begun at a time, or going on from another. */
function chain(counts: readonly number[], begun: number, from: readonly Entry[] = []): Entry[] {
  const entries = [...from];
  let before = entries.length ? drawingAt(entries, entries.at(-1)!.number) : EMPTY;
  for (const [i, n] of counts.entries()) {
    const after = pinned(n);
    entries.push(entryAfter(WORK, entries.at(-1) ?? null, { edit: "draw", before, after, at: begun + i }));
    before = after;
  }
  return entries;
}

const pinsIn = (entries: readonly Entry[]): number[] =>
  entries.map(({ number }) => drawingAt(entries, number).pins.length);

describe("a change", () => {
  const drawing = fc
    .uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 12 }), name: fc.string({ maxLength: 1 }) }), {
      selector: ({ id }) => id,
    })
    .map(
      (items): Drawing => ({
        villages: items
          .filter(({ id }) => id % 2)
          .map(({ id, name }) => ({ id: `v${id}`, ...NAMELESS, name, parts: [] })),
        pins: items
          .filter(({ id }) => id % 2 === 0)
          .map(({ id, name }) => ({ id: `p${id}`, kind: "", at: [0, 0] as const, name, note: "" })),
        next: 13,
      }),
    );

  it("leads from any drawing to any other, alone or in a run", () => {
    fc.assert(
      fc.property(fc.array(drawing, { minLength: 2, maxLength: 6 }), (states) => {
        const changes = states.slice(1).map((after, i) => changeBetween(states[i]!, after));
        expect(applyChange(states[0]!, changes[0]!)).toEqual(states[1]);
        expect(replay(states[0]!, changes)).toEqual(states.at(-1));
      }),
    );
  });

  it("of one thing among ten thousand is as small as among ten", () => {
    const sizes = [10, 10_000].map((n) => {
      const before = pinned(n);
      const after = { ...before, pins: before.pins.map((pin, i) => (i === 5 ? { ...pin, name: "x" } : pin)) };
      return JSON.stringify(changeBetween(before, after)).length;
    });
    expect(sizes[1]! - sizes[0]!).toBeLessThan(10);
  });
});

describe("two places of one work", () => {
  const long = chain([1, 2, 3, 4, 5], 100);

  it("the one that has all of the other is taken, whatever the numbers", () => {
    for (const short of [[], long.slice(0, 3)]) {
      expect(joined(long, short)).toBe(long);
      expect(joined(short, long)).toBe(long);
    }
    const renumbered = long.map((entry) => ({ ...entry, number: entry.number + 40 }));
    expect(joined(long, renumbered)).toBe(long);
  });

  it("of two that went on apart the later is shown, and every state of both is there", () => {
    const other = chain([9, 1], 200, long.slice(0, 3));
    for (const both of [joined(long, other), joined(other, long)]) {
      expect(pinsIn(both)).toEqual([1, 2, 3, 4, 5, 9, 1]);
      expect(sound(both)).toEqual(both);
    }
  });

  it("of a work and one begun anew beside it the one that holds more is shown, though it is older", () => {
    const anew = chain([1], 900);
    for (const both of [joined(long, anew), joined(anew, long)]) expect(pinsIn(both)).toEqual([1, 1, 2, 3, 4, 5]);
  });

  it("an entry that leans on what is gone gives no state", () => {
    expect(sound(long.slice(3))).toEqual([]);
    const torn = [...long.slice(0, 2), ...long.slice(3)];
    expect(pinsIn(sound(torn))).toEqual([1, 2]);
  });
});

describe("whole drawings among the entries", () => {
  it("cost no more than the changes do, and are there often enough to go back quickly", () => {
    const entries = chain(
      Array.from({ length: 2000 }, (_, i) => i + 1),
      1,
    );
    const wholes = entries.filter(({ whole }) => whole).map(({ whole }) => whole!.pins.length);
    expect(wholes.reduce((sum, n) => sum + n, 0)).toBeLessThan(2.5 * 2 * 2000); // each edit weighs 2
    expect(wholes.length).toBeGreaterThan(5);
  });
});

/** The browser's stores: two databases and one of texts, which can be emptied or given back older. */
class Browser {
  databases = [new IDBFactory(), new IDBFactory()] as [IDBFactory, IDBFactory];
  texts = new Map<string, string>();

  journal(): Journal {
    const [one, two] = [0, 1].map((i) => journalOf(WORK, new Database(async () => this.databases[i]!))) as [
      Journal,
      Journal,
    ];
    // Whatever else the machine does meanwhile: stores that are slow are another test's.
    return mirrored(one, two, 60_000);
  }

  use(): void {
    const { texts } = this;
    const store = {
      getItem: (name: string) => texts.get(name) ?? null,
      setItem: (name: string, value: string) => void texts.set(name, value),
      removeItem: (name: string) => void texts.delete(name),
    };
    const names = {
      ownKeys: () => [...texts.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    };
    vi.stubGlobal("localStorage", new Proxy(store, names));
  }
}

interface Sat {
  readonly kept: KeptWork;
  readonly session: Session;
  readonly pin: () => void;
}

async function sit(browser: Browser): Promise<Sat> {
  const kept = await KeptWork.open(WORK, browser.journal(), lifeboatOf(WORK), 200);
  const session = new Session(DATA, kept.last ?? EMPTY);
  kept.follow(session);
  return { kept, session, pin: () => void session.apply("pin", done(pinned(session.drawing.pins.length + 1))) };
}

/** What was in a database, to be given back later. */
async function copyOf(databases: IDBFactory): Promise<readonly Entry[]> {
  return journalOf(WORK, new Database(async () => databases)).entries();
}

/** What another program does to a database, whatever is in it. */
async function overwrite(databases: IDBFactory, entries: readonly Entry[]): Promise<void> {
  const journal = journalOf(WORK, new Database(async () => databases));
  await journal.replace(entries, (await journal.entries()).at(-1) ?? null);
}

describe("stores that change under an open page", () => {
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser();
    browser.use();
  });

  const deleted = (which: number): Promise<unknown> =>
    new Promise((resolve) => (browser.databases[which]!.deleteDatabase("muban-digitizer").onsuccess = resolve));

  it("a deleted database is written again at once, with every state, and told of", async () => {
    const { kept, pin } = await sit(browser);
    for (let n = 1; n <= 10; n++) pin();
    await kept.settled();
    browser.texts.clear();
    await Promise.all([deleted(0), deleted(1)]);
    await vi.waitUntil(() => kept.mended && kept.allKept, { timeout: 3000 });
    expect(pinsIn(await copyOf(browser.databases[0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    pin();
    await kept.settled();
    expect((await sit(browser)).session.drawing).toEqual(pinned(11));
  });

  it("a database that was emptied is noticed by the next edit", async () => {
    const { kept, pin } = await sit(browser);
    for (let n = 1; n <= 4; n++) pin();
    await kept.settled();
    await overwrite(browser.databases[0]!, []);
    await overwrite(browser.databases[1]!, []);
    pin();
    await kept.settled();
    expect(kept.mended).toBe(true);
    expect(pinsIn(await copyOf(browser.databases[0]))).toEqual([1, 2, 3, 4, 5]);
  });

  it("entries that another page stored meanwhile are not replaced", async () => {
    const journal = journalOf(WORK, new Database(async () => browser.databases[0]));
    const entries = chain([1, 2, 3], 100);
    await journal.add(entries.slice(0, 2), null);
    const read = (await journal.entries()).at(-1)!;
    await journal.add(entries.slice(2), read);
    await expect(journal.replace(chain([7], 500), read)).rejects.toThrow(StoreChanged);
    expect(pinsIn(await journal.entries())).toEqual([1, 2, 3]);
  });

  it("marks that went with the database are written again too", async () => {
    const { kept, pin } = await sit(browser);
    pin();
    kept.keepMark("signed", { drawn_by: "กานดา", drawn_on: "" });
    await kept.settled();
    await Promise.all([deleted(0), deleted(1)]);
    await vi.waitUntil(() => kept.mended && kept.allKept, { timeout: 3000 });
    expect((await sit(browser)).kept.marks.signed?.drawn_by).toBe("กานดา");
  });

  it("of three places the one with the last edit is opened, whichever two were given back older", async () => {
    for (const newest of [0, 1, 2]) {
      browser = new Browser();
      browser.use();
      const { kept, pin } = await sit(browser);
      for (let n = 1; n <= 6; n++) pin();
      await kept.settled();
      const [older, texts] = [await copyOf(browser.databases[0]), new Map(browser.texts)];
      for (let n = 1; n <= 4; n++) pin();
      await kept.settled();
      for (const which of [0, 1]) {
        if (which === newest) continue;
        await overwrite(browser.databases[which]!, older);
      }
      if (newest !== 2) browser.texts = texts;
      browser.use();
      const next = await sit(browser);
      expect([newest, next.session.drawing.pins.length]).toEqual([newest, 10]);
    }
  });

  it("a page that only looks on leaves nothing older in the lifeboat", async () => {
    const one = await sit(browser);
    one.pin();
    await one.kept.settled();
    const other = await sit(browser);
    one.pin();
    await one.kept.settled();
    other.kept.toLifeboat();
    const left = lifeboatOf(WORK).read();
    expect(drawingAt(left, left.at(-1)!.number)).toEqual(pinned(2));
  });

  it("states that no journal took are among the earlier ones of the next sitting all the same", async () => {
    const shut: Journal = { ...browser.journal(), entries: async () => Promise.reject(new Error("shut")) };
    const kept = await KeptWork.open(WORK, shut, lifeboatOf(WORK), 0);
    const session = new Session(DATA, EMPTY);
    kept.follow(session);
    for (let n = 1; n <= 3; n++) session.apply("pin", done(pinned(n)));
    const next = await sit(browser);
    expect(next.session.drawing).toEqual(pinned(3));
    expect(await next.kept.settled()).toBe(true);
    expect(pinsIn(await copyOf(browser.databases[0]))).toEqual([1, 2, 3]);
  });

  it("at any moment, whatever happens to the stores, at most the edit under way is lost", async () => {
    const trouble = fc.constantFrom("delete", "empty", "older", "block", "nothing");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), trouble, fc.constantFrom(0, 1, 2), fc.boolean()), {
          minLength: 1,
          maxLength: 5,
        }),
        async (steps) => {
          browser = new Browser();
          browser.use();
          let sat = await sit(browser);
          let drawn = 0;
          for (const [edits, what, which, again] of steps) {
            const older = await copyOf(browser.databases[0]);
            for (let n = 0; n < edits; n++) sat.pin();
            drawn += edits;
            await sat.kept.settled();
            const both = which === 2 ? [0, 1] : [which];
            for (const one of both) {
              if (what === "delete") await deleted(one);
              else if (what === "empty") await overwrite(browser.databases[one]!, []);
              else if (what === "older") await overwrite(browser.databases[one]!, older);
            }
            if (what === "block") browser.texts.clear();
            if (again) {
              // The page before stays open and looks on.
              sat.kept.lookOn();
              sat = await sit(browser);
            }
            expect(sat.session.drawing).toEqual(pinned(drawn));
          }
          sat.pin();
          await sat.kept.settled();
          expect((await sit(browser)).session.drawing).toEqual(pinned(drawn + 1));
        },
      ),
      {
        numRuns: 40,
        // Two pages put back the same database at once: the one that came second counted it as trouble.
        examples: [
          [
            [
              [1, "delete", 0, true],
              [1, "delete", 0, false],
              [1, "block", 0, true],
            ],
          ],
        ],
      },
    );
  }, 600_000);
});
