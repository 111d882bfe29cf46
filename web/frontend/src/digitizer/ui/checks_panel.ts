/** The office's words while drawing: each problem goes to its place and, where safe, mends it. */

import type { Session } from "../app/session";
import { fill, lang, t } from "../app/words";
import { CATALOGUE } from "../checks/catalogue";
import { DrawingCheck, type Mend } from "../checks/check_drawing";
import type { Found } from "../checks/found";
import type { MapView } from "../map/map_view";
import { villageOf } from "../drawing/drawing";
import { trimNeedles } from "../drawing/edits/corners";
import { cutToOutline, fillGap } from "../drawing/edits/outline";
import { setVillage } from "../drawing/edits/words";
import { gridPoint } from "../topology/point";
import { h, type VNode } from "./dom";

const PAUSE_MS = 250;
const RANK = { error: 0, warning: 1, note: 2 } as const;

/** Checks the drawing a moment after it last changed. */
export class Checker {
  problems: readonly Found[] = [];
  private checked: unknown = null;
  private guides: unknown = null;
  private timer = 0;
  private known: DrawingCheck | null = null;
  private language = "";

  constructor(private readonly session: Session) {
    session.onChange(() => this.later());
    this.later();
  }

  get worst(): string {
    const ranks = this.problems.map(({ code }) => CATALOGUE[code]?.severity ?? "note");
    return ranks.sort((a, b) => RANK[a] - RANK[b])[0] ?? "note";
  }

  /** The check that knows what it found before, unless that was in another language. */
  private check(): DrawingCheck {
    const { outline, data } = this.session;
    if (this.language !== lang()) {
      this.language = lang();
      this.known = new DrawingCheck({
        outline,
        known: data.villages,
        tambon: data.tambon.code,
        moves: data.moves,
        tolerance_m: data.tolerance_m,
        label: ({ name, moo }) =>
          [name || t("village.nameless"), moo && t("village.moo_short", { moo })].filter(Boolean).join(" "),
      });
    }
    return this.known!;
  }

  private later(): void {
    if (this.checked === this.session.drawing && this.guides === this.session.view.guides) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      if (this.session.view.preview) return this.later();
      this.checked = this.session.drawing;
      this.guides = this.session.view.guides;
      const drawn = this.check().look(this.session.drawing);
      const lines = this.session.view.guides.flatMap((guide) => guide.found);
      this.problems = [...lines, ...drawn];
      this.session.show({});
    }, PAUSE_MS);
  }
}

export function checksPanel(session: Session, map: MapView, { problems }: Checker): VNode[] {
  if (problems.length === 0) return [h("p.fine", {}, t("checks.fine"))];
  const sorted = [...problems].sort(
    (a, b) => RANK[severityOf(a)] - RANK[severityOf(b)] || a.code.localeCompare(b.code),
  );
  return [h("ul.problems", {}, ...sorted.map((found) => row(session, map, found)))];
}

const severityOf = (found: Found): keyof typeof RANK => CATALOGUE[found.code]?.severity ?? "note";

function row(session: Session, map: MapView, found: Found): VNode {
  const entry = CATALOGUE[found.code];
  const facts = { ...found.params, feature: found.feature, file: "", layer: "", field: "" };
  const severity = severityOf(found);
  return h(
    "li",
    { key: `${found.code} ${found.lonlat} ${found.feature}`, "data-severity": severity, "data-code": found.code },
    h("p.what", {}, h("span.severity", {}, t(`severity.${severity}`)), entry?.title[lang()] ?? found.code),
    h("p", {}, fill(entry?.message[lang()] ?? "", facts)),
    // The catalogue's sentences speak of a build, in which it has been mended.
    Boolean(found.mends?.length) &&
      severity === "note" &&
      entry?.effect === "repaired" &&
      h("p.quiet", {}, t("checks.at_build")),
    h(
      "div.buttons",
      {},
      found.lonlat &&
        h("button.small", { type: "button", onclick: () => goThere(session, map, found) }, t("checks.go")),
      ...(found.mends ?? []).map((mend) =>
        h(
          "button.small",
          { type: "button", "data-mend": mend.kind, onclick: () => apply(session, mend) },
          mendText(session, mend),
        ),
      ),
    ),
  );
}

function goThere(session: Session, map: MapView, { lonlat, village }: Found): void {
  const at = lonlat && gridPoint(...lonlat);
  if (village) session.show({ chosen: { kind: "village", id: village } });
  if (at) map.goTo(at);
}

function mendText(session: Session, mend: Mend): string {
  if (mend.kind === "cut") return t("village.cut");
  if (mend.kind === "trim") return t("checks.trim");
  if (mend.kind === "code") return t("checks.use_code", { code: mend.code });
  return t("checks.give_to", { name: villageOf(session.drawing, mend.village)?.name || "–" });
}

function apply(session: Session, mend: Mend): void {
  const { drawing, outline } = session;
  switch (mend.kind) {
    case "cut":
      return void session.apply("cut", cutToOutline(drawing, mend.village, outline));
    case "fill":
      return void session.apply("fill", fillGap(drawing, mend.village, mend.gap));
    case "trim":
      return void session.apply("delete_corner", trimNeedles(drawing, mend.tips));
    case "code":
      return void session.apply("words", setVillage(drawing, mend.village, { code: mend.code }));
  }
}
