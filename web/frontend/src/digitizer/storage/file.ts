/** Saving to a real file: the server's folder, a file the officer chose, or a download. */

import type { PageData } from "../data";

export interface Saved {
  readonly name: string;
  /** `instead`: downloaded, because the chosen file could not be written. */
  readonly how: "folder" | "chosen" | "download" | "instead";
}

interface FileHandle {
  readonly name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

type Picker = (options: object) => Promise<FileHandle>;

/** Remembers the chosen file, so that the next saving goes there without a question. */
export class FileSaver {
  private handle: FileHandle | null = null;

  constructor(private readonly save: PageData["save"]) {}

  /** Null when the officer closed the dialogue. */
  async write(name: string, text: string): Promise<Saved | null> {
    if (this.save) return this.toFolder(this.save, name, text);
    const picker = (window as unknown as { showSaveFilePicker?: Picker }).showSaveFilePicker;
    if (!picker) return download(name, text, "application/geo+json");
    try {
      this.handle ??= await picker({
        suggestedName: name,
        types: [{ description: "GeoJSON", accept: { "application/geo+json": [".geojson"] } }],
      });
      const file = await this.handle.createWritable();
      await file.write(text);
      await file.close();
      return { name: this.handle.name, how: "chosen" };
    } catch (trouble) {
      if (trouble instanceof DOMException && trouble.name === "AbortError") return null;
      this.handle = null;
      return { ...download(name, text, "application/geo+json"), how: "instead" };
    }
  }

  private async toFolder(
    { url, token }: NonNullable<PageData["save"]>,
    name: string,
    text: string,
  ): Promise<Saved> {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/geo+json", "X-Muban-Token": token, "X-Muban-Name": encodeURIComponent(name) },
      body: text,
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { saved } = (await answer.json()) as { saved: string };
    return { name: saved, how: "folder" };
  }
}

export function download(name: string, content: string | Blob, type: string): Saved {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { name, how: "download" };
}
