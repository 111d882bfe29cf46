// The card of the chosen village or landmark.

import { directionsLink } from "../shared/directions";
import { find, h, symbol } from "../shared/dom";
import { latLngOf } from "../shared/grid";
import { count, currentLang, figures, nameOf, word } from "../shared/words";
import type { Landmark, TambonData, View, Village } from "./data";
import { landmarkName } from "./landmark_markers";
import { fullName } from "./village_map";

export interface CardEvents {
  readonly close: () => void;
  readonly landmark: (index: number) => void;
  readonly village: (index: number) => void;
}

export class VillageCard {
  private readonly card = find("village-card");

  constructor(
    private readonly data: TambonData,
    private readonly events: CardEvents,
  ) {}

  /** Show a village; null puts the card away. */
  show(index: number | null, view: View | null): void {
    const village = index === null ? undefined : this.data.villages[index];
    if (!this.card) return;
    this.card.hidden = !village;
    if (index === null || !village) return;
    this.card.replaceChildren(
      this.closeButton(),
      whereOf(),
      h("h2", {}, fullName(village)),
      badges(village) ?? "",
      facts(village),
      h(
        "p",
        { class: "ways" },
        village.at ? directionsLink(latLngOf(this.data.grid, village.at), fullName(village)) : "",
        village.page ? h("a", { class: "button own-page", href: village.page }, word("village.page")) : "",
      ),
      ...this.values(index, view),
      ...this.landmarks(village),
    );
  }

  showLandmark(index: number): void {
    const landmark = this.data.landmarks[index];
    if (!this.card || !landmark) return;
    const kind = this.data.kinds[landmark.kind];
    const at = this.data.villages.findIndex((v) => v.code && v.code === landmark.village);
    const name = landmark.name ?? word("landmark.unnamed");
    this.fill(
      h("h2", {}, name),
      h("p", { class: "group" }, symbol(`symbol-${landmark.kind}`), kind ? nameOf(kind) : ""),
      landmark.note ? h("p", {}, landmark.note) : "",
      landmark.photo ? h("img", { class: "photo", src: landmark.photo, alt: name }) : "",
      h(
        "p",
        { class: "ways" },
        landmark.at ? directionsLink(latLngOf(this.data.grid, landmark.at), name) : "",
        at < 0 ? "" : this.villageButton(at),
      ),
    );
  }

  /** Several landmarks that share a count on the map, to choose from. */
  showSeveral(indices: readonly number[]): void {
    const list = h("ul", { class: "several" });
    for (const index of indices) {
      const landmark = this.data.landmarks[index];
      if (landmark) list.append(h("li", {}, this.landmarkButton(landmark, index)));
    }
    this.fill(h("h2", {}, word("count.landmarks", { n: indices.length })), list);
  }

  private fill(...content: (Node | string)[]): void {
    if (!this.card) return;
    this.card.hidden = false;
    this.card.replaceChildren(this.closeButton(), ...content);
  }

  private villageButton(index: number): HTMLButtonElement {
    const village = this.data.villages[index] as Village;
    const button = h("button", { type: "button" }, fullName(village));
    button.addEventListener("click", () => this.events.village(index));
    return button;
  }

  private closeButton(): HTMLButtonElement {
    const button = h("button", { type: "button", class: "close", "aria-label": word("close") }, "×");
    button.addEventListener("click", () => this.events.close());
    return button;
  }

  private values(index: number, view: View | null): Node[] {
    const village = this.data.villages[index];
    const year = view?.year ?? this.data.views[0]?.year;
    const drawn = document.querySelector<SVGElement>(
      `#radars figure[data-key="${village?.key}"][data-year="${year}"] .radar`,
    );
    const parts: Node[] = [];
    if (drawn) parts.push(drawn.cloneNode(true));
    if (year !== undefined) {
      const scale = view && view.scale[0] !== null && view.scale[1] !== null;
      const note = [
        word("mean.dashed"),
        word("cia.year", { year }),
        scale ? word("scale", { min: String(view.scale[0]), max: String(view.scale[1]) }) : word("scale.unknown"),
      ];
      parts.push(h("p", { class: "soft" }, note.join(" · ")));
    }
    const compared = this.comparison(index);
    if (compared) parts.push(compared);
    return parts;
  }

