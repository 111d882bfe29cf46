import type { Saving } from "../app/saving";
import { bringIn } from "../app/bring_in";
import type { KeptWork } from "../app/keeper";
import type { Session } from "../app/session";
import { timeText } from "../app/texts";
import { t, type Key } from "../app/words";
import { addVillage } from "../drawing/edits/add_village";
import { NAMELESS, type Json } from "../drawing/drawing";
import { done } from "../drawing/outcome";
import type { MapView } from "../map/map_view";
import { offeredStates } from "../storage/offered_states";
import { gridPoint, type Point } from "../topology/point";
import type { Guide } from "../import/place";
import { later, orTell } from "./later";
import { h, typed, type On, type VNode } from "./dom";
import { typedForm } from "./typed_form";

export function filesPanel(session: Session, map: MapView, saving: Saving, kept: KeptWork): VNode[] {
  return [
    h("h2", {}, t("files.save")),
    signatureFields(session),
    h(
      "div.stack",
      {},
      action("hand.title", "hand-in", () => session.show({ card: { kind: "hand_in" } })),
      action("files.download", "download", () => saving.download()),
      action("files.kml", "kml", () => void orTell(session, saving.kml())),
      action("files.picture", "picture", () => void orTell(session, saving.picture())),
    ),
    h("h2", {}, t("files.open")),
    chooser(session, map),
    ...(later(session, "more")?.filesMore(session, map) ?? []),
    ...imageControls(session, map),
    typedForm(session, (at) => map.goTo(at)),
    ...(session.view.guides.length
      ? [
          h("h2", {}, t("guides")),
          h("p.quiet", {}, t("guides.how")),
          h("ul.rows", {}, ...session.view.guides.map((guide) => guideRow(session, map, guide))),
        ]
      : []),
    ...others(session),
    h("h2", {}, t("past")),
    past(session, kept),
  ];
}

function action(key: Key, mark: string, onclick: () => void): VNode {
  return h("button.wide", { type: "button", "data-focus": mark, "data-do": mark, onclick }, t(key));
}

function signatureFields(session: Session): VNode {
  const field = (key: Key, name: "drawn_by" | "drawn_on", type: string): VNode => {
    const take = (text: string): void => session.show({ signed: { ...session.view.signed, [name]: text } });
    const input = typed(session.view.signed[name], take, { type, "data-focus": name, "data-field": name });
    return h("label.field", {}, h("span", {}, t(key)), input);
  };
  return h("div.pair", {}, field("files.who", "drawn_by", "text"), field("files.when", "drawn_on", "date"));
}

function chooser(session: Session, map: MapView): VNode {
  const input = h("input", {
    type: "file",
    multiple: true,
    accept: ".kml,.kmz,.geojson,.json,.gpx,.csv,.tsv,.txt,.zip,image/*",
    "data-field": "file",
    onchange: ({ currentTarget }: On<HTMLInputElement>) => {
      bringIn(session, map, [...(currentTarget.files ?? [])]);
      currentTarget.value = "";
    },
  });
  return h("label.drop", {}, t("files.drop"), input);
}

function imageControls(session: Session, map: MapView): VNode[] {
  if (!map.paper.shown) return [];
  const range = h("input", {
    type: "range",
    min: 10,
    max: 100,
    value: Math.round(map.paper.opacity * 100),
    "data-focus": "opacity",
    oninput: ({ currentTarget }: On<HTMLInputElement>) => map.paper.setOpacity(Number(currentTarget.value) / 100),
  });
  const again = (): void => session.show({});
  return [
    h("label.field", {}, h("span", {}, t("image.opacity")), range),
    h(
      "div.buttons",
      {},
      h("button.plain", { type: "button", onclick: () => session.show({ tool: "place_image" }) }, t("image.fit")),
      h(
        "button.danger",
        {
          type: "button",
          onclick: () => {
            map.paper.remove();
            session.show({ tool: "select" });
            again();
          },
        },
        t("image.remove"),
      ),
    ),
  ];
}

/** Features of the file that cannot be drawn: seen by name and kind, and taken away only by hand. */
function others(session: Session): VNode[] {
  const { others: kept = [] } = session.drawing;
  if (kept.length === 0) return [];
  const row = (one: Json): VNode => {
    const { name } = (one["properties"] ?? {}) as Json;
    const { type } = (one["geometry"] ?? {}) as Json;
    const without = (): void => {
      session.apply("delete", done({ ...session.drawing, others: kept.filter((other) => other !== one) }));
    };
    return h(
      "li",
      { "data-other": String(type ?? "") },
      h("span.name", {}, `${String(name ?? "") || t("others.nameless")} · ${String(type ?? "–")}`),
      h("button.small", { type: "button", onclick: without }, t("guides.remove")),
    );
  };
  return [h("h2", {}, t("others")), h("p.quiet", {}, t("others.why")), h("ul.rows", {}, ...kept.map(row))];
}

function guideRow(session: Session, map: MapView, guide: Guide): VNode {
  const others = session.view.guides.filter((other) => other !== guide);
  const use = (): void => {
    const ring = guide.corners.flatMap(([lon, lat]): Point[] => {
      const point = gridPoint(lon, lat);
      return point ? [point] : [];
    });
    const id = `v${session.drawing.next}`;
    session.apply("draw", addVillage(session.drawing, ring, session.view.target ?? NAMELESS), {
      guides: others,
      target: null,
      chosen: { kind: "village", id },
    });
  };
  return h(
    "li",
    {},
    h("span.name", {}, guide.name),
    h("button.small", { type: "button", onclick: () => map.showPlaces(guide.corners) }, t("checks.go")),
    guide.corners.length > 2 && h("button.small", { type: "button", onclick: use }, t("guides.use")),
    h("button.small", { type: "button", onclick: () => session.show({ guides: others }) }, t("guides.remove")),
  );
}

function past(session: Session, kept: KeptWork): VNode {
  const entries = offeredStates(kept.entries);
  if (entries.length === 0) return h("p.quiet", {}, t("past.none"));
  return h(
    "ul.rows.past",
    {},
    ...entries.map(({ number, at, edit }) =>
      h(
        "li",
        {},
        h("span.moo", {}, timeText(at)),
        h("span.name", {}, t(`edit.${edit}` as Key)),
        h(
          "button.small",
          {
            type: "button",
            "data-past": number,
            onclick: () => {
              kept.bringBack(session, number);
              session.say("past.brought", { time: timeText(at) });
            },
          },
          t("past.back"),
        ),
      ),
    ),
  );
}
