// The years as small columns that are the control; and playing through them.

import { find } from "../shared/dom";
import { word } from "../shared/words";

const STEP_MS = 1600;

export class Years {
  private timer: ReturnType<typeof setInterval> | undefined;
  private year = 0;

  constructor(
    private readonly years: readonly number[],
    private readonly changed: (year: number) => void,
  ) {
    find("years")?.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-year]");
      if (!button) return;
      this.stop();
      const wanted = Number(button.dataset.year);
      this.go(wanted === this.year ? 0 : wanted);
    });
    find("all-years")?.addEventListener("click", () => {
      this.stop();
      this.go(0);
    });
    find("play")?.addEventListener("click", () => (this.timer ? this.stop() : this.play()));
  }

  /** Show a year as chosen; 0 is every year. */
  show(year: number): void {
    this.year = this.years.includes(year) ? year : 0;
    for (const button of document.querySelectorAll<HTMLElement>("#years [data-year]")) {
      button.setAttribute("aria-pressed", String(Number(button.dataset.year) === this.year));
    }
    find("years")?.classList.toggle("one", this.year !== 0);
    find("all-years")?.setAttribute("aria-pressed", String(this.year === 0));
  }

  private go(year: number): void {
    this.show(year);
    this.changed(this.year);
  }

  private play(): void {
    const next = (): void => {
      const at = this.years.indexOf(this.year);
      if (at === this.years.length - 1 && this.timer) {
        this.stop();
        return;
      }
      this.go(this.years[at + 1] ?? this.years[0] ?? 0);
    };
    if (this.year === this.years[this.years.length - 1]) this.show(0);
    next();
    this.timer = setInterval(next, STEP_MS);
    this.drawPlay();
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = undefined;
    this.drawPlay();
  }

  private drawPlay(): void {
    const button = find("play");
    if (!button) return;
    const key = this.timer ? "years.pause" : "years.play";
    button.setAttribute("aria-pressed", String(this.timer !== undefined));
    const text = button.querySelector<HTMLElement>("[data-word]");
    if (text) {
      text.dataset.word = key;
      text.textContent = word(key);
    }
    const sign = button.querySelector("[aria-hidden]");
    if (sign) sign.textContent = this.timer ? "❚❚" : "▶";
  }
}
