/** The standard symbols in their groups, to choose one for the next pin. */

import type { Session } from "../app/session";
import { lang, t } from "../app/words";
import { h, type VNode } from "./dom";
import { symbolPicture } from "./symbol_picture";

export function pinPicker(session: Session): VNode[] {
  const { groups, symbols } = session.data;
  const words = (row: { label_th: string; label_en: string }): string =>
    lang() === "th" ? row.label_th : row.label_en;
  const byName = h(
    "button.wide",
    {
      key: "by name",
      type: "button",
      "data-focus": "kind-",
      "data-kind": "",
      "aria-pressed": session.view.pinKind === "" ? "true" : "false",
      onclick: () => session.show({ pinKind: "" }),
    },
    t("pin.by_name"),
  );
  const kinds = groups.flatMap((group) => {
    const rows = Object.entries(symbols).filter(([, row]) => row.group === group.id);
    if (rows.length === 0) return [];
    return [
      h("h2.group", { key: `of ${group.id}` }, words(group)),
      h(
        "div.symbols",
        { key: group.id },
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
            symbolPicture(row, 26),
            h("span", {}, words(row)),
          ),
        ),
      ),
    ];
  });
  return [byName, ...kinds];
}
