/** Files out: the drawing file, KML, a picture. */

import { writeDrawing, type Signature } from "../export/drawing_file";
import { writeKml } from "../export/kml";
import { drawPicture, pngOf } from "../export/picture";
import { download, FileSaver } from "../storage/file";
import type { KeptWork } from "./keeper";
import type { Session } from "./session";
import { signature } from "./signature";
import { t } from "./words";

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
    const { data, drawing } = this.session;
    const signed: Signature = { tambon_code: data.tambon.code, tambon: data.tambon.name, ...signature() };
    return writeDrawing({ drawing, ...signed });
  }

  async save(): Promise<void> {
    try {
      const saved = await this.files.write(`${this.name}.geojson`, this.text());
      if (!saved) return;
      await this.kept.markSaved();
      const { name } = saved;
      // Where files can be chosen, a download means that the chosen one could not be written.
      if (saved.how === "download" && "showSaveFilePicker" in window) this.session.say("save.instead", { name }, "warn");
      else this.session.say(saved.how === "folder" ? "save.folder" : "save.done", { name });
    } catch {
      this.session.say("save.failed", {}, "warn");
    }
  }

  async download(): Promise<void> {
    download(`${this.name}.geojson`, this.text(), "application/geo+json");
    await this.kept.markSaved();
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
