/** Two journals of one work: what one of them lost comes back from the other. */

import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";

import { EMPTY, type Drawing } from "../../src/digitizer/drawing/drawing";
import { Database } from "../../src/digitizer/storage/database";
import { entryAfter, type Entry } from "../../src/digitizer/storage/chain";
import { journalOf, type Journal } from "../../src/digitizer/storage/journal";
import { mirrored } from "../../src/digitizer/storage/mirror";

const WORK = "400106";

/** A journal in databases of its own. */
function fresh(): Journal {
  const databases = new IDBFactory();
  return journalOf(WORK, new Database(async () => databases));
}

/** A chain of entries, the first alone with a whole drawing; `at` is when it was begun. */
function chain(last: number, at = 0): Entry[] {
  const entries: Entry[] = [];
  for (let number = 1; number <= last; number++) {
    const after: Drawing = { ...EMPTY, next: number + 1 };
    entries.push(entryAfter(WORK, entries.at(-1) ?? null, { edit: "draw", before: EMPTY, after, at: at + number }));
  }
  return entries;
}

async function filled(journal: Journal, last: number): Promise<Journal> {
  for (const [i, entry] of chain(last).entries()) await journal.add([entry], chain(last)[i - 1] ?? null);
  return journal;
}

const numbers = async (journal: Journal): Promise<number[]> => (await journal.entries()).map(({ number }) => number);

describe("a mirrored journal", () => {
  it("has every edit and mark in both", async () => {
    const [one, other] = [fresh(), fresh()];
    const both = await filled(mirrored(one, other), 3);
    await both.mark("saved", 2);
    expect([await numbers(one), await numbers(other)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect([await one.marked("saved"), await other.marked("saved")]).toEqual([2, 2]);
  });

  it("fills whichever of the two is empty or behind", async () => {
    for (const [first, second] of [
      [0, 4],
      [4, 0],
      [2, 4],
      [4, 2],
    ] as const) {
      const [one, other] = [await filled(fresh(), first), await filled(fresh(), second)];
      expect(await numbers(mirrored(one, other))).toEqual([1, 2, 3, 4]);
      expect([await numbers(one), await numbers(other)]).toEqual([
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ]);
    }
  });

  it("gives a mark that only the mirror still has", async () => {
    const [one, other] = [fresh(), fresh()];
    await other.mark("saved", 7);
    expect(await mirrored(one, other).marked("saved")).toBe(7);
    expect(await mirrored(one, other).marked("signed")).toBeUndefined();
    await one.mark("saved", null);
    expect(await mirrored(one, other).marked("saved")).toBeNull();
  });

  it("goes on without a mirror that fails, and not without the first", async () => {
    const broken: Journal = journalOf(WORK, new Database(() => Promise.reject(new DOMException("", "SecurityError"))));
    const one = fresh();
    const alone = await filled(mirrored(one, broken), 2);
    await alone.mark("saved", 1);
    expect([await numbers(alone), await alone.marked("saved")]).toEqual([[1, 2], 1]);
    await expect(mirrored(broken, one).add(chain(3).slice(2), chain(2)[1]!)).rejects.toThrow();
    expect(await numbers(one)).toEqual([1, 2]);
  });

  it("goes on without a mirror that never answers, after waiting once", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const mute: Journal = {
      entries: never,
      add: never,
      replace: never,
      mark: never,
      marked: never,
      watch: () => undefined,
    };
    const began = Date.now();
    const alone = await filled(mirrored(fresh(), mute, 50), 20);
    expect(await numbers(alone)).toHaveLength(20);
    expect(Date.now() - began).toBeLessThan(1000);
  });

  it("takes up a mirror again that answers late, with all that it missed", async () => {
    const slow = fresh();
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const add: Journal["add"] = async (entries, follows) => {
      await held;
      return slow.add(entries, follows);
    };
    const both = mirrored(fresh(), { ...slow, add }, 20);
    await filled(both, 3);
    expect(await numbers(slow)).toEqual([]);
    answer();
    await vi.waitUntil(async () => (await numbers(slow)).length === 1);
    await both.add(chain(4).slice(3), chain(3)[2]!);
    expect(await numbers(slow)).toEqual([1, 2, 3, 4]);
  });
});
