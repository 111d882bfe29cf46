/** Opens the page: data, kept work, map, panel. */

import { acceptDrops, bringIn } from "./app/bring_in";
import { KeptWork } from "./app/keeper";
import { Saving } from "./app/saving";
import { Session } from "./app/session";
import { timeText } from "./app/texts";
import { chooseLang, t } from "./app/words";
import { openBytes } from "./import/open";
import { firstDrawing, readData } from "./data";
import { addPin, setPin } from "./drawing/edits/words";
import { done } from "./drawing/outcome";
import { MapView } from "./map/map_view";
import { askTurn } from "./storage/turn";
import { Checker } from "./ui/checks_panel";
import { h, refill } from "./ui/dom";
import { header } from "./ui/header";
import { hintBar } from "./ui/hint_bar";
import { mapButtons } from "./ui/map_buttons";
import { panel } from "./ui/panel";
import { toolbar } from "./ui/toolbar";

const byId = (id: string): HTMLElement => document.getElementById(id)!;

async function open(): Promise<void> {
  const data = readData();
  chooseLang(data.lang);
  const kept = await KeptWork.open(data.tambon.code);
  const first = firstDrawing(data);
  const session = new Session(data, kept.last ?? first.drawing);
  kept.follow(session);
  const map = new MapView(byId("map"), session);
  const saving = new Saving(session, kept);
  const checker = new Checker(session);
  const draws = [
    header(byId("head"), session, { saving, kept, relabel: () => map.relabel() }),
    hintBar(byId("hint"), session),
    mapButtons(byId("map-buttons"), session, map),
    toolbar(byId("toolbar"), session),
    panel(byId("panel"), session, { map, saving, kept, checker }),
  ];
  const carried = (): boolean => session.view.preview !== null;
  session.onChange(() => {
    // While a corner is carried only the map changes, and frames count.
    if (!carried()) for (const draw of draws) draw();
  });
  listenKeys(session, saving);
  acceptDrops((file) => void bringIn(session, map, file));
  await takeTurn(session, kept, { take: false });
  if (kept.last && !session.view.readOnly) offerFresh(session, kept, first.drawing);
  session.show({});
  map.showWhole();
  document.documentElement.dataset["ready"] = "true";
  offerHandle(session, kept, map);
}

/** A handle for the browser's console: for who helps an officer from afar, and for tests. */
function offerHandle(session: Session, kept: KeptWork, map: MapView): void {
  const muban = {
    session,
    kept,
    map,
    open: openBytes,
    addPin: (at: [number, number], name: string) =>
      session.apply("add_pin", addPin(session.drawing, at, { kind: "", name, note: "" })),
    namePin: (id: string, name: string) => session.apply("words", setPin(session.drawing, id, { name })),
  };
  Object.assign(window, { muban });
}

/** One tab draws; the other looks on until its user takes the turn. */
async function takeTurn(session: Session, kept: KeptWork, { take }: { take: boolean }): Promise<void> {
  const lookOn = (): void => {
    session.show({ readOnly: true });
    const button = h("button.main", { type: "button", onclick: () => void takeTurn(session, kept, { take: true }) }, t("tabs.take"));
    notice(h("span", {}, t("tabs.looking_on")), button);
  };
  const { mine } = await askTurn(session.data.tambon.code, { take, lost: lookOn });
  if (!mine) return lookOn();
  if (!take) return;
  await kept.reload();
  notice();
  session.show({ readOnly: false });
  if (kept.last) session.adopt(kept.last);
}

/** Says that kept work is open again, with a way to begin afresh. */
function offerFresh(session: Session, kept: KeptWork, fresh: Session["drawing"]): void {
  const at = kept.entries.at(-1)?.at ?? 0;
  const start = (): void => {
    session.apply("start", done({ ...fresh, next: Math.max(fresh.next, session.drawing.next) }), { chosen: null });
    notice();
  };
  notice(
    h("span", {}, t("restored", { time: timeText(at) })),
    h("button.plain", { type: "button", "data-do": "fresh", onclick: start }, t("restored.fresh")),
    h("button.plain", { type: "button", "data-do": "dismiss", onclick: () => notice() }, t("do.close")),
  );
}

function notice(...content: HTMLElement[]): void {
  const element = byId("notice");
  element.hidden = content.length === 0;
  refill(element, ...content);
}

function listenKeys(session: Session, saving: Saving): void {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    const field = event.target instanceof HTMLInputElement && event.target.type === "text";
    const key = event.key.toLowerCase();
    if (key === "s") void saving.save();
    else if (field) return;
    else if (key === "z" && event.shiftKey) session.redo();
    else if (key === "z") session.undo();
    else if (key === "y") session.redo();
    else return;
    event.preventDefault();
  });
}

void open();
