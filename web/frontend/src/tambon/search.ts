// What the tambon page's search can find: its villages and landmarks.

import { symbol } from "../shared/dom";
import { type Findable, startSearchBox } from "../shared/search_box";
import { nameOf, word } from "../shared/words";
import type { TambonData } from "./data";
import { fullName } from "./village_map";

export interface SearchEvents {
  readonly village: (index: number) => void;
  readonly landmark: (index: number) => void;
}

export function startSearch(data: TambonData, events: SearchEvents): void {
  startSearchBox(() => [
    ...data.villages.map((village, index): Findable => ({
      names: [fullName(village), village.name, village.en, village.code, `${village.moo}`],
      note: word("village"),
      open: () => events.village(index),
    })),
    ...data.landmarks.map((landmark, index): Findable => {
      const kind = data.kinds[landmark.kind];
      return {
        names: [landmark.name ?? word("landmark.unnamed"), kind?.th ?? "", kind?.en ?? ""],
        note: kind ? nameOf(kind) : "",
        icon: symbol(`symbol-${landmark.kind}`),
        open: () => events.landmark(index),
      };
    }),
  ]);
}
