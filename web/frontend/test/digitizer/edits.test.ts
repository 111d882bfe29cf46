import { describe, expect, it } from "vitest";
import { applyChange, changeBetween } from "../../src/digitizer/drawing/change";
import { addParts, addVillage } from "../../src/digitizer/drawing/edits/add_village";
import { deleteCorner, insertCorner, moveCorner } from "../../src/digitizer/drawing/edits/corners";
import { mergeVillages } from "../../src/digitizer/drawing/edits/merge";
import { cutToOutline, fillGap } from "../../src/digitizer/drawing/edits/outline";
import { splitVillage } from "../../src/digitizer/drawing/edits/split";
import { EMPTY, NAMELESS, type Drawing } from "../../src/digitizer/drawing/drawing";
import type { Outcome } from "../../src/digitizer/drawing/outcome";
import { readDrawing, writeDrawing } from "../../src/digitizer/export/drawing_file";
import { writeKml } from "../../src/digitizer/export/kml";
import { place } from "../../src/digitizer/import/place";
import { drawingAt, entryAfter, type Entry } from "../../src/digitizer/storage/chain";
import { follow } from "../../src/digitizer/topology/follow";
import type { Point, Ring } from "../../src/digitizer/topology/point";
import { snap } from "../../src/digitizer/topology/snap";
import { isCoverage } from "../../src/digitizer/topology/validity";
import { faultsOf } from "./oracle";

const at = (x: number, y: number): Point => [102_700_000 + x, 17_800_000 + y];
const ring = (...corners: [number, number][]): Ring => corners.map(([x, y]) => at(x, y));
const box = (w: number, s: number, e: number, n: number): Ring => ring([w, s], [e, s], [e, n], [w, n]);
const named = (name: string) => ({ ...NAMELESS, name });

function done(outcome: Outcome): Drawing {
  expect(outcome.refusal).toBeUndefined();
  return outcome.drawing!;
}

/** Two neighbours that share the edge x = 1000. */
const TWO = done(
  addVillage(
    done(addVillage(EMPTY, box(0, 0, 1000, 1000), named("บ้านเหนือ"))),
    box(1000, 0, 2000, 1000),
    named("บ้านใต้"),
  ),
);
const rings = (drawing: Drawing, i: number): Ring[] => drawing.villages[i]!.parts.flat();
const has = (list: Ring, point: Point): boolean => list.some((p) => p[0] === point[0] && p[1] === point[1]);

describe("the oracle", () => {
  it("sees an overlap, a missing corner and a ring that touches itself", () => {
    const wrong = (...list: Ring[]): Drawing => ({
      ...EMPTY,
      villages: list.map((one, i) => ({ id: `v${i}`, ...NAMELESS, parts: [[one]] })),
    });
    expect(faultsOf(wrong(box(0, 0, 10, 10), box(5, 0, 15, 10)), [])).not.toEqual([]);
    expect(faultsOf(wrong(box(0, 0, 10, 10), box(10, 2, 20, 5)), [])).not.toEqual([]);
    expect(faultsOf(wrong(box(0, 0, 10, 10), box(2, 2, 4, 4)), [at(3, 3)])).not.toEqual([]);
    expect(faultsOf(wrong(ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10])), [])).not.toEqual([]);
    expect(faultsOf(TWO, [])).toEqual([]);
  });

  it("agrees with the quick look at a whole drawing", () => {
    const lists = [
      [box(0, 0, 10, 10), box(5, 0, 15, 10)],
      [box(0, 0, 10, 10), box(10, 2, 20, 5)],
      [box(0, 0, 10, 10), box(2, 2, 4, 4)],
      [ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10])],
      [[...box(0, 0, 10, 10)].reverse()],
    ];
    for (const list of lists) expect(isCoverage(list.map((one) => [one]))).toBe(false);
    expect(isCoverage(TWO.villages.flatMap((village) => village.parts))).toBe(true);
  });
});

