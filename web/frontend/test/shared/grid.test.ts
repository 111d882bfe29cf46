import fc from "fast-check";
import { expect, test } from "vitest";

import { cellOf, latLngOf } from "../../src/shared/grid";

// EPSG:3857 of Nong Khai's town hall (17.8680 N, 102.7448 E), from PROJ.
const TOWN_HALL = { east: 11437498.8, north: 2022103.9 };

test("cells are Web Mercator metres, south of the top", () => {
  const [lat, lng] = latLngOf({ left: 11400000, top: 2100000, cell: 2 }, [
    (TOWN_HALL.east - 11400000) / 2,
    (2100000 - TOWN_HALL.north) / 2,
  ]);
  expect(lat).toBeCloseTo(17.868, 5);
  expect(lng).toBeCloseTo(102.7448, 5);
});

test("a place goes to its cell and back", () => {
  const grid = { left: 11360000, top: 2073000, cell: 5 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 32768 }), fc.integer({ min: 0, max: 32768 }), (x, y) => {
      const [bx, by] = cellOf(grid, latLngOf(grid, [x, y]));
      expect(Math.hypot(bx - x, by - y)).toBeLessThan(1e-5);
    }),
  );
});
