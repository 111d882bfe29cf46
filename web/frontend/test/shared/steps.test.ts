import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Steps } from "../../src/shared/steps";

beforeEach(() => vi.stubGlobal("window", {}));
afterEach(() => vi.unstubAllGlobals());

/** Counts the pauses while work of some milliseconds a piece is done. */
async function pausesDuring(pieces: number, milliseconds: number): Promise<number> {
  let now = 0;
  let pauses = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.stubGlobal("window", {
    scheduler: { yield: () => Promise.resolve(void pauses++) },
  });
  const done: number[] = [];
  await new Steps().each(
    Array.from({ length: pieces }, (_, i) => i),
    (i) => {
      now += milliseconds;
      done.push(i);
    },
  );
  vi.restoreAllMocks();
  expect(done).toEqual(Array.from({ length: pieces }, (_, i) => i));
  return pauses;
}

test("short work is done in one go, long work is never longer than a slice and one piece", async () => {
  expect(await pausesDuring(4, 1)).toBe(0);
  expect(await pausesDuring(100, 1)).toBe(20);
  expect(await pausesDuring(3, 50)).toBe(3);
});

test("a browser without a scheduler gets its turn all the same", async () => {
  const order: string[] = [];
  setTimeout(() => order.push("other work"), 0);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Steps().pause();
  order.push("after");
  expect(order).toEqual(["other work", "after"]);
});
