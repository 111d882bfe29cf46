/** The card that stands in the place of the chosen thing. */

import type { Saving } from "../app/saving";
import type { Card, Session } from "../app/session";
import type { VNode } from "./dom";
import { handInCard } from "./hand_in_card";

export const extraCard = (_: Card, session: Session, { saving }: { readonly saving: Saving }): VNode =>
  handInCard(session, saving);