describe("drawing beside a neighbour", () => {
  it("takes no ground from it, follows its border exactly, and says what was cut", () => {
    const outcome = addVillage(TWO, box(1500, -500, 3000, 500), NAMELESS);
    const drawing = done(outcome);
    expect(drawing.villages[1]!.parts).not.toBe(TWO.villages[1]!.parts);
    expect(has(rings(drawing, 1)[0]!, at(1500, 0))).toBe(true);
    expect(has(rings(drawing, 2)[0]!, at(1500, 0))).toBe(true);
    expect(drawing.villages[0]).toBe(TWO.villages[0]);
    expect(outcome).toMatchObject({ notices: [{ kind: "overlap_cut", village: "v2" }] });
    expect(faultsOf(drawing, [])).toEqual([]);
  });

  it("on ground that is all a neighbour's is refused", () => {
    expect(addVillage(TWO, box(200, 200, 300, 300), NAMELESS).refusal?.kind).toBe("nothing_left");
  });

  it("around a neighbour leaves it in a hole", () => {
    const drawing = done(addVillage(TWO, box(-500, -500, 2500, 1500), NAMELESS));
    expect(drawing.villages[2]!.parts[0]).toHaveLength(2);
  });

  it("with lines that cross is refused at the place", () => {
    const outcome = addVillage(EMPTY, ring([0, 0], [10, 10], [10, 0], [0, 10]), NAMELESS);
    expect(outcome.refusal?.kind).toBe("crossing");
    expect(outcome.refusal?.at).toBeDefined();
  });
});

describe("a shared corner", () => {
  it("moves for both neighbours", () => {
    const drawing = done(moveCorner(TWO, at(1000, 1000), at(1100, 1200)));
    for (const i of [0, 1]) expect(has(rings(drawing, i)[0]!, at(1100, 1200))).toBe(true);
  });

  it("is not moved across another border", () => {
    expect(moveCorner(TWO, at(1000, 1000), at(2500, 500)).refusal).toBeDefined();
  });

  it("put on a border becomes that border's corner too", () => {
    const apart = done(addVillage(TWO, box(400, 1500, 600, 1700), NAMELESS));
    const drawing = done(moveCorner(apart, at(400, 1500), at(500, 1000)));
    expect(has(rings(drawing, 0)[0]!, at(500, 1000))).toBe(true);
  });

  it("can be put in and taken out again", () => {
    const drawing = done(insertCorner(TWO, at(1000, 0), at(1000, 1000), at(1050, 500)));
    for (const i of [0, 1]) expect(rings(drawing, i)[0]).toHaveLength(5);
    const back = done(deleteCorner(drawing, at(1050, 500)));
    expect(back.villages.map((v) => v.parts)).toEqual(TWO.villages.map((v) => v.parts));
  });

  it("where three borders meet is not taken out", () => {
    expect(deleteCorner(TWO, at(1000, 1000)).refusal?.kind).toBe("needed_corner");
  });
});

describe("split, merge, cut, fill", () => {
  it("a split village merged again is as it was, but for the corners of the cut", () => {
    const split = done(splitVillage(TWO, "v1", [at(-100, 300), at(1100, 400)]));
    expect(split.villages).toHaveLength(3);
    expect(faultsOf(split, [])).toEqual([]);
    const merged = done(mergeVillages(split, "v1", "v3"));
    expect(merged.villages[0]!.name).toBe("บ้านเหนือ");
    expect(merged.villages).toHaveLength(2);
    for (const corner of rings(TWO, 0)[0]!) expect(has(rings(merged, 0)[0]!, corner)).toBe(true);
  });

  it("a line that does not reach the other side cuts nothing", () => {
    expect(splitVillage(TWO, "v1", [at(-100, 300), at(500, 400)]).refusal?.kind).toBe("does_not_cut");
  });

  it("villages without a common border are not merged", () => {
    const three = done(addVillage(TWO, box(5000, 0, 6000, 1000), NAMELESS));
    expect(mergeVillages(three, "v1", "v3").refusal?.kind).toBe("not_neighbours");
  });

  it("what lies outside the tambon is cut off", () => {
    const drawing = done(cutToOutline(TWO, "v1", [[box(500, -100, 3000, 3000)]]));
    expect(rings(drawing, 0)[0]).toHaveLength(4);
    expect(has(rings(drawing, 0)[0]!, at(500, 0))).toBe(true);
    expect(drawing.villages[1]).toBe(TWO.villages[1]);
  });

  it("a gap goes to the village that is named", () => {
    const gapped = done(
      addVillage(
        done(addVillage(EMPTY, box(0, 0, 1000, 1000), NAMELESS)),
        ring([1000, 0], [2000, 0], [2000, 1000], [1000, 1000], [1100, 500]),
        NAMELESS,
      ),
    );
    const drawing = done(fillGap(gapped, "v2", [ring([1000, 0], [1100, 500], [1000, 1000])]));
    expect(rings(drawing, 1)[0]).toHaveLength(4);
    expect(drawing.villages[0]).toBe(gapped.villages[0]);
  });
});

