// What the province's search can find: its tambons, and its villages, loaded when they are asked for.

import { find, h } from "../shared/dom";
import type { Cell } from "../shared/grid";
import { type Findable, startSearchBox } from "../shared/search_box";
import { type Called, called } from "../shared/search_rank";
import { nameOf, word } from "../shared/words";
import type { ProvinceData, Tambon } from "./data";

/** A village as web/pages/search_index.py writes it. */
type Entry = readonly [
  code: string,
  th: string,
  en: string,
  words: string,
  englishWords: string,
  x: number | null,
  y: number | null,
];

export interface Found {
  readonly code: string;
  readonly label: string;
  readonly tambon: Tambon | undefined;
  readonly at: Cell | null;
}

export interface SearchEvents {
  readonly village: (village: Found) => void;
  readonly tambon: (code: string) => void;
}

/** Start it; call `forget` of what it returns after a change of language. */
export function startSearch(data: ProvinceData, events: SearchEvents): { forget: () => void } {
  return startSearchBox(async () => {
    const tambons = new Map(data.tambons.map((tambon) => [tambon.code, tambon]));
    const amphoes = new Map(data.amphoes.map((amphoe) => [amphoe.code, amphoe]));
    const notes = new Map<string, Called>();
    for (const tambon of data.tambons) {
      const amphoe = amphoes.get(tambon.amphoe);
      const within = amphoe ? [`อำเภอ${amphoe.th}`, amphoe.en] : [];
      const names = [`ตำบล${tambon.th}`, tambon.en && `Tambon ${tambon.en}`];
      notes.set(tambon.code, called(names, [...within, tambon.code]));
    }
    const entries = await loadEntries();
    return [
      ...data.tambons.map((tambon): Findable => {
        const amphoe = amphoes.get(tambon.amphoe);
        return {
          label: word("tambon.name", { name: nameOf(tambon) }),
          note: amphoe ? word("amphoe.name", { name: nameOf(amphoe) }) : "",
          called: notes.get(tambon.code) as Called,
          open: () => events.tambon(tambon.code),
        };
      }),
      ...entries.map((entry) => ofVillage(entry, tambons.get(entry[0].slice(0, 6)), notes, events)),
    ];
  });
}

function ofVillage(
  [code, th, en, words, englishWords, x, y]: Entry,
  tambon: Tambon | undefined,
  notes: ReadonlyMap<string, Called>,
  events: SearchEvents,
): Findable {
  const moo = Number(code.slice(6));
  const label = `${nameOf({ th, en })} ${word("moo.n", { n: moo })}`;
  const beside = notes.get(code.slice(0, 6));
  const names = [words, englishWords].filter(Boolean).map((each) => [...each.split(" "), `#${moo}`]);
  return {
    label,
    note: tambon ? word("tambon.name", { name: nameOf(tambon) }) : "",
    called: { names, more: [code, "บ้าน", ...(beside ? [...beside.names.flat(), ...beside.more] : [])] },
    open: () => events.village({ code, label, tambon, at: x === null || y === null ? null : [x, y] }),
  };
}

/** The villages, from the page itself or from the script beside it. A page on disk may run a
 *  script but not read a file; one that does not come leaves the tambons to be found. */
function loadEntries(): Promise<readonly Entry[]> {
  const inPage = find("places-data")?.textContent;
  if (inPage) return Promise.resolve(JSON.parse(inPage) as Entry[]);
  const address = find("search-form")?.dataset.places;
  if (!address) return Promise.resolve([]);
  return new Promise((resolve) => {
    const script = h("script", { src: address });
    script.addEventListener("load", () => resolve((window as { mubanPlaces?: readonly Entry[] }).mubanPlaces ?? []));
    script.addEventListener("error", () => resolve([]));
    document.head.append(script);
  });
}
