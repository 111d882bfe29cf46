/** Opens the page: data, kept work, map, panel. */

import { photosOf } from "./drawing/photo_of";
import { acceptDrops, bringIn } from "./app/bring_in";
import { AutoSave } from "./app/auto_save";
import { KeptWork } from "./app/keeper";
import { fetchAhead, placeParts } from "./app/parts";
import { readApart } from "./app/reading";
import { Saving } from "./app/saving";
import { Session, type View } from "./app/session";
import { chooseLang, t } from "./app/words";
import type { Imported } from "./import/feature";
import { firstDrawing, readData, workOf, type PageData } from "./data";
import { partsOfAll, type Drawing } from "./drawing/drawing";
import { addPin, setPin } from "./drawing/edits/words";
import { readDrawing } from "./export/drawing_file";
import { MapView } from "./map/map_view";
import type { PaperImage } from "./map/paper_image";
import { fileNameOf, readSaved } from "./storage/file";
import { isCoverage } from "./topology/validity";
import { Checker } from "./ui/checks_panel";
import { h } from "./ui/dom";
import { header } from "./ui/header";
import { hintBar } from "./ui/hint_bar";
import { mapButtons } from "./ui/map_buttons";
import { button, Notices, said } from "./ui/notices";
import { offerOtherWork } from "./ui/other_work";
import { panel } from "./ui/panel";
import { Sitting } from "./ui/sitting";
import { stepBack, toolbar } from "./ui/toolbar";
import { steadily } from "./ui/steady";
import { Versions } from "./ui/versions";

/** An opening of the kept work that takes longer is told. */
const SLOW_MS = 500;

const byId = (id: string): HTMLElement => document.getElementById(id)!;

export async function openPage(): Promise<void> {
  const data = readData();
  chooseLang(data.lang);
  placeParts(data.parts);
  const notices = new Notices(byId("notice"));
  const kept = await openKept(workOf(data), notices);
  const first = firstDrawing(data, await savedDrawing(data));
  const session = new Session(data, kept.last ?? first.drawing);
  session.began = first.drawing;
  kept.follow(session);
  const sitting = new Sitting(session, kept, notices, first.drawing);
  const map = new MapView(byId("map"), session);
  const page = { version: data.save?.base ?? "", replaces: data.replaces, drawing: first.drawing };
  const versions = new Versions(session, kept, notices, page);
  sitting.beganAfresh = () => versions.begin();
  const saving = new Saving(session, kept, versions);
  const autoSave = new AutoSave(session, kept, saving, versions, (why) => tellOfSaving(notices, why));
  const checker = new Checker(session);
  const draws = [
    header(byId("head"), session, { saving, kept, relabel: () => map.relabel() }),
    hintBar(byId("hint"), session, (at) => map.goTo(at)),
    mapButtons(byId("map-buttons"), session, map),
    toolbar(byId("toolbar"), session),
    panel(byId("panel"), session, { map, saving, kept, checker }),
  ];
  const drawAll = steadily(() => draws.forEach((draw) => draw()));
  const carried = (): boolean => session.view.preview !== null;
  session.onChange(() => {
    // While a corner is carried only the map changes, and frames count.
    if (!carried()) drawAll();
  });
  listenKeys(session, saving);
  await keepPaper(map.paper, kept);
  acceptDrops((files) => bringIn(session, map, files));
  await sitting.begin();
  versions.compare();
  autoSave.begin();
  await offerOtherWork(session, kept, notices).catch(() => undefined);
  session.show({});
  map.showWhole();
  beginGround(session, map, notices);
  document.documentElement.dataset["ready"] = "true";
  keepPage(data.worker);
  void session.photos.load(photosOf(session.drawing));
  fetchAhead("reader");
  fetchAhead("more");
  offerHandle(session, kept, map);
}

/** The project's drawing file as it stands, where a server of ours has it and the page was made of it. */
async function savedDrawing({ save, tambon }: PageData): Promise<Drawing | null> {
  const text = save && (await readSaved(save, fileNameOf(tambon)).catch(() => null));
  const saved = text ? readDrawing(text)?.drawing : null;
  return saved && isCoverage(partsOfAll(saved.villages)) ? saved : null;
}

/** Has a published page kept by its site's worker, so that it opens where there is no network. */
function keepPage(worker: string): void {
  if (worker && "serviceWorker" in navigator) navigator.serviceWorker.register(worker).catch(() => undefined);
}

/** Shows the tiles that were switched on; who is asked and does not answer is told. */
function beginGround(session: Session, { tiles }: MapView, notices: Notices): void {
  tiles.silent = (source) => {
    if (!source) return notices.take("ground");
    const again = button("ground.again", "main", "ground-again", () => tiles.again());
    const stop = button("ground.stop", "plain", "ground-stop", () => tiles.turnOff());
    notices.put("ground", said("ground.silent", { name: source.name }), again, stop);
  };
  const tab = tiles.begin();
  if (tab) session.show({ tab: tab as View["tab"] });
}

/** Lays the picture of a paper map where it lay, and keeps what becomes of it. */
async function keepPaper(paper: PaperImage, kept: KeptWork): Promise<void> {
  const { paper: picture, fit } = kept.marks;
  if (picture && fit) await paper.restore(picture, fit).catch(() => undefined);
  paper.changed = (fit, picture) => {
    if (picture !== undefined) kept.keepMark("paper", picture);
    kept.keepMark("fit", fit);
  };
}

/** Opens what was kept, and says that it is doing so where that takes long. */
async function openKept(work: string, notices: Notices): Promise<KeptWork> {
  const slow = setTimeout(() => notices.put("keeping", h("span", {}, t("kept.opening"))), SLOW_MS);
  const kept = await KeptWork.open(work);
  clearTimeout(slow);
  notices.take("keeping");
  return kept;
}

function tellOfSaving(notices: Notices, why: string): void {
  if (why) notices.put("unsaved", said("save.trouble", { why }));
  else notices.take("unsaved");
}

/** A handle for the browser's console: for who helps an officer from afar, and for tests. */
function offerHandle(session: Session, kept: KeptWork, map: MapView): void {
  const gazetteer = { known: [], tambon: "", moves: [] };
  /** The records of a file, as they are read. */
  const open = async (file: string, bytes: Uint8Array): Promise<Imported | null> => {
    const answer = await readApart({ file, bytes, drawing: null, kinds: [], gazetteer });
    return answer.kind === "records" ? answer.read : null;
  };
  const muban = {
    session,
    kept,
    map,
    open,
    addPin: (at: [number, number], name: string) =>
      session.apply("add_pin", addPin(session.drawing, at, { kind: "", name, note: "" })),
    namePin: (id: string, name: string) => session.apply("words", setPin(session.drawing, id, { name })),
  };
  Object.assign(window, { muban });
}

function listenKeys(session: Session, saving: Saving): void {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const field = event.target instanceof HTMLInputElement && event.target.type === "text";
    const key = event.key.toLowerCase();
    if (key === "s") void saving.save();
    else if (field) return;
    else if (key === "z" && event.shiftKey) session.redo();
    else if (key === "z") stepBack(session);
    else if (key === "y") session.redo();
    else return;
    event.preventDefault();
  });
}
