// Choosing what the villages are coloured by: domain, indicator, year; with the ramp and list.

import { find, h, s } from "../shared/dom";
import { figures, nameOf, word } from "../shared/words";
import { fillOf, NO_DATA, type TambonData, type View } from "./data";

const PLAIN_KEY = "none";

export class ViewChoice {
  private readonly chips = find("chips");
  private readonly indicator = find<HTMLSelectElement>("indicator");
  private readonly year = find<HTMLSelectElement>("year");
  private domain = "";
  private part = "";
  private yearBe = 0;

  constructor(
    private readonly data: TambonData,
    private readonly changed: (key: string) => void,
  ) {
    this.chips?.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-domain]");
      if (!button) return;
      this.domain = button.dataset.domain ?? "";
      this.part = this.ownOrFirst();
      this.tell();
    });
    this.indicator?.addEventListener("change", () => {
      this.part = this.indicator?.value ?? "";
      this.tell();
    });
    this.year?.addEventListener("change", () => {
      this.yearBe = Number(this.year?.value);
      this.tell();
    });
  }

  /** Choose by a key of the address; "" is what the page shows first, "none" the plain map. */
  set(key: string): void {
    const named = (wanted: string) => this.data.views.find((v) => v.key === wanted);
    const view = named(key) ?? named(this.data.shown);
    this.yearBe = (view ?? this.data.views[0])?.year ?? 0;
    this.domain = key === PLAIN_KEY ? "" : (view?.domain ?? "");
    this.part = view?.indicator ?? "";
    this.draw();
  }

  /** The domain's own values; where only its indicators have some, the first of these. */
  private ownOrFirst(): string {
    const found = this.data.views.filter((v) => v.domain === this.domain);
    return found.some((v) => !v.indicator) ? "" : (found[0]?.indicator ?? "");
  }

  current(): View | null {
    const found = this.data.views.filter((v) => v.domain === this.domain && v.indicator === this.part);
    return found.find((v) => v.year === this.yearBe) ?? found[0] ?? null;
  }

  relabel(): void {
    this.draw();
  }

  private tell(): void {
    this.draw();
    this.changed(this.current()?.key ?? PLAIN_KEY);
  }

  private draw(): void {
    const view = this.current();
    for (const button of this.chips?.querySelectorAll<HTMLElement>("[data-domain]") ?? []) {
      button.setAttribute("aria-pressed", String((button.dataset.domain ?? "") === this.domain));
    }
    if (this.year) this.year.value = String(view?.year ?? this.yearBe);
    this.drawIndicators();
    this.drawRamp(view);
    this.drawList(view);
    const plain = find("legend-plain");
    if (plain) plain.hidden = view !== null;
    for (const figure of document.querySelectorAll<HTMLElement>("#radars figure")) {
      figure.hidden = figure.dataset.year !== String(view?.year ?? this.data.views[0]?.year);
    }
  }

  private drawIndicators(): void {
    const choice = find("indicator-choice");
    if (!choice || !this.indicator) return;
    const parts = this.data.views.filter((v) => v.domain === this.domain && v.indicator);
    const ids = [...new Set(parts.map((v) => v.indicator))];
    choice.hidden = ids.length === 0;
    const own = this.data.views.some((v) => v.domain === this.domain && !v.indicator);
    this.indicator.replaceChildren(...(own ? [h("option", { value: "" }, word("indicator.all"))] : []));
    for (const id of ids) {
      const any = parts.find((v) => v.indicator === id);
      if (any) this.indicator.append(h("option", { value: id }, nameOf(any)));
    }
    this.indicator.value = this.part;
  }

  private drawRamp(view: View | null): void {
    const ramp = find("ramp");
    if (!ramp) return;
    ramp.hidden = !view;
    if (!view) return;
    const notes = [
      word("year.be", { year: view.year }),
      view.unit,
      word(view.lowIsGood ? "low_is_good" : "high_is_good"),
      view.status ? word("unverified", { status: view.status }) : "",
    ];
    const list = h("ul");
    view.colours.forEach((colour, i) => {
      list.append(h("li", {}, swatch(colour, 36, 14), figures(view.labels[i] ?? "")));
    });
    list.append(h("li", {}, swatch(NO_DATA, 36, 14), word("no_data")));
    ramp.replaceChildren(
      h("p", {}, h("b", {}, nameOf(view)), " ", h("span", { class: "soft" }, notes.filter(Boolean).join(" · "))),
      list,
    );
  }

  private drawList(view: View | null): void {
    this.data.villages.forEach((village, index) => {
      const link = document.querySelector(`#village-list [data-key="${village.key}"] .value`);
      if (!link) return;
      if (!view) {
        link.replaceChildren();
        return;
      }
      const mark = swatch(fillOf(view, index), 12, 12);
      mark.setAttribute("class", "swatch");
      link.replaceChildren(mark, h("span", {}, figures(view.shown[index] || "–")));
    });
  }
}

function swatch(fill: string, width: number, height: number): SVGSVGElement {
  return s(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    s("path", { fill, d: `M0 0h${width}v${height}H0z` }),
  );
}
