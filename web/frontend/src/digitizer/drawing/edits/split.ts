import { areaOf } from "../../measure/area";
import type { Part, Point } from "../../topology/point";
import { keyOf } from "../../topology/point";
import { NAMELESS, villageOf, type Drawing, type Village } from "../drawing";
import { refused, settled, withVillages, type Outcome } from "../outcome";
import { recut, withParts } from "../recut";

/**
 * Cuts a village along a line.
 *
 * The largest piece keeps the village's name; every other piece becomes a village without
 * one. Neighbours get a corner where the line meets their border, and lose no ground.
 */
export function splitVillage(drawing: Drawing, id: string, line: readonly Point[]): Outcome {
  const village = villageOf(drawing, id);
  if (!village || village.parts.length === 0) return refused("no_such_thing");
  if (line.length < 2) return refused("does_not_cut", line[0]);
  return settled(() => cutAlong(drawing, village, line));
}

function cutAlong(drawing: Drawing, village: Village, line: readonly Point[]): Outcome {
  const order = drawing.villages.map(({ id }) => id);
  const piece = (covers: ReadonlySet<string>, face: number): string | null => {
    const owner = order.find((id) => covers.has(id)) ?? null;
    return owner === village.id ? `${village.id} ${face}` : owner;
  };
  const over = { areas: new Map<string, Part[]>(), cuts: [line] };
  const { villages, others } = recut(drawing.villages, over, piece);
  const pieces = [...others.values()].sort((a, b) => areaOf(b) - areaOf(a) || first(a) - first(b));
  if (pieces.length <= village.parts.length) return refused("does_not_cut", line[0]);
  const kept = withParts(village, pieces[0]!);
  const fresh = pieces.slice(1).map((parts, i): Village => ({
    id: `v${drawing.next + i}`,
    ...NAMELESS,
    parts,
  }));
  return withVillages(
    drawing,
    [...villages.map((v) => (v.id === village.id ? kept : v)), ...fresh],
    {
      next: drawing.next + fresh.length,
      notices: pieces.length > 2 ? [{ kind: "split_into", pieces: pieces.length }] : [],
    },
  );
}

const first = (parts: readonly Part[]): number => keyOf(parts[0]![0]![0]!);
