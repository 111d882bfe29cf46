/** One angle or length as people write it into a cell, as gis/reading/tables/coordinate_text.py. */

export type Axis = "lat" | "lon" | null;

const DIGITS = "๐๑๒๓๔๕๖๗๘๙";
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/[−–—]/g, "-"],
  [/[º˚]/g, "°"],
  [/[′’‘ʹ]/g, "'"],
  [/[″”“ʺ]|''/g, '"'],
  [/ละติจูด|latitude|lat/gi, "N "],
  [/ลองจิจูด|ลองติจูด|longitude|long?|lng/gi, "E "],
  [/องศา|deg(?:rees?)?/gi, "°"],
  [/ฟิลิปดา|พิลิปดา|วินาที|sec(?:onds?)?/gi, '"'],
  [/ลิปดา|นาที|min(?:utes?)?/gi, "'"],
  [/ตะวันออก|east/gi, "E"],
  [/ตะวันตก|west/gi, "W"],
  [/เหนือ|north/gi, "N"],
  [/ใต้|south/gi, "S"],
  // «Lat S 17»: the hemisphere says more than the axis.
  [/[NE][\s:=]+(?=[NSEW])/g, ""],
];
const AXES: Readonly<Record<string, Axis>> = { N: "lat", S: "lat", E: "lon", W: "lon" };
const ANGLE =
  /^\s*([NSEW])?\s*[:=]?\s*([+-])?\s*(\d+(?:\.\d+)?)(?:\s*°\s*(?:(\d+(?:\.\d+)?)\s*(?:'\s*(?:(\d+(?:\.\d+)?)\s*"?)?)?)?|[ \-:](\d{1,2}(?:\.\d+)?)(?:[ \-:](\d{1,2}(?:\.\d+)?))?(?=\s*(?:[NSEW]|$)))?\s*([NSEW])?\s*$/i;

/** Arabic digits and one way of writing each sign. */
export function plain(text: string): string {
  const digits = text.replace(/[๐-๙]/g, (digit) => String(DIGITS.indexOf(digit))).replace(/\u00a0/g, " ");
  return SIGNS.reduce((now, [pattern, sign]) => now.replace(pattern, sign), digits).replace(/^[ .:]+|[ .:]+$/g, "");
}

/** Decimal degrees and the axis that a letter names; null where it is no angle. */
export function readAngle(text: string): { readonly value: number; readonly axis: Axis } | null {
  const match = ANGLE.exec(plain(text));
  if (!match) return null;
  const [, before, sign, degrees, ...rest] = match;
  const after = rest.pop();
  const [minutes, seconds] = [Number(rest[0] ?? rest[2] ?? 0), Number(rest[1] ?? rest[3] ?? 0)];
  const [first, second] = [before?.toUpperCase(), after?.toUpperCase()];
  if ((first && second && first !== second) || minutes >= 60 || seconds >= 60) return null;
  const letter = first ?? second ?? "";
  const value = Number(degrees) + minutes / 60 + seconds / 3600;
  return { value: sign === "-" || letter === "S" || letter === "W" ? -value : value, axis: AXES[letter] ?? null };
}

/** Metres, thousands parted or not. */
export function readMetres(text: string): number | null {
  const digits = text.replace(/[๐-๙]/g, (digit) => String(DIGITS.indexOf(digit))).trim();
  const bare = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(digits) ? digits.replaceAll(",", "") : digits;
  const match = /^[EN]?\s*([+-]?\d+(?:\.\d+)?)\s*(?:m|ม\.?|เมตร)?\s*[EN]?$/i.exec(bare);
  return match ? Number(match[1]) : null;
}
