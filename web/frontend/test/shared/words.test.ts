import { beforeEach, expect, test } from "vitest";

import { count, figures, nameOf, setSpeech, word } from "../../src/shared/words";

beforeEach(() => setSpeech("th", false));

test("facts are put in once, as text", () => {
  expect(word("count.villages", { n: "{n}" })).toBe("{n} หมู่บ้าน");
});

test("the other language, and a name that it lacks", () => {
  setSpeech("en", false);
  expect(word("count.villages", { n: 3 })).toBe("3 villages");
  expect(nameOf({ th: "โพนแพง", en: "" })).toBe("โพนแพง");
  expect(nameOf({ th: "โพนแพง", en: "Phon Phaeng" })).toBe("Phon Phaeng");
});

test("Thai digits only in Thai", () => {
  setSpeech("th", true);
  expect(count(28757)).toBe("๒๘,๗๕๗");
  setSpeech("en", true);
  expect(figures("2563")).toBe("2563");
});
