/** Files in: another drawing, someone's KML or GPX, a picture of a paper map. */

import { applyChange } from "../drawing/change";
import { type Pin, villageOf } from "../drawing/drawing";
import { done, type Notice } from "../drawing/outcome";
import { callOf } from "../export/drawing_file";
import type { Answer, Foreign, Job, Looked, Own } from "../import/answers";
import { openSheet, sheetKind, type SheetKind } from "./open_sheet";
import { NoSheet } from "../ground/sheet";
import { LIMITS, type Limit } from "../import/limits";
import type { How } from "../import/look";
import type { MapView } from "../map/map_view";
import { NoPart } from "./parts";
import { readApart } from "./reading";
import type { Looking, Message, Session } from "./session";
import { t } from "./words";

/** A reading that takes longer is told. */
const SLOW_MS = 400;
const MEGABYTE = 1_000_000;
/** Drawings that browsers count among the pictures, and none can show. */
const DRAWN = /dxf|dwg/i;

interface Said {
  readonly text: string;
  readonly tone: Message["tone"];
}

/** What was brought in together is read one after the other, and told together. */
let turn = Promise.resolve();

/** Brings files in; what is said of one stands until all of them are told. */
export function bringIn(session: Session, map: MapView, files: Iterable<File>): void {
  const said: Said[] = [];
  const { villages, pins } = session.drawing;
  const isEmpty = villages.length + pins.length === 0;
  for (const file of files) {
    turn = turn.then(async () => {
      const one = await bringOne(session, map, file, isEmpty);
      if (!one) return;
      said.push(one);
      const worst = said.find(({ tone }) => tone === "warn")?.tone ?? one.tone;
      session.say("files.said", { text: said.map(({ text }) => text).join(" · ") }, worst);
    });
  }
}

async function bringOne(session: Session, map: MapView, file: File, isEmpty: boolean): Promise<Said | null> {
  if (session.view.readOnly) return { text: t("tabs.looking_on"), tone: "warn" };
  const kind = await sheetKind(file);
  if (kind) return laySheet(session, map, file, kind);
  if (file.type.startsWith("image/") && !DRAWN.test(file.type)) return layPicture(session, map, file);
  if (file.size > LIMITS.bytes) return refused(file.name, "bytes");
  const slow = setTimeout(() => session.view.look ?? session.say("files.reading", { file: file.name }), SLOW_MS);
  try {
    return await takeOver(session, map, file.name, new Uint8Array(await file.arrayBuffer()), isEmpty);
  } catch (trouble) {
    if (trouble instanceof NoPart) return { text: t("part.missing"), tone: "warn" };
    throw trouble;
  } finally {
    clearTimeout(slow);
  }
}

/** Brings a file in: at once where nothing was drawn before it, else as was chosen after a look. */
async function takeOver(
  session: Session,
  map: MapView,
  file: string,
  bytes: Uint8Array,
  isEmpty: boolean,
): Promise<Said | null> {
  if (isEmpty) return tell(session, map, file, await readSteadily(session, file, bytes));
  const looked = await readSteadily(session, file, bytes, "look");
  if (looked.kind !== "look" || !isToChoose(looked, session)) {
    const answer = looked.kind === "look" ? await readSteadily(session, file, bytes) : looked;
    return tell(session, map, file, answer);
  }
  const [how, take] = await ask(session, file, looked);
  try {
    if (how === null) return { text: t("look.left", { file }), tone: "fine" };
    await session.photos.take(looked.own?.photos ?? {});
    const wanted = how === "open" ? undefined : { how, take };
    return tell(session, map, file, await readSteadily(session, file, bytes, wanted));
  } finally {
    // The card goes when what was chosen is done: until then there is nothing new to see.
    session.show({ look: null });
  }
}

/** What a file says for the drawing as it is; read again where that changed meanwhile. */
async function readSteadily(
  session: Session,
  file: string,
  bytes: Uint8Array,
  wanted?: Job["wanted"],
): Promise<Answer> {
  for (;;) {
    const { drawing } = session;
    const answer = await readApart({ ...jobOf(session, file, bytes), ...(wanted && { wanted }) });
    if (session.drawing === drawing || answer.kind === "refused") return answer;
  }
}

/**
 * Lines, pins that the work lacks, and areas where none is drawn take nothing from anybody: they come in at
 * once, as an undo takes them out. A drawing of another tambon is refused.
 */
function isToChoose({ look, own }: Looked, { data, drawing }: Session): boolean {
  if (own) return !own.tambon_code || own.tambon_code === data.tambon.code;
  return (drawing.villages.length > 0 && look.rows.length > 0) || look.same_pins > 0;
}

/** Shows what a file holds and waits for what is chosen: how, and which areas. */
function ask(
  session: Session,
  file: string,
  looked: Looked,
): Promise<readonly [how: How | "open" | null, take: readonly number[]]> {
  return new Promise((resolve) => {
    const answer: Looking["answer"] = (how) => {
      const { look } = session.view;
      if (look) session.show({ look: { ...look, answered: true } });
      resolve([how, look?.take ?? []]);
    };
    const changed = looked.own?.changed;
    // A phone hands in all there is: what was not drawn on it is not chosen unless somebody does.
    const meant = looked.look.rows.filter(({ words }) => !changed || changed.includes(callOf(words)));
    const take = meant.map(({ record }) => record);
    session.show({ look: { file, looked, take, answer, answered: false }, message: null });
  });
}

function jobOf({ data, drawing }: Session, file: string, bytes: Uint8Array): Job {
  const { villages: known, tambon, moves, symbols } = data;
  return { file, bytes, drawing, kinds: Object.keys(symbols), gazetteer: { known, tambon: tambon.code, moves } };
}

