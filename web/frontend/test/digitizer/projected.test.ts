import { expect, it } from "vitest";
import cases from "../../../../tests/data/projected.json";
import { PROJECTIONS } from "../../src/digitizer/measure/projected";

// Made by pyproj with the pinned operation, and the letter of the survey for the first of 24048.
it.each(cases)("EPSG:$epsg at $lonlat", ({ epsg, lonlat, xy, within }) => {
  const [x, y] = PROJECTIONS[epsg]!(lonlat[0]!, lonlat[1]!);
  expect(Math.hypot(x - xy[0]!, y - xy[1]!)).toBeLessThan(within);
});
