import fc from "fast-check";
import { expect, test } from "vitest";

import { EMPTY, readState, writeState } from "../../src/shared/state";

test("a plain page has nothing in its address", () => {
  expect(writeState(EMPTY)).toBe("");
  expect(readState("")).toEqual(EMPTY);
});

test("village, view, layers and place come back", () => {
  const state = {
    village: "43160503",
    view: "risk.2562",
    off: ["names", "official"],
    place: { zoom: 13.25, lat: 18.05, lng: 103.1 },
    more: { y: "2561" },
  };
  expect(writeState(state)).toBe("v=43160503&d=risk.2562&off=names,official&y=2561&z=13.25/18.05000/103.10000");
  expect(readState(`#${writeState(state)}`)).toEqual(state);
});

test("an address made up by anyone is read without harm", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const state = readState(text);
      expect(state.place === null || Number.isFinite(state.place.zoom)).toBe(true);
    }),
  );
  expect(readState("#z=13/x/y").place).toBeNull();
  expect(readState("#z=13").place).toBeNull();
});