function tell(session: Session, map: MapView, file: string, answer: Answer): Said | null {
  if (answer.kind === "refused") return refused(file, answer.limit);
  if (answer.kind === "own") return openOwn(session, file, answer);
  return answer.kind === "placed" ? placeForeign(session, map, file, answer) : null;
}

/** Nothing of the file came in: why, and what can be done. */
function refused(file: string, limit: Limit | null): Said {
  if (!limit) return { text: t("files.not_readable", { file }), tone: "warn" };
  const most = limit === "bytes" ? LIMITS.bytes / MEGABYTE : LIMITS[limit];
  const why = t(`files.limit_${limit}`, { file, n: most.toLocaleString("en-US") });
  return { text: `${why} ${t("files.refused")}`, tone: "warn" };
}

function placeForeign(session: Session, map: MapView, file: string, answer: Foreign): Said | null {
  const { change, guides, notices, areas, linked, traced, pins, lines, left, trouble, records, corners, intricate } =
    answer;
  const named = change && { ...change, pins: change.pins.map((pin) => withKind(session, pin)) };
  if (named && !session.apply("import", done(applyChange(session.drawing, named)))) return null;
  const fresh = guides.map((guide) => ({ ...guide, name: guide.name || file }));
  // Lines are chosen in the tab of files; otherwise the officer stays where he went meanwhile.
  if (fresh.length) session.show({ guides: [...session.view.guides, ...fresh], tab: "files" });
  map.showPlaces(corners);
  const said = [...new Set(trouble)].map((one) => t(`files.${one}`, { file }));
  if (intricate.length) said.push(t("files.intricate", { file, names: namesOf(intricate) }));
  if (records === 0 && said.length) return { text: said.join(" · "), tone: "warn" };
  const more = [
    ...said,
    traced && t("files.traced", { n: traced }),
    linked && t("files.linked", { n: linked }),
    cutText(session, notices),
  ].filter(Boolean);
  const text = [t("files.read", { file, areas, pins, lines, left }), ...more].join(" · ");
  return { text, tone: said.length ? "warn" : "fine" };
}

/** A pin whose file says no kind is what its name says. */
function withKind({ data, kindOf }: Session, pin: Pin): Pin {
  const told = pin.kind ? "" : kindOf(pin.name);
  return data.symbols[told] ? { ...pin, kind: told } : pin;
}

/** So many names are listed before it says that there are more. */
const NAMED = 5;

const namesOf = (names: readonly string[]): string =>
  [...names.slice(0, NAMED).map((name) => name || "–"), ...(names.length > NAMED ? ["…"] : [])].join(", ");

/** What of the new areas went to villages that were there; all at once, since a file has many. */
function cutText(session: Session, notices: readonly Notice[]): string {
  const cut = notices.filter((notice) => notice.kind === "overlap_cut");
  if (cut.length === 0) return "";
  const names = [...new Set(cut.map(({ village }) => villageOf(session.drawing, village)?.name || "–"))];
  const m2 = Math.round(cut.reduce((sum, { square_metres }) => sum + square_metres, 0));
  return t("notice.overlap_cut", { name: names.join(", "), m2: m2.toLocaleString("en-US") });
}

/** A phone may hand over a picture of a kind that this browser cannot show. */
async function layPicture(session: Session, map: MapView, file: File): Promise<Said | null> {
  try {
    await map.paper.lay(file);
    session.show({ tool: "place_image", message: null, tab: "files" });
    return null;
  } catch {
    return { text: t("files.picture_unknown", { file: file.name }), tone: "warn" };
  }
}

/** A map or a photograph that says itself where it lies. */
async function laySheet(session: Session, map: MapView, file: File, kind: SheetKind): Promise<Said> {
  session.say("files.reading", { file: file.name });
  try {
    map.sheets.lay(await openSheet(file, kind));
    session.show({ tab: "ground" });
    return { text: t("sheet.laid", { file: file.name }), tone: "fine" };
  } catch (trouble) {
    if (trouble instanceof NoPart) return { text: t("part.missing"), tone: "warn" };
    if (!(trouble instanceof NoSheet)) throw trouble;
    return { text: t(`sheet.${trouble.why}`, { file: file.name, fact: trouble.fact }), tone: "warn" };
  }
}

/** Opens a drawing file of this page as it was saved. */
function openOwn(session: Session, file: string, { file: own, drawing, guides, added }: Own): Said | null {
  if (own.tambon_code && own.tambon_code !== session.data.tambon.code) {
    return { text: t("files.other_tambon", { name: own.tambon || own.tambon_code }), tone: "warn" };
  }
  if (!session.apply("import", done(drawing), { chosen: null })) return null;
  void session.photos.take(own.photos ?? {});
  session.show({
    signed: { drawn_by: own.drawn_by, drawn_on: own.drawn_on },
    guides: [...session.view.guides, ...guides],
  });
  return ofOpened(session, file, added);
}

/** What an opened drawing has that was not drawn here. */
function ofOpened(session: Session, file: string, added: number): Said {
  const { villages, pins, others = [] } = session.drawing;
  const columns = new Set([...villages, ...pins].flatMap(({ more = {} }) => Object.keys(more)));
  const said = [
    t("files.opened", { file }),
    added > 0 && t("files.added", { n: added }),
    others.length > 0 && t("files.others", { n: others.length }),
    columns.size > 0 && t("files.columns", { names: [...columns].join(", ") }),
  ];
  return { text: said.filter(Boolean).join(" · "), tone: others.length ? "warn" : "fine" };
}

/** Whole page: files dropped anywhere come in. */
export function acceptDrops(take: (files: FileList) => void): void {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length) take(event.dataTransfer.files);
  });
}
