import { expect, test } from "vitest";

import { called, rank } from "../../src/shared/search_rank";
import { searchWords } from "../../src/shared/search_words";
import shared from "../../../../tests/data/search/cases.json";

const PLACES = shared.places.map(({ id, names, more }) => ({ id, called: called(names, more) }));

/** Who answers, best first; of equals the one that the page has first. */
function answers(typed: string): string[] {
  return PLACES.map(({ id, called }, at) => ({ id, at, rank: rank(called, searchWords(typed)) }))
    .filter((place) => place.rank > 0)
    .sort((a, b) => b.rank - a.rank || a.at - b.at)
    .map(({ id }) => id);
}

test("the right answer comes first in at least 95 of a hundred ways to type", () => {
  const wrong = shared.cases
    .map(({ typed, first }) => ({ typed, first, found: answers(typed).slice(0, 3) }))
    .filter(({ first, found }) => found[0] !== first);
  console.log(`${shared.cases.length - wrong.length} of ${shared.cases.length} first`, wrong);
  expect(shared.cases.length).toBeGreaterThanOrEqual(150);
  expect(wrong.length / shared.cases.length).toBeLessThanOrEqual(0.05);
});

test.each(shared.cases)(
  "«$typed» finds $first, and has the words that Python finds in it",
  ({ typed, first, words }) => {
    expect(searchWords(typed)).toEqual(words);
    expect(answers(typed).slice(0, 5)).toContain(first);
  },
);

test.each(["", "  ", "."])("nothing typed (%j) finds nothing", (typed) => {
  expect(answers(typed)).toEqual([]);
});

test.each([
  ["โรงเรียนหนองคอน", "v5"],
  ["ม.19", "v1"],
  ["วัดท่าบ่อ", "t3"],
  ["ต.ดงสาร", "w1"],
])("«%s» does not find %s", (typed, wrong) => {
  expect(answers(typed)).not.toContain(wrong);
});

test("a better answer comes first: whole, beginning, within, without tone marks", () => {
  const names = ["บ้านมวง", "บ้านดอนม่วง", "บ้านม่วงใหม่", "บ้านม่วง"];
  const ranks = names.map((name) => rank(called([name], []), searchWords("ม่วง")));
  expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
  expect(new Set(ranks).size).toBe(4);
});

test("a whole number comes before one that goes on", () => {
  const found = answers("หมู่ 1");
  expect(found.indexOf("v1")).toBeLessThan(found.indexOf("v10"));
});
