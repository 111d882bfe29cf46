/** Names, moo and codes of drawn villages, by the rules of layers/village/village_identity.py. */

import type { KnownVillage } from "../data";
import { labelPlace } from "../map/label_place";
import { lonLat } from "../topology/point";
import type { Drawn, Found, Label } from "./found";

const DIGITS = 8;
const THAI_ZERO = "๐".charCodeAt(0);

export interface Identified {
  readonly drawn: Drawn;
  /** Eight digits, or "". */
  readonly code: string;
}

export interface Words {
  readonly known: readonly KnownVillage[];
  readonly tambon: string;
  readonly label: Label;
}

/** What is wrong with the words, and which records speak of a village of their own. */
export function checkWords(
  all: readonly Drawn[],
  words: Words,
): { readonly found: Found[]; readonly kept: Identified[] } {
  const found: Found[] = [];
  const tell = (code: string, drawn: Drawn, params: Found["params"] = {}): void => {
    const place = labelPlace(drawn.parts);
    const lonlat = place ? { lonlat: lonLat(place) } : {};
    found.push({ code, feature: words.label(drawn), params, village: drawn.id, ...lonlat });
  };
  const first = new Map<string, Drawn>();
  const kept: Identified[] = [];
  for (const drawn of all) {
    const code = codeOf(drawn, words, (problem, params) => tell(problem, drawn, params));
    checkKnown(drawn, code, words, (problem, params) => tell(problem, drawn, params));
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
    if (!code) tell("village.no_code", drawn);
    if (!drawn.name && !known?.name) tell("village.no_name", drawn);
  }
  return { found, kept };
}

type Tell = (code: string, params: Found["params"]) => void;

/** A name without its prefix and blanks, to compare it by. */
const bare = (name: string): string => name.normalize("NFC").replace(/\s/g, "").replace(/^บ้าน/, "");

/** Whether code and name are the gazetteer's, where it knows the tambon at all. */
function checkKnown(drawn: Drawn, code: string, { known }: Words, tell: Tell): void {
  if (!code || !known.some((village) => village.code.slice(0, 6) === code.slice(0, 6))) return;
  const village = known.find((one) => one.code === code);
  if (!village) tell("codes.unknown", { value: code });
  else if (drawn.name && bare(drawn.name) !== bare(village.name)) {
    tell("codes.name_differs", { value: code, expected: village.name, written: drawn.name });
  }
}

function codeOf(drawn: Drawn, { known, tambon }: Words, tell: Tell): string {
  const written = drawn.code.trim().replace(/[๐-๙]/g, (d) => String(d.charCodeAt(0) - THAI_ZERO));
  if (/^\d{8}$/.test(written)) {
    if (drawn.moo && drawn.moo !== Number(written.slice(-2))) {
      tell("village.conflicting_code", { village_code: written, moo: drawn.moo });
    }
    return written;
  }
  if (written) tell("codes.malformed", { value: written, digits: DIGITS });
  if (drawn.moo) return `${tambon}${String(drawn.moo).padStart(2, "0")}`;
  const fitting = drawn.name ? known.filter(({ name }) => bare(name) === bare(drawn.name)) : [];
  const [only] = fitting;
  if (!only || fitting.length > 1) return "";
  tell("village.code_from_name", { name: bare(drawn.name), village_code: only.code });
  return only.code;
}
