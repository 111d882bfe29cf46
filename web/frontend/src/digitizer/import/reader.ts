/** What a file from outside comes to in a drawing; it asks nothing of the page, and so may be a worker's work. */

import { changeBetween } from "../drawing/change";
import { partsOfAll, type Drawing, type VillageWords } from "../drawing/drawing";
import { readDrawing } from "../export/drawing_file";
import { Unsettled } from "../topology/noding";
import { OutOfPatience, withPatience } from "../topology/patience";
import { isCoverage } from "../topology/validity";
import { refusal, type Answer, type Job, type Own } from "./answers";
import { decode } from "./decode";
import { cornersOf, type Corner } from "./feature";
import { limit, LIMITS, TooMuch } from "./limits";
import { link } from "./link";
import { openBytes } from "./open";
import { lookAt, takeIn } from "./look";
import { placeOthers } from "./others";
import { place, type Placed } from "./place";

/** Reads a file; a file that asks for too much, or is of a kind that nobody foresaw, is refused. */
export async function answer(job: Job): Promise<Answer> {
  try {
    return await read(job);
  } catch (trouble) {
    if (trouble instanceof TooMuch) return refusal(trouble.limit);
    if (trouble instanceof OutOfPatience) return refusal("seconds");
    // Where the stack of calls is full, something nests deeper than anything that is meant.
    return refusal(trouble instanceof Error && /stack|recursion/i.test(trouble.message) ? "depth" : null);
  }
}

async function read(job: Job): Promise<Answer> {
  const { file, bytes, drawing, gazetteer, wanted } = job;
  const kinds = new Set(job.kinds);
  const began = performance.now();
  const left = (): number => LIMITS.seconds * 1000 - (performance.now() - began);
  const own = drawing && withPatience(left(), () => readOwn(job, drawing));
  if (own && !wanted) return own;
  const opened = await openBytes(file, bytes);
  if (!drawing) return { kind: "records", read: opened };
  const { features, trouble } = opened;
  const byWords = (words: VillageWords): VillageWords => link(words, gazetteer);
  if (wanted === "look") {
    const known = new Set(gazetteer.known.map(({ code }) => code));
    const look = withPatience(left(), () => lookAt(drawing, features, kinds, byWords, known));
    return { kind: "look", look, own: own ? own.file : null, trouble };
  }
  const putIn = (): Placed =>
    wanted
      ? takeIn(drawing, features, kinds, byWords, { how: wanted.how, take: new Set(wanted.take) })
      : place(drawing, features, kinds, byWords);
  const { drawing: after, ...placed } = withPatience(left(), putIn);
  const change = after === drawing ? null : changeBetween(drawing, after);
  const corners = extremes(features.flatMap(({ shapes }) => shapes.map(cornersOf)));
  return { kind: "placed", ...placed, change, trouble, records: features.length, corners };
}

/** A drawing file of this page as it was saved; null of any other. */
function readOwn({ bytes, kinds }: Job, drawing: Drawing): Own | null {
  if (bytes.length > LIMITS.bytes || !/^\s*\{/.test(decode(bytes.subarray(0, 100))?.text ?? "")) return null;
  const own = readDrawing(new TextDecoder().decode(bytes));
  if (!own) return null;
  const { drawing: saved, ...file } = own;
  limit("own", saved.villages.length + saved.pins.length + (saved.others?.length ?? 0));
  if (!fits(saved)) return null;
  const next = Math.max(saved.next, drawing.next);
  const placed = placeOthers({ ...saved, next }, new Set(kinds));
  return { kind: "own", file, ...placed };
}

function fits({ villages }: Drawing): boolean {
  try {
    return isCoverage(partsOfAll(villages));
  } catch (trouble) {
    if (trouble instanceof Unsettled) return false;
    throw trouble;
  }
}

function extremes(shapes: readonly (readonly Corner[])[]): Corner[] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const corners of shapes) {
    for (const [lon, lat] of corners) {
      [west, south, east, north] = [
        Math.min(west, lon),
        Math.min(south, lat),
        Math.max(east, lon),
        Math.max(north, lat),
      ];
    }
  }
  return west > east
    ? []
    : [
        [west, south],
        [east, north],
      ];
}
