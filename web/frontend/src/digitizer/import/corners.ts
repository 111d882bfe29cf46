/**
 * The text of KML coordinates, also where corners ran together or decimals stand behind commas:
 * as gis/reading/xml/kml_coordinates.py and joined_corners.py.
 */

import type { Corner } from "./feature";

/** What a text of coordinates says, and how sure it is. */
export interface CornerText {
  readonly corners: readonly Corner[];
  /** Places where several corners stood together and could be parted. */
  readonly joined: number;
  /** Corners with commas before their decimals. */
  readonly decimal: number;
  /** Places with more numbers than a corner has, which nothing explains. */
  readonly unclear: number;
}

interface Taken {
  readonly corners: readonly Corner[];
  readonly how: "plain" | "joined" | "decimal" | "unclear";
}

/** Numbers of one corner: longitude, latitude, height and time. */
const LONGEST = 4;
const LONGEST_WORD = 64;
const GLUED = /^(-?\d+?(?:\.\d*?)?)((?:9[6-9]|10[0-6])\.\d+)$/;

/** Thailand and half a degree around it. */
const near = (lon: number, lat: number): boolean => lon >= 96.84 && lon <= 106.14 && lat >= 5.13 && lat <= 20.96;

export function readCoordinates(text: string): CornerText {
  const words = text
    .split(",")
    .map((part) => part.trim())
    .join(",")
    .split(/\s+/)
    .filter(Boolean);
  const spaced = words.length > 1 && words.every((word) => !word.includes(","));
  const taken = spaced ? [take(words)] : words.map((word) => take(word.split(",")));
  const found = summed(taken);
  return spaced && words.length <= LONGEST && found.corners.length ? { ...found, joined: found.joined + 1 } : found;
}

/** The fixes of a track, each with spaces between its numbers. */
export const readFixes = (texts: readonly string[]): CornerText =>
  summed(texts.map((text) => take(text.trim().split(/[\s,]+/))));

function summed(taken: readonly Taken[]): CornerText {
  const count = (how: Taken["how"]): number => taken.filter((one) => one.how === how).length;
  return {
    corners: taken.flatMap(({ corners }) => corners),
    joined: count("joined"),
    decimal: count("decimal"),
    unclear: count("unclear"),
  };
}

function take(written: readonly string[]): Taken {
  let end = written.length;
  while (end > 2 && written[end - 1] === "") end--;
  const words = written.slice(0, end);
  const numbers = words.map(numberOf);
  const parted = part(numbers);
  const decimal = parted ? null : joinDecimals(words);
  if (decimal) return { corners: [decimal], how: "decimal" };
  const corners = parted ?? (words.length > 2 ? part(partGlued(words).map(numberOf)) : null);
  if (corners) return { corners, how: "joined" };
  if (numbers.length > LONGEST) return { corners: [], how: "unclear" };
  const [lon, lat] = numbers;
  const whole = lon !== undefined && lat !== undefined && numbers.slice(0, 3).every(Number.isFinite);
  return { corners: whole ? [[lon, lat]] : [], how: "plain" };
}

const numberOf = (word: string): number => (word.trim() ? Number(word) : Number.NaN);

/** Numbers in a row as corners of three, else of two numbers; null where one lies elsewhere. */
function part(numbers: readonly number[]): Corner[] | null {
  for (const width of [3, 2]) {
    if (numbers.length % width || numbers.length <= width) continue;
    const corners = numbers.flatMap((lon, i): Corner[] => (i % width ? [] : [[lon, numbers[i + 1]!]]));
    if (corners.every(([lon, lat]) => near(lon, lat))) return corners;
  }
  return null;
}

/** The numbers of words in which a longitude follows the number before it without a space. */
function partGlued(words: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    const found = i > 0 && word.length <= LONGEST_WORD ? GLUED.exec(word) : null;
    return found ? [found[1]!, found[2]!] : [word];
  });
}

/** A corner whose decimals stand behind commas (`103,25,18,2`). */
function joinDecimals(words: readonly string[]): Corner | null {
  if (words.length < LONGEST || words.length > LONGEST + 2) return null;
  if (!words.every((word) => word.length <= LONGEST_WORD && /^-?\d+$/.test(word))) return null;
  const [lon, lat] = [Number(`${words[0]}.${words[1]}`), Number(`${words[2]}.${words[3]}`)];
  return near(lon, lat) ? [lon, lat] : null;
}
