// What the tambon page's search can find: its villages and landmarks.

import { symbol } from "../shared/dom";
import { type Findable, startSearchBox } from "../shared/search_box";
import { called } from "../shared/search_rank";
import { nameOf, word } from "../shared/words";
import type { Landmark, TambonData, Village } from "./data";
import { fullName } from "./village_map";

export interface SearchEvents {
  readonly village: (index: number) => void;
  readonly landmark: (index: number) => void;
}

/** Start it; call `forget` of what it returns after a change of language. */
export function startSearch(data: TambonData, events: SearchEvents): { forget: () => void } {
  return startSearchBox(async () => [
    ...data.villages.map((village, index) => ofVillage(village, () => events.village(index))),
    ...data.landmarks.map((landmark, index) => ofLandmark(data, landmark, () => events.landmark(index))),
  ]);
}

function ofVillage(village: Village, open: () => void): Findable {
  const moo = village.moo ? ` หมู่ที่ ${village.moo}` : "";
  return {
    label: fullName(village),
    note: word("village"),
    called: called([village.name + moo, village.en && village.en + moo], [village.code, "บ้าน"]),
    open,
  };
}

function ofLandmark(data: TambonData, landmark: Landmark, open: () => void): Findable {
  const kind = data.kinds[landmark.kind];
  const village = data.villages.find((v) => v.code && v.code === landmark.village);
  const beside = [kind?.th ?? "", kind?.en ?? "", village?.name ?? "", village?.en ?? ""];
  return {
    label: landmark.name ?? word("landmark.unnamed"),
    note: kind ? nameOf(kind) : "",
    // One without a name is found by its kind.
    called: called(landmark.name ? [landmark.name] : [kind?.th ?? "", kind?.en ?? ""], beside),
    icon: () => symbol(`symbol-${landmark.kind}`),
    open,
  };
}
