// Where markers stand so that a thumb can tell them apart: the script's half of
// web/maps/marker_places.py. Lengths are pixels at the map's present zoom.

import { around, type Box, meets } from "./labels";

/** A true place; a lower rank finds its place first. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly rank: number;
  /** Stands by itself at its true place, whatever else is there. */
  readonly alone?: boolean;
}

/** A marker for one mark, or for several with their count; the first of its members leads. */
export interface Group {
  readonly x: number;
  readonly y: number;
  readonly members: readonly number[];
}

export interface MarkerRoom {
  /** Diameter of a marker as drawn. */
  readonly size: number;
  /** What a finger needs: no two markers are nearer, across or down. */
  readonly room: number;
  /** Whether a place lies on the ground that the markers belong to. */
  readonly inside?: (x: number, y: number) => boolean;
}

const TURNS = 12;
const RINGS = 5;
/** From ring to ring, in diameters. */
const RING = 0.6;

/** Places around a mark, nearest first, as shares of a marker's diameter. */
const AROUND: readonly (readonly [number, number])[] = [
  [0, 0],
  ...Array.from({ length: RINGS * TURNS }, (_, i): readonly [number, number] => {
    const radius = RING * (1 + Math.floor(i / TURNS));
    const angle = (2 * Math.PI * (i % TURNS)) / TURNS - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
];

/**
 * Every mark gets a marker: its own where there is room, else a count that it shares.
 *
 * None covers a name, none is nearer to another than a finger needs, and none stands outside
 * the ground; a marker that is not on its place is told by a line to it.
 */
export function placeMarkers(marks: readonly Mark[], names: readonly Box[], room: MarkerRoom): Group[] {
  const groups = gathered(marks, room.room);
  const placed: { x: number; y: number; members: number[]; alone: boolean }[] = [];
  for (const members of groups) {
    const lead = middle(
      members.flatMap((i) => marks[i] ?? []),
      room,
    );
    if (!lead) continue;
    const at = lead.alone ? lead : freePlace(lead, names, placed, room);
    if (at) placed.push({ x: at.x, y: at.y, members: [...members], alone: Boolean(lead.alone) });
    else nearest(placed, lead).members.push(...members);
  }
  return placed.map(({ x, y, members }) => ({ x, y, members }));
}

/** Marks that are nearer than a finger can tell, under the best ranked of them. */
function gathered(marks: readonly Mark[], room: number): number[][] {
  const order = marks
    .map((mark, i) => ({ mark, i }))
    .sort(
      (a, b) => Number(b.mark.alone ?? false) - Number(a.mark.alone ?? false) || a.mark.rank - b.mark.rank || a.i - b.i,
    );
  const groups: { lead: Mark; members: number[] }[] = [];
  for (const { mark, i } of order) {
    const near = groups
      .filter(({ lead }) => !lead.alone && !mark.alone && within(lead, mark, room))
      .sort((a, b) => squared(a.lead, mark) - squared(b.lead, mark))[0];
    if (near) near.members.push(i);
    else groups.push({ lead: mark, members: [i] });
  }
  return groups.map(({ members }) => members);
}

/** Where a marker would best stand: amid its members, if that is on the ground of the first. */
function middle(members: readonly Mark[], { inside }: MarkerRoom): Mark | undefined {
  const [first] = members;
  if (!first || members.length === 1) return first;
  const x = members.reduce((sum, mark) => sum + mark.x, 0) / members.length;
  const y = members.reduce((sum, mark) => sum + mark.y, 0) / members.length;
  const strays = inside?.(first.x, first.y) && !inside(x, y);
  return strays ? first : { ...first, x, y };
}

function freePlace(
  lead: Mark,
  names: readonly Box[],
  placed: readonly { readonly x: number; readonly y: number; readonly alone: boolean }[],
  { size, room, inside }: MarkerRoom,
): { x: number; y: number } | null {
  const onGround = inside?.(lead.x, lead.y) ?? false;
  for (const [dx, dy] of AROUND) {
    const at = { x: lead.x + dx * size, y: lead.y + dy * size };
    const box = around(at.x, at.y, size, size);
    if (names.some((name) => meets(box, name))) continue;
    if (placed.some((other) => within(other, at, room))) continue;
    if (onGround && !inside?.(at.x, at.y)) continue;
    return at;
  }
  // Where nothing is free a count takes it in; the very first stands on its place.
  return placed.some(({ alone }) => !alone) ? null : { x: lead.x, y: lead.y };
}

function nearest<T extends { readonly x: number; readonly y: number; readonly alone: boolean }>(
  placed: readonly T[],
  lead: Mark,
): T {
  return placed
    .filter(({ alone }) => !alone)
    .reduce((best, each) => (squared(each, lead) < squared(best, lead) ? each : best));
}

type Point = { readonly x: number; readonly y: number };

function within(a: Point, b: Point, room: number): boolean {
  return Math.abs(a.x - b.x) < room && Math.abs(a.y - b.y) < room;
}

function squared(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