  /** Values by year, where there are several years. */
  private comparison(index: number): Node | null {
    const years = [...new Set(this.data.views.map((v) => v.year))].sort((a, b) => a - b);
    if (years.length < 2) return null;
    const domains = this.data.views.filter((v) => !v.indicator);
    const ids = [...new Set(domains.map((v) => v.domain))];
    const head = h("tr", {}, h("th", { scope: "col" }, word("years.compared")));
    for (const year of years) {
      head.append(h("th", { scope: "col", class: "figure" }, figures(String(year))));
    }
    const body = h("tbody");
    for (const id of ids) {
      const any = domains.find((v) => v.domain === id);
      if (!any) continue;
      const row = h("tr", {}, h("th", { scope: "row" }, nameOf(any)));
      for (const year of years) {
        const view = domains.find((v) => v.domain === id && v.year === year);
        row.append(h("td", { class: "figure" }, shownValue(view, index)));
      }
      body.append(row);
    }
    return h("table", {}, h("thead", {}, head), body);
  }

  /** The village's landmarks under the names of their groups. */
  private landmarks(village: Village): Node[] {
    const here = this.data.landmarks.flatMap((landmark, index) =>
      village.code && landmark.village === village.code ? [{ landmark, index }] : [],
    );
    if (!here.length) return [];
    const parts: Node[] = [h("h3", {}, word("count.landmarks", { n: here.length }))];
    for (const group of this.data.groups) {
      const inGroup = here.filter(({ landmark }) => this.data.kinds[landmark.kind]?.group === group.id);
      if (!inGroup.length) continue;
      const list = h("ul", { "aria-label": nameOf(group) });
      for (const { landmark, index } of inGroup) {
        list.append(h("li", {}, this.landmarkButton(landmark, index)));
      }
      parts.push(h("p", { class: "soft", "aria-hidden": "true" }, nameOf(group)), list);
    }
    return parts;
  }

  private landmarkButton(landmark: Landmark, index: number): HTMLButtonElement {
    const button = h(
      "button",
      { type: "button", class: "plain" },
      symbol(`symbol-${landmark.kind}`),
      landmark.name ?? landmarkName(this.data, landmark),
    );
    button.addEventListener("click", () => this.events.landmark(index));
    return button;
  }
}

/** The tambon's name: a card may be all that a reader sees of the page. */
function whereOf(): HTMLElement {
  return h("p", { class: "soft where" }, document.querySelector("h1")?.textContent ?? "");
}

/** A value as it may be shown, or why there is none. */
export function shownValue(view: View | undefined, index: number): string {
  if (view?.shown[index]) return figures(view.shown[index]);
  return view?.withheld[index] ? word("suppressed") : word("no_data");
}

function badges(village: Village): HTMLElement | null {
  if (!village.chosen.length) return null;
  const list = h("p", { class: "badges" });
  for (const { level, year } of village.chosen) {
    const star = level === "province" ? "★" : "●";
    const said = word("designation.badge", { level: word(`level.${level}`), year });
    list.append(
      h("span", { class: "badge", title: said }, `${star} ${word(`level.${level}`)} ${figures(String(year))}`),
    );
  }
  return list;
}

function facts(village: Village): HTMLElement {
  const [rai, ngan, wah] = village.area ?? [0, 0, 0];
  const year = village.year ? ` (${word("figures.year", { year: village.year })})` : "";
  return pairs([
    [word("area"), village.area ? word("area.full", { rai: count(rai), ngan, wah }) : ""],
    [word("population"), village.population === null ? "" : word("persons.n", { n: count(village.population) }) + year],
    [word("households"), village.households === null ? "" : word("households.n", { n: count(village.households) })],
    [word("code"), village.code],
    [
      word("note"),
      [
        village.outside === null ? "" : word("outside", { n: village.outside }),
        village.place === "drawn" ? "" : word(`place.${village.place}`),
      ]
        .filter(Boolean)
        .join(" "),
    ],
  ]);
}

function pairs(rows: readonly (readonly [string, string])[]): HTMLElement {
  const list = h("dl", { lang: currentLang() });
  for (const [name, value] of rows) {
    if (value) list.append(h("dt", {}, name), h("dd", {}, value));
  }
  return list;
}
