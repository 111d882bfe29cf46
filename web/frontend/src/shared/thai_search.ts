// Finding names as people type them: without prefixes, spaces and marks that are easily missed.

const PREFIX = /^(หมู่บ้าน|บ้าน|บ\.|ตำบล|ต\.|ban\s+)/;
const SPACE = /[\s\u200b-\u200d\ufeff.]+/g;
/** Tone marks, maitaikhu, thanthakhat: what is dropped when typed in haste. */
const MARKS = /[\u0e47-\u0e4e]/g;

/** A text as it is compared: one spelling of digits, case and spaces. */
export function plain(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\u0e4d\u0e32/g, "\u0e33")
    .replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - 0xe50))
    .toLowerCase()
    .trim()
    .replace(SPACE, " ")
    .trim();
}

/**
 * How well a name answers what was typed: 0 not at all, higher is better.
 *
 * Order: the whole name, its beginning, any part, and at last the same without tone marks.
 */
export function match(name: string, typed: string): number {
  const wanted = plain(typed);
  if (!wanted) return 0;
  const full = plain(name);
  const short = full.replace(PREFIX, "");
  const wantedShort = wanted.replace(PREFIX, "") || wanted;
  if (full === wanted || short === wantedShort) return 4;
  if (full.startsWith(wanted) || short.startsWith(wantedShort)) return 3;
  if (full.includes(wanted) || short.includes(wantedShort)) return 2;
  return bare(short).includes(bare(wantedShort)) ? 1 : 0;
}

function bare(text: string): string {
  return text.replace(MARKS, "").replace(/ /g, "");
}
