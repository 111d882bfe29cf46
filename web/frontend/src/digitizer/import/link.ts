/** Which village of the gazetteer an imported area is: its words say so, or nothing is added. */

import { codeOf, type Move } from "../checks/words_check";
import { splitMoo } from "../checks/moo";
import type { KnownVillage } from "../data";
import type { VillageWords } from "../drawing/drawing";

export interface Gazetteer {
  readonly known: readonly KnownVillage[];
  readonly tambon: string;
  readonly moves: readonly Move[];
}

/** The words with moo and code as the gazetteer has them; the very same where it does not. */
export function link(words: VillageWords, gazetteer: Gazetteer): VillageWords {
  const split = splitMoo(words.name);
  const spoken = { ...words, moo: words.moo ?? split.moo, name: split.name };
  const code = codeOf({ ...spoken, id: "", number: 0, parts: [] }, gazetteer, () => undefined);
  const village = gazetteer.known.find((one) => one.code === code);
  // What was written as a code stays for the officer to see, whatever is wrong with it.
  if (!village || (words.code && words.code !== code)) return words;
  if (words.code === code && words.moo === village.moo) return words;
  return { ...words, name: split.name || village.name, moo: village.moo, code };
}
