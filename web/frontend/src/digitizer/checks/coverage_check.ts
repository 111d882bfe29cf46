/** Overlaps and gaps between areas, by the rules of gis/shapes/coverage_survey.py. */

import table from "../../../../../gis/data/tolerance.json";
import { areaOf } from "../measure/area";
import { raiFacts } from "../measure/rai";
import type { Arrangement } from "../topology/arrangement";
import { dissolve } from "../topology/dissolve";
import { lay } from "../topology/overlay";
import { lonLat, segmentKey, segmentsOf, type Part } from "../topology/point";
import { largestCircle, type Circle } from "./circle";
import { bridges } from "./open_slivers";
import type { Drawn, Found, Label, Mend } from "./found";

/** What is narrower is a slip of the hand; the rest is for a person to decide. */
export const TOLERANCE_M = table.tolerance_m;

interface Difference {
  readonly ground: Part;
  readonly claimed: boolean;
  readonly narrow: boolean;
  readonly circle: Circle;
  readonly area: number;
  /** Positions: of an overlap its claimants in order, of a gap the longest border first. */
  readonly beside: readonly number[];
  readonly receiver: number;
}

const CODES = {
  overlap: ["coverage.overlap", "coverage.narrow_overlap"],
  gap: ["coverage.gap", "coverage.sliver"],
} as const;

export function checkCoverage(all: readonly Drawn[], label: Label, tolerance_m = TOLERANCE_M): Found[] {
  const groups = new Map<string, Difference[]>();
  for (const one of differences(all, tolerance_m)) {
    const id = `${one.claimed} ${one.narrow} ${[...one.beside].sort((a, b) => a - b).join(" ")}`;
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return [...groups.values()].map((same) => tell(same, all, label));
}

/** What is laid over the areas where their outer edges come close; never a village's position. */
const BRIDGE = "~";
/** At its open end a disc of the tolerance's width bites this share of its square off a strip. */
const BITE = Math.PI / 8;

function differences(all: readonly Drawn[], tolerance_m: number): Difference[] {
  const areas = new Map(all.map(({ parts }, i) => [String(i), parts]));
  const settled = lay({ areas });
  const open = bridges(settled, tolerance_m);
  open.forEach((part, i) => areas.set(`${BRIDGE}${i}`, [part]));
  const plane = open.length ? lay({ areas }) : settled;
  const grounds = dissolve(plane, (covers) => {
    const claims = [...covers].filter((one) => !one.startsWith(BRIDGE));
    if (claims.length === 1) return null;
    return claims.length === 0 && covers.size ? BRIDGE : claims.sort(byNumber).join(" ");
  });
  if (grounds.size === 0) return [];
  const borders = all.map((_, i) => borderOf(plane, String(i)));
  return [...grounds].flatMap(([claims, parts]) =>
    parts.flatMap((ground) => {
      const sliver = claims === BRIDGE;
      const owners = claims && !sliver ? claims.split(" ").map(Number) : [];
      const lengths = bordersWith(ground, borders);
      const beside = owners.length ? owners : lengths;
      if (beside.length < 2) return [];
      const circle = largestCircle(ground);
      const area = areaOf([ground]);
      if (sliver && area <= tolerance_m ** 2 + BITE * circle.width_m ** 2) return [];
      return [
        {
          ground,
          claimed: owners.length > 0,
          narrow: sliver || circle.width_m < tolerance_m,
          circle,
          area,
          beside,
          receiver: lengths.find((one) => beside.includes(one)) ?? beside[0]!,
        },
      ];
    }),
  );
}

const byNumber = (a: string, b: string): number => Number(a) - Number(b);

function borderOf(plane: Arrangement, label: string): Set<string> {
  const parts = dissolve(plane, (covers) => (covers.has(label) ? label : null)).get(label) ?? [];
  return new Set(parts.flat().flatMap((ring) => [...segmentsOf(ring)].map(([a, b]) => segmentKey(a, b))));
}

/** Positions of the areas that a piece of ground touches along an edge, the longest in degrees first. */
function bordersWith(ground: Part, borders: readonly ReadonlySet<string>[]): number[] {
  const lengths = new Map<number, number>();
  for (const ring of ground) {
    for (const [a, b] of segmentsOf(ring)) {
      const length = Math.hypot(a[0] - b[0], a[1] - b[1]);
      borders.forEach((border, i) => {
        if (border.has(segmentKey(a, b))) lengths.set(i, (lengths.get(i) ?? 0) + length);
      });
    }
  }
  return [...lengths].sort(([i, a], [j, b]) => b - a || i - j).map(([i]) => i);
}

function tell(same: readonly Difference[], all: readonly Drawn[], label: Label): Found {
  const widest = same.reduce((a, b) => (b.circle.width_m > a.circle.width_m ? b : a));
  const [first, ...others] = inOrder(widest);
  const area = same.reduce((sum, one) => sum + one.area, 0);
  const mends = widest.claimed
    ? []
    : widest.beside.map((i): Mend => ({ kind: "fill", village: all[i]!.id, gap: widest.ground }));
  return {
    code: CODES[widest.claimed ? "overlap" : "gap"][widest.narrow ? 1 : 0],
    feature: label(all[first!]!),
    params: {
      other: others.map((i) => label(all[i]!)).join(", "),
      count: same.length,
      ...raiFacts(area),
      width_m: widest.circle.width_m.toFixed(2),
    },
    lonlat: lonLat(widest.circle.at),
    village: all[first!]!.id,
    mends,
  };
}

/** The area that changes when narrow ground is cleaned comes first, as in gis/shapes/coverage_check.py. */
function inOrder({ claimed, narrow, beside, receiver }: Difference): number[] {
  const others = beside.filter((one) => one !== receiver);
  if (claimed) return narrow ? [...others, receiver] : [...beside];
  return [receiver, ...others];
}
