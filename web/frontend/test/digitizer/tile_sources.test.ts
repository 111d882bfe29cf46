import { describe, expect, it } from "vitest";
import cases from "../../../../tests/data/tile_addresses.json";
import { hostOf, isAddress, plainAddress } from "../../src/digitizer/ground/sources";

describe("addresses of tiles, the same cases as Python's", () => {
  it.each(cases.are)("takes %s", (address) => expect(isAddress(address)).toBe(true));
  it.each(cases.are_not)("refuses %s", (address) => expect([isAddress(address), hostOf(address)]).toEqual([false, ""]));
  it.each(Object.entries(cases.hosts))("opens the policy for the host of %s alone", (address, host) =>
    expect(hostOf(address)).toBe(host),
  );
  it("says WMTS's names as Leaflet fills them in", () =>
    expect(plainAddress("https://w.go.th/{TileMatrix}/{TileRow}/{TileCol}")).toBe("https://w.go.th/{z}/{y}/{x}"));
});