describe("following a border", () => {
  it("goes the short way from one point on it to another", () => {
    const parts = TWO.villages.flatMap((village) => village.parts);
    expect(follow(parts, at(500, 1000), at(2000, 500))).toEqual([at(1000, 1000), at(2000, 1000)]);
    expect(follow(parts, at(500, 1000), at(3000, 500))).toBeNull();
  });

  it("begins with a snap: corners before borders", () => {
    const parts = TWO.villages.flatMap((village) => village.parts);
    expect(snap([102_700_990, 17_800_980], parts, 50)).toMatchObject({ at: at(1000, 1000), on: "corner" });
    expect(snap([102_700_500, 17_800_980], parts, 50)).toMatchObject({ at: at(500, 1000), on: "border" });
    expect(snap([102_700_500, 17_800_500], parts, 50)).toBeNull();
  });
});

describe("what is kept", () => {
  it("a change says all that is needed to make it again", () => {
    const later = done(splitVillage(TWO, "v2", [at(900, 500), at(2100, 500)]));
    const change = changeBetween(TWO, later);
    expect(change.villages.map(({ id }) => id)).not.toContain("v9");
    expect(JSON.stringify(applyChange(TWO, change))).toBe(JSON.stringify(later));
    expect(JSON.stringify(applyChange(later, changeBetween(later, TWO)))).toBe(JSON.stringify(TWO));
  });

  it("any number of the journal can be had again, with or without a whole drawing near it", () => {
    const states: Drawing[] = [EMPTY];
    const entries: Entry[] = [];
    for (let n = 1; n <= 60; n++) {
      const before = states.at(-1)!;
      const after = done(addVillage(before, box(n * 20, 0, n * 20 + 10, 10), NAMELESS));
      entries.push(entryAfter("400106", entries.at(-1) ?? null, { edit: "draw", before, after, at: 0 }));
      states.push(after);
    }
    for (const n of [0, 1, 2, 25, 26, 27, 59, 60]) {
      expect(JSON.stringify(drawingAt(entries, n))).toBe(JSON.stringify(states[n]));
    }
  });

  it("a drawing file read back is the same drawing", () => {
    const holed = done(
      addParts(TWO, [[box(3000, 0, 4000, 1000), [...box(3200, 200, 3400, 400)].reverse()], [box(5000, 0, 5100, 100)]], {
        name: 'บ้าน"<&>',
        moo: 3,
        code: "40010603",
        note: "",
      }),
    );
    const file = {
      project: "1f",
      replaces: ["a1"],
      drawing: holed,
      tambon_code: "400106",
      tambon: "เมืองเก่า",
      drawn_by: "",
      drawn_on: "2563-02-01",
    };
    expect(readDrawing(writeDrawing(file))).toEqual(file);
    expect(readDrawing("{}")).toBeNull();
    expect(readDrawing(writeDrawing(file).replace('"version":1', '"version":2'))).toBeNull();
    expect(writeKml(holed, { title: "ก", villages: "ข", places: "ค" })).toContain("บ้าน&quot;&lt;&amp;&gt;");
  });
});

describe("what other programs drew", () => {
  const degrees = (list: Ring): [number, number][] => [...list, list[0]!].map(([x, y]) => [x / 1e6, y / 1e6]);
  const feature = (rings: [number, number][][]) => ({
    name: "บ้านนา",
    note: "",
    properties: { หมู่ที่: "4" },
    shapes: [{ kind: "area" as const, rings }],
  });

  it("becomes a village that shares its neighbour's border", () => {
    const placed = place(TWO, [feature([degrees(box(1990, 0, 3000, 1000))])], new Set());
    expect([placed.areas, placed.guides.length]).toEqual([1, 0]);
    expect(placed.drawing.villages[2]).toMatchObject({ name: "บ้านนา", moo: 4 });
    expect(faultsOf(placed.drawing, [])).toEqual([]);
  });

  it("and is open or crosses itself stays a line to trace, with the problem's name", () => {
    const open = degrees(box(3000, 0, 4000, 1000)).slice(0, -1);
    const crossed = degrees(ring([3000, 0], [4000, 1000], [4000, 0], [3000, 1000]));
    const placed = place(TWO, [feature([open]), feature([crossed])], new Set());
    expect(placed.drawing).toBe(TWO);
    expect(placed.guides.map(({ found }) => found[0]?.code)).toEqual([
      "geometry.open_ring_wide",
      "geometry.self_crossing",
    ]);
  });
});
