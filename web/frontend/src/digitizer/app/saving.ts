/** Files out: the drawing file, KML, a picture. */

import { writeDrawing, type Signature } from "../export/drawing_file";
import { download, fileNameOf, FileSaver, NotSaved, type Saved } from "../storage/file";
import type { Versions } from "../ui/versions";
import type { KeptWork } from "./keeper";
import { loadPart } from "./parts";
import type { Session } from "./session";
import { lang, t, type Key } from "./words";

const SAID = {
  folder: "save.folder",
  chosen: "save.done",
  download: "save.done",
  instead: "save.instead",
} as const satisfies Record<Saved["how"], Key>;

export class Saving {
  private readonly files: FileSaver;
  /** Why the last saving was not done; "" where it was. */
  trouble = "";
  private turn = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly kept: KeptWork,
    private readonly versions: Versions,
  ) {
    this.files = new FileSaver(session.data.save);
  }

  /** Whether two versions of the file stand against each other. */
  get apart(): boolean {
    return this.versions.apart;
  }

  private get name(): string {
    const { tambon } = this.session.data;
    return fileNameOf(tambon).replace(/\.geojson$/, "");
  }

  /** The file's text; of a file that is handed in with what was changed here, and with photos if it travels alone. */
  text(changed?: readonly string[], alone = false): string {
    const { data, drawing, view } = this.session;
    const { project, tambon } = data;
    const { replaces } = this.versions.base;
    const signature: Signature = { project, replaces, tambon_code: tambon.code, tambon: tambon.name, ...view.signed };
    const photos = alone ? this.session.photos.carried(drawing) : {};
    const carried = Object.keys(photos).length > 0 && { photos };
    return writeDrawing({ drawing, ...signature, ...(changed && { changed }), ...carried });
  }

  /** Hands the file in through the phone's share sheet; whether it was taken there. */
  async handIn(file: File): Promise<boolean> {
    try {
      await navigator.share({ files: [file], title: file.name });
      return true;
    } catch (trouble) {
      if (trouble instanceof DOMException && trouble.name === "AbortError") return false;
      download(file.name, file, file.type);
      this.session.say("save.instead", { name: file.name }, "warn");
      return false;
    }
  }

  /** One after the other: the second begins with what the first has saved. */
  save(): Promise<void> {
    return this.next(false);
  }

  /** Without a word where it goes well; whether all that is drawn stands in the file now. */
  async saveByItself(): Promise<boolean> {
    await this.next(true);
    return this.kept.marks.saved?.number === this.kept.number;
  }

  private next(byItself: boolean): Promise<void> {
    return (this.turn = this.turn.then(() => this.saveNow(byItself)));
  }

  private async saveNow(byItself: boolean): Promise<void> {
    const { session, kept, versions } = this;
    if (session.view.readOnly) return byItself ? undefined : session.say("tabs.looking_on", {}, "warn");
    try {
      await session.photos.saveAll(session.drawing);
      // What is drawn while the file is being written is not in it.
      const { number } = kept;
      const text = this.text(undefined, !session.data.save);
      const saved = await this.files.write(`${this.name}.geojson`, text, versions.base.version, byItself);
      if (!saved) return;
      if (saved.how === "newer") return versions.ask(saved, () => void this.save());
      kept.markSaved(number);
      this.trouble = "";
      if (saved.version !== undefined) versions.rebase({ ...versions.base, version: saved.version });
      const tone = saved.how === "instead" ? "warn" : "fine";
      if (byItself) session.show({});
      else session.say(SAID[saved.how], { name: saved.name }, tone);
    } catch (trouble) {
      this.trouble = trouble instanceof NotSaved ? trouble.words[lang()] : t("save.failed");
      if (byItself) session.show({});
      else session.say("files.said", { text: this.trouble }, "warn");
    }
  }

  download(): void {
    download(`${this.name}.geojson`, this.text(undefined, true), "application/geo+json");
    this.kept.markSaved(this.kept.number);
    this.session.say("save.done", { name: `${this.name}.geojson` });
  }

  async kml(): Promise<void> {
    const { writeKml } = await loadPart("more");
    const { data, drawing } = this.session;
    const words = {
      title: t("place.tambon", { name: data.tambon.name }),
      villages: t("tab.villages"),
      places: t("pins"),
    };
    download(`${this.name}.kml`, writeKml(drawing, words), "application/vnd.google-earth.kml+xml");
  }

  async picture(): Promise<void> {
    const { drawPicture, pngOf } = await loadPart("more");
    const { data, drawing, outline } = this.session;
    const canvas = drawPicture(drawing, outline, data.symbols, {
      title: t("place.tambon", { name: data.tambon.name }),
      above: t("place.above", { amphoe: data.amphoe.name, province: data.province.name }),
      moo: ({ moo }) => (moo ? t("village.moo_short", { moo }) : ""),
    });
    download(`${this.name}.png`, await pngOf(canvas), "image/png");
  }
}
