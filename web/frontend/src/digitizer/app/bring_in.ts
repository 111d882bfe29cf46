/** Files in: another drawing, someone's KML or GPX, a picture of a paper map. */

import { readDrawing } from "../export/drawing_file";
import { isCoverage } from "../topology/validity";
import { partsOfAll, villageOf, type VillageWords } from "../drawing/drawing";
import type { Notice } from "../drawing/outcome";
import { link } from "../import/link";
import type { Corner, Shape } from "../import/feature";
import { openBytes } from "../import/open";
import { placeOthers } from "../import/others";
import { place } from "../import/place";
import { done } from "../drawing/outcome";
import type { MapView } from "../map/map_view";
import type { Session } from "./session";
import { t } from "./words";

export async function bringIn(session: Session, map: MapView, file: File): Promise<void> {
  if (session.view.readOnly) return session.say("tabs.looking_on", {}, "warn");
  if (file.type.startsWith("image/")) return layPicture(session, map, file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (openOwn(session, file.name, new TextDecoder().decode(bytes))) return;
  const { features, trouble } = await openBytes(file.name, bytes);
  const kinds = new Set(Object.keys(session.data.symbols));
  const { villages: known, tambon, moves } = session.data;
  const byWords = (words: VillageWords): VillageWords => link(words, { known, tambon: tambon.code, moves });
  const { drawing, guides, notices, areas, linked, traced, pins, lines, left } = place(session.drawing, features, kinds, byWords);
  if (drawing !== session.drawing && !session.apply("import", done(drawing))) return;
  const fresh = guides.map((guide) => ({ ...guide, name: guide.name || file.name }));
  session.show({ guides: [...session.view.guides, ...fresh], tab: "files" });
  map.showPlaces(features.flatMap(({ shapes }) => shapes.flatMap(cornersOf)));
  const said = [...new Set(trouble)].map((one) => t(`files.${one}`, { file: file.name }));
  if (features.length === 0 && said.length) session.say("files.said", { text: said.join(" · ") }, "warn");
  else {
    const more = [...said, traced && t("files.traced", { n: traced }), linked && t("files.linked", { n: linked }), cutText(session, notices)].filter(Boolean);
    const text = t("files.read", { file: file.name, areas, pins, lines, left });
    session.say("files.said", { text: [text, ...more].join(" · ") }, said.length ? "warn" : undefined);
  }
}

/** What of the new areas went to villages that were there; all at once, since a file has many. */
function cutText(session: Session, notices: readonly Notice[]): string {
  const cut = notices.filter((notice) => notice.kind === "overlap_cut");
  if (cut.length === 0) return "";
  const names = [...new Set(cut.map(({ village }) => villageOf(session.drawing, village)?.name || "–"))];
  const m2 = Math.round(cut.reduce((sum, { square_metres }) => sum + square_metres, 0));
  return t("notice.overlap_cut", { name: names.join(", "), m2: m2.toLocaleString("en-US") });
}

const cornersOf = (shape: Shape): readonly Corner[] =>
  shape.kind === "point" ? [shape.at] : shape.kind === "line" ? shape.corners : shape.rings.flat();

/** A phone may hand over a picture of a kind that this browser cannot show. */
async function layPicture(session: Session, map: MapView, file: File): Promise<void> {
  try {
    await map.paper.lay(file);
    session.show({ tool: "place_image", message: null, tab: "files" });
  } catch {
    session.say("files.picture_unknown", { file: file.name }, "warn");
  }
}

/** Opens a drawing file of this page as it was saved; whether it was one. */
function openOwn(session: Session, file: string, text: string): boolean {
  const own = readDrawing(text);
  if (!own || !isCoverage(partsOfAll(own.drawing.villages))) return false;
  if (own.tambon_code && own.tambon_code !== session.data.tambon.code) {
    session.say("files.other_tambon", { name: own.tambon || own.tambon_code }, "warn");
    return true;
  }
  const next = Math.max(own.drawing.next, session.drawing.next);
  const { drawing, guides, added } = placeOthers({ ...own.drawing, next }, new Set(Object.keys(session.data.symbols)));
  if (!session.apply("import", done(drawing), { chosen: null })) return true;
  session.show({ signed: { drawn_by: own.drawn_by, drawn_on: own.drawn_on }, guides: [...session.view.guides, ...guides] });
  tellOfOpened(session, file, added);
  return true;
}

/** Says what an opened drawing has that was not drawn here. */
function tellOfOpened(session: Session, file: string, added: number): void {
  const { villages, pins, others = [] } = session.drawing;
  const columns = new Set([...villages, ...pins].flatMap(({ more = {} }) => Object.keys(more)));
  const said = [
    t("files.opened", { file }),
    added > 0 && t("files.added", { n: added }),
    others.length > 0 && t("files.others", { n: others.length }),
    columns.size > 0 && t("files.columns", { names: [...columns].join(", ") }),
  ];
  session.say("files.said", { text: said.filter(Boolean).join(" · ") }, others.length ? "warn" : "fine");
}

/** Whole page: files dropped anywhere come in. */
export function acceptDrops(take: (file: File) => void): void {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer?.files ?? []) take(file);
  });
}
