/** The standard symbols in their groups, to choose one for the next pin. */

import type { Session } from "../app/session";
import { lang } from "../app/words";
import { symbolElement } from "../map/pin_layer";
import { h } from "./dom";

export function pinPicker(session: Session): HTMLElement[] {
  const { groups, symbols } = session.data;
  const words = (row: { label_th: string; label_en: string }): string =>
    lang() === "th" ? row.label_th : row.label_en;
  return groups.flatMap((group) => {
    const rows = Object.entries(symbols).filter(([, row]) => row.group === group.id);
    if (rows.length === 0) return [];
    return [
      h("h2.group", {}, words(group)),
      h(
        "div.symbols",
        {},
        ...rows.map(([id, row]) =>
          h(
            "button.symbol",
            {
              type: "button",
              "data-focus": `kind-${id}`,
              "data-kind": id,
              "aria-pressed": session.view.pinKind === id ? "true" : "false",
              onclick: () => session.show({ pinKind: id }),
            },
            symbolElement(row, 26) as unknown as HTMLElement,
            h("span", {}, words(row)),
          ),
        ),
      ),
    ];
  });
}
