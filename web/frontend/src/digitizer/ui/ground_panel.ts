/** What lies under the drawing: map servers that the officer switches on, and how much of it shows. */

import type { Session } from "../app/session";
import { t, type Key } from "../app/words";
import { bringIn } from "../app/bring_in";
import type { Sheet } from "../ground/sheet";
import { isAddress, type Source } from "../ground/sources";
import type { MapView } from "../map/map_view";
import type { TileGround } from "../map/tile_ground";
import { h, type On, type VNode } from "./dom";

const FURTHEST = 1;
const NEAREST = 22;
const USUAL = 18;

export function groundPanel(session: Session, map: MapView): VNode[] {
  const { tiles } = map;
  const rows = tiles.sources.map((source) => sourceRow(session, tiles, source));
  return [
    h("h2", {}, t("ground.title")),
    session.ground.length > 0 && h("p.quiet", {}, t("ground.lines")),
    rows.length ? h("ul.rows", {}, ...rows) : h("p.quiet", {}, t("ground.none")),
    h("p.quiet", {}, t("ground.why")),
    h("details", {}, h("summary", {}, t("ground.add")), addForm(session, tiles)),
    ...sheetsOf(session, map),
    h("h2", {}, t("ground.opacity")),
    slider("ground.of_ground", "ground", tiles),
    slider("ground.of_villages", "villages", tiles),
  ].filter((one) => one !== false);
}

/** Files of this device that are shown, and the way to more. */
function sheetsOf(session: Session, map: MapView): VNode[] {
  const { sheets } = map;
  const remove = (sheet: Sheet): void => {
    sheets.remove(sheet);
    session.show({});
  };
  const small = (key: Key, onclick: () => void): VNode => h("button.small", { type: "button", onclick }, t(key));
  const row = (sheet: Sheet): VNode =>
    h(
      "li",
      { "data-sheet": sheet.name },
      h("span.name", {}, sheet.name, sheet.credit && h("small", {}, sheet.credit)),
      sheet.bounds && small("checks.go", () => sheets.goTo(sheet, true)),
      small("guides.remove", () => remove(sheet)),
    );
  const input = h("input", {
    type: "file",
    multiple: true,
    accept: ".mbtiles,.pmtiles,.tif,.tiff,image/*",
    "data-field": "sheet",
    onchange: ({ currentTarget }: On<HTMLInputElement>) => {
      bringIn(session, map, [...(currentTarget.files ?? [])]);
      currentTarget.value = "";
    },
  });
  return [
    h("h2", {}, t("sheet.title")),
    sheets.sheets.length > 0 && h("ul.rows", {}, ...sheets.sheets.map(row)),
    h("label.drop", {}, t("sheet.open"), input),
  ].filter((one) => one !== false);
}

function sourceRow(session: Session, tiles: TileGround, source: Source): VNode {
  const on = tiles.choice.on === source.address;
  const turn = (): void => {
    if (on) tiles.turnOff();
    else if (!tiles.turnOn(source, session.view.tab)) session.say("ground.unkept", {}, "warn");
  };
  const attributes = { type: "button", role: "switch", "aria-checked": String(on), "aria-label": source.name };
  return h(
    "li",
    { key: source.address, "data-source": source.address },
    h("span.name", {}, source.name, h("small", {}, source.attribution)),
    tiles.isOwn(source) &&
      h("button.small", { type: "button", onclick: () => tiles.remove(source) }, t("guides.remove")),
    h(`button.small${on ? ".on" : ""}`, { ...attributes, onclick: turn }, t(on ? "ground.off" : "ground.on")),
  );
}

function addForm(session: Session, tiles: TileGround): VNode {
  const field = (key: Key, name: string, more = {}): VNode =>
    h("label.field", {}, h("span", {}, t(key)), h("input", { name, "data-field": `source-${name}`, ...more }));
  const submit = (event: Event & On<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const source = sourceOf(new FormData(form));
    if (!isAddress(source.address)) return session.say("ground.bad_address", {}, "warn");
    if (!source.name || !source.attribution) return session.say("ground.needs_words", {}, "warn");
    if (!tiles.add(source)) return session.say("ground.unkept", {}, "warn");
    form.reset();
    session.say("ground.added", { name: source.name });
  };
  return h(
    "form.add-source",
    { onsubmit: submit },
    field("ground.name", "name"),
    field("ground.address", "address", { placeholder: "https://…/{z}/{x}/{y}.png", inputmode: "url" }),
    field("ground.attribution", "attribution", { placeholder: "© …" }),
    h(
      "div.pair",
      {},
      field("ground.max_zoom", "max_zoom", { type: "number", min: FURTHEST, max: NEAREST, placeholder: USUAL }),
      field("ground.key", "key"),
    ),
    h("button.plain", { type: "submit", "data-do": "add-source" }, t("ground.put")),
  );
}

function sourceOf(form: FormData): Source {
  const words = (name: string): string => String(form.get(name) ?? "").trim();
  const zoom = Number(words("max_zoom")) || USUAL;
  return {
    name: words("name"),
    address: words("address"),
    attribution: words("attribution"),
    max_zoom: Math.min(NEAREST, Math.max(FURTHEST, Math.round(zoom))),
    key: words("key"),
  };
}

function slider(key: Key, what: "ground" | "villages", tiles: TileGround): VNode {
  const oninput = ({ currentTarget }: On<HTMLInputElement>): void =>
    tiles.setOpacity(what, Number(currentTarget.value) / 100);
  const value = Math.round(tiles.choice[what] * 100);
  const range = h("input", { type: "range", min: 0, max: 100, value, "data-field": `opacity-${what}`, oninput });
  return h("label.field", {}, h("span", {}, t(key)), range);
}
