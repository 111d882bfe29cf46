/** What a place is, told from its name: as layers/landmark/landmark_kind.py, by the same tables. */

import table from "../../../../../layers/data/name_heads.json";
import { arabicDigits, normalise } from "../../shared/thai_text";

/** A way in which names of a kind look: the kind, what is searched, and how much it counts. */
export type KindRow = readonly [kind: string, regex: string, priority?: number, weak?: 0 | 1, chosen?: 0 | 1];

interface Pattern {
  readonly kind: string;
  readonly regex: RegExp;
  readonly priority: number;
  readonly weak: boolean;
  /** Counts wherever it stands in the name. */
  readonly anywhere: boolean;
}

const LONGEST = 300;
const NUMBERING = /^(?:\(?\d{1,3}[.)]\s*|[-•*#]\s*|\d{1,3}\s+(?=\D))+/;
const NEW_PHRASE = /[\s([/,:;–-]$/;
const BETWEEN = /[\s([/,:;–.\d-]+/g;
const OTHERS = [...table.beside, ...table.roles];
const longestFirst = [...table.heads].sort((a, b) => b.length - a.length);
const escaped = longestFirst.map((head) => head.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
const HEADS = new RegExp(`^(?:(?:${escaped.join("|")})[\\s.\\d]*)*$`);

/** Answers with the kind that a name speaks of, "" where no row knows. */
export function kindTeller(rows: readonly KindRow[]): (name: string) => string {
  let patterns: readonly Pattern[] | null = null;
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    patterns ??= rows.flatMap(readPattern);
    const kind = tell(plainName(name), patterns);
    known.set(name, kind);
    return kind;
  };
}

function readPattern([kind, regex, priority = 0, weak = 0, chosen = 0]: KindRow): Pattern[] {
  const anywhere = chosen === 1 || priority > 0 || table.kinds_anywhere.includes(kind);
  try {
    return [{ kind, regex: new RegExp(regex, "g"), priority, weak: weak === 1, anywhere }];
  } catch {
    // A browser that cannot look behind (Safari before 16.4) does without the few that do.
    return [];
  }
}

/** The name without numbering, invisible characters and capital letters. */
const plainName = (name: string): string =>
  arabicDigits(normalise(name.slice(0, LONGEST)))
    .toLowerCase()
    .replace(NUMBERING, "")
    .trim();

/** Of those that match, what must not be published first; then the earliest, then the longest. */
function tell(plain: string, patterns: readonly Pattern[]): string {
  let [best, rank]: [string, readonly number[]] = ["", []];
  for (const pattern of patterns) {
    const found = firstSaid(pattern, plain);
    if (!found) continue;
    const own = [-pattern.priority, Number(pattern.weak), found.index, -found[0].length];
    if (!rank.length || isBefore(own, rank)) [best, rank] = [pattern.kind, own];
  }
  return best;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((one, at) => one !== b[at]);
  return i !== -1 && a[i]! < b[i]!;
}

/** The first match that speaks of the place itself, not of what it lies beside. */
function firstSaid({ regex, anywhere }: Pattern, plain: string): RegExpExecArray | null {
  regex.lastIndex = 0;
  for (let found = regex.exec(plain); found; found = regex.exec(plain)) {
    const words = found[0].trimStart();
    const start = found.index + found[0].length - words.length;
    if (words && (anywhere || speaksOfThePlace(plain.slice(0, start)))) return found;
    if (!found[0]) regex.lastIndex++;
  }
  return null;
}

/** Whether a word behind these letters names the place itself (layers/landmark/name_heads.py). */
function speaksOfThePlace(before: string): boolean {
  const plain = before.replace(BETWEEN, " ");
  if (HEADS.test(plain.trimStart())) return true;
  const last = plain.trim().split(/\s+/).at(-1) ?? "";
  return NEW_PHRASE.test(before) && !OTHERS.some((word) => last.endsWith(word));
}
