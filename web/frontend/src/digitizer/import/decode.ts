/** Which letters the bytes of a text stand for, as gis/text/encoding.py and gis/text/broken_utf8.py. */

export interface Decoded {
  readonly text: string;
  /** Whether bytes without a meaning became U+FFFD. */
  readonly broken: boolean;
}

const MIN_THAI = 3;
const SHARE = 0.8;
const HALF = 0.5;
const MIN_OTHER = 6;
/** What is not Thai, or a mark where Thai has none: text of another code page. */
const ODD = /[^\0-\x7f\u0e01-\u0e5b\u00a0\u2013-\u2026\u20ac]/;
const MARK_ALONE = /(?:^|[^\u0e01-\u0e4e])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])/;

/** UTF-8 or what Excel calls Unicode, else what Thai Windows wrote before it; null for no text. */
export function decode(bytes: Uint8Array): Decoded | null {
  if (begins(bytes, [0xff, 0xfe])) return whole(new TextDecoder("utf-16le").decode(bytes));
  if (begins(bytes, [0xfe, 0xff])) return whole(new TextDecoder("utf-16be").decode(bytes));
  if (begins(bytes, [0x25, 0x50, 0x44, 0x46]) || bytes.subarray(0, 4000).includes(0)) return null;
  const utf8 = strictly(bytes);
  if (utf8 !== null) return whole(utf8);
  const western = /encoding=["'](iso-8859-1|latin1)/i.test(new TextDecoder("latin1").decode(bytes.subarray(0, 200)));
  if (western) return whole(new TextDecoder("latin1").decode(bytes));
  const lines = linesOf(bytes);
  if (!lines.some((line) => isLikeUtf8(line))) return whole(new TextDecoder("windows-874").decode(bytes));
  const read = lines.map(lineOf);
  return { text: read.map(({ text }) => text).join(""), broken: read.some(({ broken }) => broken) };
}

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
const whole = (text: string): Decoded => ({ text, broken: false });

function strictly(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The lines with their ends, as bytes. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, start)) {
    lines.push(bytes.subarray(start, at + 1));
    start = at + 1;
  }
  return [...lines, bytes.subarray(start)];
}

function lineOf(line: Uint8Array): Decoded {
  const utf8 = strictly(line);
  if (utf8 !== null) return whole(utf8);
  const thai = shareOfUtf8(line).share > HALF ? null : thaiLine(line);
  return thai === null ? { text: new TextDecoder("utf-8").decode(line), broken: true } : whole(thai);
}

/** Thai letters in UTF-8's own form, and their share of what is not ASCII. */
function shareOfUtf8(line: Uint8Array): { letters: number; share: number } {
  let letters = 0;
  let high = 0;
  line.forEach((byte, i) => {
    if (byte >= 0x80) high++;
    const [second, third] = [line[i + 1] ?? 0, line[i + 2] ?? 0];
    if (byte === 0xe0 && (second === 0xb8 || second === 0xb9) && third >= 0x80 && third <= 0xbf) letters++;
  });
  return { letters, share: (3 * letters) / Math.max(1, high) };
}

function isLikeUtf8(line: Uint8Array): boolean {
  const { letters, share } = shareOfUtf8(line);
  return letters >= MIN_THAI && share >= SHARE;
}

/** A line that is Thai in TIS-620 from its first letter to its last; null if not surely. */
function thaiLine(line: Uint8Array): string | null {
  const text = new TextDecoder("windows-874").decode(line);
  const letters = [...text].filter((letter) => letter >= "\u0e01" && letter <= "\u0e5b").length;
  const high = line.filter((byte) => byte >= 0x80).length;
  return letters >= MIN_OTHER && letters === high && !ODD.test(text) && !MARK_ALONE.test(text) ? text : null;
}
