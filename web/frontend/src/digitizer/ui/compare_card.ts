/** What differs between a drawing file and the work: in words, and both shapes on the map. */

import type { Card, Session } from "../app/session";
import { t } from "../app/words";
import { compareDrawings, type Difference } from "../difference/compare";
import type { Drawing } from "../drawing/drawing";
import type { MapView } from "../map/map_view";
import { h, type VNode } from "./dom";
import { pinFacts, villageFacts } from "./difference_words";

type Comparing = Extract<Card, { kind: "compare" }>;

let latest: { readonly of: readonly [Drawing, Drawing]; readonly found: Difference } | null = null;

/** The same while neither drawing changes. */
function compared(other: Drawing, session: Session): Difference {
  const { drawing, data } = session;
  if (latest?.of[0] !== other || latest.of[1] !== drawing)
    latest = { of: [other, drawing], found: compareDrawings(other, drawing, data.tolerance_m) };
  return latest.found;
}

export function compareCard({ file, other }: Comparing, session: Session, map: MapView): VNode {
  const { villages, pins } = compared(other, session);
  const moved = villages.filter(({ border }) => border?.kind === "moved").length;
  const close = (): void => session.show({ card: null });
  const see = (act: () => void): VNode =>
    h("button.small", { type: "button", "data-do": "see", onclick: act }, t("checks.go"));
  const facts = (told: readonly string[]): VNode[] => told.map((fact) => h("small", {}, fact));
  return h(
    "section.card.look",
    { key: "compare", "data-card": "compare" },
    h("button.close", { type: "button", "aria-label": t("do.close"), onclick: close }, "×"),
    h("h2", {}, t("diff.title")),
    h("p.facts", {}, t("diff.of", { file })),
    h(
      "p.quiet",
      {},
      villages.length + pins.length
        ? t("diff.counts", { villages: villages.length, pins: pins.length, moved })
        : t("diff.same", { metres: session.data.tolerance_m }),
    ),
    h(
      "ul.rows",
      {},
      ...villages.map((one) => {
        const { village } = one;
        const moo = village.moo ? ` · ${t("village.moo_short", { moo: village.moo })}` : "";
        return h(
          "li",
          { key: `${one.change} ${village.id}`, "data-differs": village.code || village.name },
          h("span.name", {}, `${village.name || t("village.nameless")}${moo}`, ...facts(villageFacts(one))),
          village.parts.length > 0 && see(() => map.showParts(village.parts)),
        );
      }),
      ...pins.map((one) =>
        h(
          "li",
          { key: `${one.change} ${one.pin.id}`, "data-differs": one.pin.name },
          h("span.name", {}, one.pin.name || t("pins.nameless"), ...facts(pinFacts(one))),
          see(() => map.goTo(one.pin.at)),
        ),
      ),
    ),
  );
}
