import { expect, test } from "vitest";

import cases from "../../../../tests/data/spelling.json";
import { compareKey, normalise, stripVillagePrefix } from "../../src/shared/thai_text";

test.each(cases)("$says", ({ text, normal, key }) => {
  expect(normalise(text)).toBe(normal);
  expect(compareKey(text)).toBe(key);
  expect(normalise(normal)).toBe(normal);
});

test.each([
  ["บ้านโพนแพง", "โพนแพง"],
  ["บ. โพนแพง", "โพนแพง"],
  ["Ban Mi Chai", "Mi Chai"],
  ["Bang Bon", "Bang Bon"],
  ["บ้าน", "บ้าน"],
])("%s is called %s", (name, bare) => expect(stripVillagePrefix(name)).toBe(bare));
