/** Names, moo and codes of drawn villages, by the rules of layers/village/village_identity.py. */

import { compareKey, stripVillagePrefix } from "../../shared/thai_text";
import type { KnownVillage } from "../data";
import { labelPlace } from "../marks/label_place";
import { lonLat } from "../topology/point";
import type { Drawn, Found, Label } from "./found";
import { arabic, saysSeveralMoos, splitMoo } from "./moo";

const DIGITS = 8;
/** Problems that already say why a village has no code. */
const SAYS_WHY_NO_CODE: ReadonlySet<string> = new Set(["village.moo_unknown", "village.several_moos"]);

export interface Identified {
  readonly drawn: Drawn;
  /** Eight digits, or "". */
  readonly code: string;
}

export interface Words {
  readonly known: readonly KnownVillage[];
  readonly tambon: string;
  readonly moves: readonly Move[];
  readonly label: Label;
}

/** A tambon's or amphoe's old code, the new one, its name, and the year (พ.ศ.) of the change. */
export type Move = readonly [old: string, now: string, name: string, year_be: number];

/** What is wrong with the words, and which records speak of a village of their own. */
export function checkWords(
  all: readonly Drawn[],
  words: Words,
): { readonly found: Found[]; readonly kept: Identified[] } {
  const found: Found[] = [];
  const tell = (code: string, drawn: Drawn, params: Found["params"] = {}): void => {
    const place = labelPlace(drawn.parts);
    const lonlat = place ? { lonlat: lonLat(place) } : {};
    const mends =
      code === "codes.moved" ? [{ kind: "code" as const, village: drawn.id, code: String(params["new"]) }] : [];
    found.push({ code, feature: words.label(drawn), params, village: drawn.id, mends, ...lonlat });
  };
  const first = new Map<string, Drawn>();
  const kept: Identified[] = [];
  for (const written of all) {
    const code = codeOf(written, words, (problem, params) => tell(problem, written, params));
    checkKnown(written, code, words, (problem, params) => tell(problem, written, params));
    const { name, moo } = splitMoo(written.name);
    const drawn = moo === null ? written : { ...written, name };
    const before = first.get(code);
    if (!code || !before) {
      if (code) first.set(code, drawn);
      kept.push({ drawn, code });
    } else if (before.name !== drawn.name) {
      tell("village.drawn_twice", drawn, {
        village_code: code,
        other: words.label(before),
        other_file: "",
      });
    } else kept.push({ drawn, code });
  }
  for (const { drawn, code } of kept) {
    const known = words.known.find((village) => village.code === code);
    const said = found.some((one) => one.village === drawn.id && SAYS_WHY_NO_CODE.has(one.code));
    if (!code && !said) tell("village.no_code", drawn);
    if (!drawn.name && !known?.name) tell("village.no_name", drawn);
  }
  return { found, kept };
}

type Tell = (code: string, params: Found["params"]) => void;

/** A name without its prefix and what people write differently, to compare it by. */
const bare = (name: string): string => compareKey(stripVillagePrefix(name));

/** Whether code and name are the gazetteer's, where it knows the tambon at all. */
function checkKnown(drawn: Drawn, code: string, { known }: Words, tell: Tell): void {
  if (!code || !known.some((village) => village.code.slice(0, 6) === code.slice(0, 6))) return;
  const village = known.find((one) => one.code === code);
  if (!village) tell("codes.unknown", { value: code });
  else {
    const { name } = splitMoo(drawn.name);
    if (name && bare(name) !== bare(village.name)) {
      tell("codes.name_differs", { value: code, expected: village.name, written: name });
    }
  }
}

/** A village's code as people write it: `43-01-11-3`, `TH43011103`, `43011103.0`; "" if it is none. */
export function parseCode(text: string): string {
  const bare = text.replace(/^(?:tha?)\s*[-_]?\s*(?=\d)/i, "");
  const parted = /^\d{1,2}(?:\s*[-./_ ]\s*\d{1,2})+$/.test(bare) && !/^\d+\.0+$/.test(bare);
  const joined = parted
    ? bare
        .split(/\s*[-./_ ]\s*/)
        .map((pair) => pair.padStart(2, "0"))
        .join("")
    : bare.replace(/\.0+$/, "");
  // Provinces are 10 to 96, and nothing is numbered 00.
  return /^(?:[1-8]\d|9[0-6])(?:0[1-9]|[1-9]\d){3}$/.test(joined) ? joined : "";
}

/** The surest evidence first: a code, a moo, a name that one village alone has. */
export function codeOf(drawn: Drawn, { known, tambon, moves }: Omit<Words, "label">, tell: Tell): string {
  const written = arabic(drawn.code.trim());
  const split = splitMoo(drawn.name);
  const { name } = split;
  const stated = drawn.moo ?? split.moo;
  const parsed = parseCode(written);
  if (parsed) {
    const move = moves.find(([old]) => old.length > 4 && parsed.startsWith(old));
    const code = move ? move[1] + parsed.slice(move[0].length) : parsed;
    if (move) tell("codes.moved", { old: parsed, new: code, name: move[2], year_be: move[3] });
    if (stated && stated !== Number(code.slice(-2))) {
      tell("village.conflicting_code", { village_code: code, moo: stated });
    }
    return code;
  }
  if (written) tell("codes.malformed", { value: written, digits: DIGITS });
  if (saysSeveralMoos(drawn.name)) tell("village.several_moos", { written: drawn.name });
  if (stated) {
    const code = `${tambon}${String(stated).padStart(2, "0")}`;
    const here = known.filter((village) => village.code.startsWith(tambon));
    if (!here.length || here.some((village) => village.code === code)) return code;
    tell("village.moo_unknown", { moo: stated, tambon });
    return "";
  }
  const fitting = name ? known.filter((village) => bare(village.name) === bare(name)) : [];
  const [only] = fitting;
  if (!only || fitting.length > 1) return "";
  tell("village.code_from_name", { name, village_code: only.code });
  return only.code;
}
