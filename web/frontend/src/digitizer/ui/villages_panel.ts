import { NO_DRAFT, type Session } from "../app/session";
import { areaWords, t } from "../app/words";
import type { Village } from "../drawing/drawing";
import { stillToDraw } from "../drawing/progress";
import type { KnownVillage } from "../data";
import { areaOf } from "../measure/area";
import { raiText } from "../measure/rai";
import type { MapView } from "../map/map_view";
import { laidAside } from "../tools/aside";
import { h, type VNode } from "./dom";

export function startDrawing(session: Session, known: KnownVillage | null): void {
  if (session.view.readOnly) return session.say("tabs.looking_on", {}, "warn");
  const target = known && { name: known.name, moo: known.moo, code: known.code, note: "" };
  session.show({ tool: "draw", target, draft: NO_DRAFT, chosen: null, message: laidAside(session), taken: null });
}

export function villagesPanel(session: Session, map: MapView): VNode[] {
  const drawn = [...session.drawing.villages].sort((a, b) => (a.moo ?? 999) - (b.moo ?? 999));
  const left = stillToDraw(session.drawing, session.data.villages);
  return [
    h("h2", {}, t("villages.left"), h("span.count", {}, String(left.length))),
    left.length
      ? h("ul.rows", {}, ...left.map((known) => leftRow(session, known)))
      : h("p.quiet", {}, session.data.villages.length ? t("villages.all_done") : ""),
    h(
      "button.wide",
      { type: "button", "data-focus": "other", "data-do": "draw-other", onclick: () => startDrawing(session, null) },
      t("villages.other"),
    ),
    h("h2", {}, t("villages.drawn"), h("span.count", {}, String(drawn.length))),
    drawn.length
      ? h("ul.rows", {}, ...drawn.map((village) => drawnRow(session, map, village)))
      : h("p.quiet", {}, t("villages.none")),
    ...(session.outline.length ? [] : [h("p.quiet", {}, t("villages.no_outline"))]),
  ];
}

function leftRow(session: Session, known: KnownVillage): VNode {
  return h(
    "li",
    { key: known.code },
    h("span.moo", {}, String(known.moo)),
    h("span.name", {}, known.name),
    h(
      "button.small",
      {
        type: "button",
        "data-focus": `draw-${known.code}`,
        "data-draw": known.code,
        "aria-label": `${t("villages.draw")} ${known.name} ${t("village.moo_short", { moo: known.moo })}`,
        onclick: () => startDrawing(session, known),
      },
      t("villages.draw"),
    ),
  );
}

/** Whether somebody has checked it, as a sign behind its name. */
function signOf({ more }: Village): VNode | null {
  const said = more?.["check"];
  if (said !== "checked" && said !== "unsure") return null;
  return h("span.check", { "data-check": said, title: t(`check.${said}`) }, said === "checked" ? " ✓" : " ?");
}

function drawnRow(session: Session, map: MapView, village: Village): VNode {
  const chosen = session.chosenVillage === village.id;
  return h(
    "li",
    { key: village.id, "aria-current": chosen ? "true" : null },
    h(
      "button.row",
      {
        type: "button",
        "data-focus": village.id,
        "data-village": village.id,
        onclick: () => {
          session.show({ chosen: { kind: "village", id: village.id }, message: null });
          map.showParts(village.parts);
        },
      },
      h("span.moo", {}, village.moo ? String(village.moo) : "–"),
      h("span.name", {}, village.name || t("village.nameless"), signOf(village)),
      h("span.area", {}, raiText(areaOf(village.parts), areaWords())),
    ),
  );
}
