/** The card that stands in the place of the chosen thing. */

import type { Saving } from "../app/saving";
import type { Card, Session } from "../app/session";
import type { MapView } from "../map/map_view";
import { compareCard } from "./compare_card";
import type { VNode } from "./dom";
import { handInCard } from "./hand_in_card";

interface Around {
  readonly saving: Saving;
  readonly map: MapView;
}

export const extraCard = (card: Card, session: Session, { saving, map }: Around): VNode =>
  card.kind === "hand_in" ? handInCard(session, saving) : compareCard(card, session, map);
