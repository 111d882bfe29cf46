/** Files out: the drawing file, KML, a picture. */

import { writeDrawing, type Signature } from "../export/drawing_file";
import { writeKml } from "../export/kml";
import { drawPicture, pngOf } from "../export/picture";
import { download, FileSaver, type Saved } from "../storage/file";
import type { KeptWork } from "./keeper";
import type { Session } from "./session";
import { t, type Key } from "./words";

const SAID = {
  folder: "save.folder",
  chosen: "save.done",
  download: "save.done",
  instead: "save.instead",
} as const satisfies Record<Saved["how"], Key>;

export class Saving {
  private readonly files: FileSaver;

  constructor(
    private readonly session: Session,
    private readonly kept: KeptWork,
  ) {
    this.files = new FileSaver(session.data.save);
  }

  private get name(): string {
    const { tambon } = this.session.data;
    return `${tambon.code}-${tambon.name}`;
  }

  text(): string {
    const { data, drawing, view } = this.session;
    const { project, tambon } = data;
    const signature: Signature = { project, tambon_code: tambon.code, tambon: tambon.name, ...view.signed };
    return writeDrawing({ drawing, ...signature });
  }

  async save(): Promise<void> {
    // What is drawn while the file is being written is not in it.
    const { number } = this.kept;
    try {
      const saved = await this.files.write(`${this.name}.geojson`, this.text());
      if (!saved) return;
      this.kept.markSaved(number);
      const tone = saved.how === "instead" ? "warn" : "fine";
      this.session.say(SAID[saved.how], { name: saved.name }, tone);
    } catch {
      this.session.say("save.failed", {}, "warn");
    }
  }

  download(): void {
    download(`${this.name}.geojson`, this.text(), "application/geo+json");
    this.kept.markSaved(this.kept.number);
    this.session.say("save.done", { name: `${this.name}.geojson` });
  }

  kml(): void {
    const { data, drawing } = this.session;
    const words = {
      title: t("place.tambon", { name: data.tambon.name }),
      villages: t("tab.villages"),
      places: t("pins"),
    };
    download(`${this.name}.kml`, writeKml(drawing, words), "application/vnd.google-earth.kml+xml");
  }

  async picture(): Promise<void> {
    const { data, drawing, outline } = this.session;
    const canvas = drawPicture(drawing, outline, data.symbols, {
      title: t("place.tambon", { name: data.tambon.name }),
      above: t("place.above", { amphoe: data.amphoe.name, province: data.province.name }),
      moo: ({ moo }) => (moo ? t("village.moo_short", { moo }) : ""),
    });
    download(`${this.name}.png`, await pngOf(canvas), "image/png");
  }
}
