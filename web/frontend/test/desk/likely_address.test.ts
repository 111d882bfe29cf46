import { expect, test } from "vitest";

import { likelyAddress } from "../../src/desk/likely_address";

test.each([
  ["https://github.com/Somchai/map.git", "https://somchai.github.io/map/"],
  ["github.com/somchai/Map", "https://somchai.github.io/Map/"],
  ["git@github.com:somchai/map.git", "https://somchai.github.io/map/"],
  ["https://github.com/somchai/somchai.github.io.git", "https://somchai.github.io/"],
  ["https://gitlab.com/office/map.git", "https://office.gitlab.io/map/"],
  ["https://git.example.go.th/office/map.git", ""],
  ["https://github.com/somchai", ""],
  ["", ""],
])("pages of %s", (remote, address) => {
  expect(likelyAddress(remote)).toBe(address);
});
