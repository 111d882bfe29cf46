/** Which columns of a table hold coordinates, told by their headings, as gis/reading/tables/coordinate_columns.py. */

export type Role = "lat" | "lon" | "east" | "north" | "x" | "y" | "zone" | "pair";

/** Where a table's coordinates stand; `x` and `y` are the same column when both are in one cell. */
export interface Columns {
  /** Position of the row of headings. */
  readonly header: number;
  readonly x: number;
  readonly y: number;
  /** Whether the headings speak of degrees; null where they leave it open. */
  readonly degrees: boolean | null;
  readonly zoneColumn: number | null;
  readonly zone: number | null;
}

/** How far down the headings may stand under a table's titles. */
const HEADER_ROWS = 20;
const LATIN: Readonly<Record<string, Role>> = Object.fromEntries(
  (
    [
      ["lat", "lat latitude lattitude latitute"],
      ["lon", "lon long lng longitude longtitude longitute"],
      ["east", "easting east utme utmx e"],
      ["north", "northing north utmn utmy n"],
      ["x", "x xcoord coordx pointx"],
      ["y", "y ycoord coordy pointy"],
      ["zone", "zone utmzone"],
      ["pair", "coordinate coordinates latlon latlong latlng gps"],
    ] as const
  ).flatMap(([role, words]) => words.split(" ").map((word) => [word, role])),
);
const THAI: readonly (readonly [RegExp, Role])[] = [
  [/ละ?ติ?จู[ดต]|แลต|เส้นรุ้ง/, "lat"],
  [/ลองจิจู[ดต]|ลองติจู[ดต]|เส้นแวง/, "lon"],
  [/พิกัด(?:ทิศ)?ตะวันออก|ค่าตะวันออก/, "east"],
  [/พิกัด(?:ทิศ)?เหนือ|ค่าเหนือ/, "north"],
  [/โซน/, "zone"],
];
const BESIDE = /พิกัด|ค่า|แกน|เมตร|องศา|utm|wgs|84|coord(?:inate)?s?|gps|[^\p{L}\p{M}]/gu;

/** What a heading says its column is; null when it is no coordinate. */
export function roleOf(text: string): Role | null {
  if (text.length > 60) return null;
  const words = text.toLowerCase().split(/[^a-z]+/);
  const named = words.flatMap((word): Role[] => (word.length > 1 && LATIN[word] ? [LATIN[word]] : []));
  const single = [...new Set(named.filter((role) => role !== "pair"))].sort();
  if (single.includes("lat") && single.includes("lon")) return "pair";
  if (single[0]) return single[0];
  const found = THAI.filter(([pattern]) => pattern.test(text)).map(([, role]) => role);
  if (found.includes("lat") && found.includes("lon")) return "pair";
  if (found[0]) return found[0];
  const bare = text.toLowerCase().replace(BESIDE, "");
  if (/^[xyen]$/.test(bare)) return LATIN[bare]!;
  return named.length || text.includes("พิกัด") ? "pair" : null;
}

/** The UTM zone that a cell or heading names. */
export function zoneOf(text: string): number | null {
  const bare = text.replace(/utm|zone|โซน|wgs ?84|[:=()]/gi, " ").trim();
  const zone = Number(/^(\d{1,2})\s*(?:[C-HJ-NP-X]|เหนือ)?$/i.exec(bare)?.[1]);
  return zone >= 1 && zone <= 60 ? zone : null;
}

function statedZone(rows: readonly (readonly string[])[]): number | null {
  for (const cell of rows.flat()) {
    const found = /(?:utm|zone|โซน)\D{0,12}?(\d{1,2})\s*[a-z]?(?!\d)/i.exec(cell);
    const zone = found && zoneOf(found[1]!);
    if (zone) return zone;
  }
  return null;
}

/**
 * The heading row and the columns of coordinates; null without any.
 *
 * `reads` tells whether a cell holds both numbers of a place: a title above may speak of
 * coordinates too, and the cells below decide.
 */
export function findColumns(rows: readonly (readonly string[])[], reads: (cell: string) => boolean): Columns | null {
  let single: Columns | null = null;
  let most = 0;
  for (const [header, row] of rows.slice(0, HEADER_ROWS).entries()) {
    const roles = new Map<Role, number>();
    row.forEach((cell, column) => {
      const role = roleOf(cell);
      if (role && !roles.has(role)) roles.set(role, column);
    });
    const zoned = { header, zoneColumn: roles.get("zone") ?? null, zone: statedZone(rows.slice(0, header + 1)) };
    for (const [east, north, degrees] of [
      ["lon", "lat", true],
      ["east", "north", false],
      ["x", "y", null],
    ] as const) {
      const [x, y] = [roles.get(east), roles.get(north)];
      if (x !== undefined && y !== undefined) return { ...zoned, x, y, degrees };
    }
    const pair = roles.get("pair");
    if (pair === undefined) continue;
    const count = rows.slice(header + 1).filter((below) => reads(below[pair] ?? "")).length;
    if (count > most) [most, single] = [count, { ...zoned, x: pair, y: pair, degrees: null }];
  }
  return single;
}
