/** Saving to a real file: the server's folder, a file the officer chose, or a download. */

import type { PageData } from "../data";

export interface Saved {
  readonly name: string;
  /** The version that the next saving begins with, where a server of ours keeps the file. */
  readonly version?: string;
  /** `instead`: downloaded, because the chosen file could not be written. */
  readonly how: "folder" | "chosen" | "download" | "instead";
}

/** Nothing was saved: the file is another version than the page began with. */
export interface Newer {
  readonly how: "newer";
  /** What stands in the file; null where it is gone. */
  readonly text: string | null;
  readonly version: string;
}

/** What the server says of a saving that it could not do. */
export class NotSaved extends Error {
  constructor(readonly words: { readonly th: string; readonly en: string }) {
    super(words.en);
  }
}

interface FileHandle {
  readonly name: string;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}

/** All that an answer of the server may hold. */
interface Answer {
  readonly saved: string;
  readonly version: string;
  readonly current: string | null;
  readonly th: string;
  readonly en: string;
}

const CONFLICT = 409;

type Picker = (options: object) => Promise<FileHandle>;

/** Remembers the chosen file, so that the next saving goes there without a question. */
export class FileSaver {
  private handle: FileHandle | null = null;

  constructor(private readonly save: PageData["save"]) {}

  /** Null when the officer closed the dialogue; `base` is the version that the work began with. */
  async write(name: string, text: string, base: string, byItself = false): Promise<Saved | Newer | null> {
    if (this.save) return this.toFolder(this.save, name, text, base, byItself);
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
    base: string,
    byItself: boolean,
  ): Promise<Saved | Newer> {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/geo+json",
        "X-Muban-Token": token,
        "X-Muban-Name": encodeURIComponent(name),
        "X-Muban-Base": base,
        ...(byItself && { "X-Muban-By-Itself": "yes" }),
      },
      body: text,
    });
    const told = (await answer.json().catch(() => ({}))) as Partial<Answer>;
    if (answer.status === CONFLICT) return { how: "newer", text: told.current ?? null, version: told.version ?? "" };
    if (!answer.ok && told.th && told.en) throw new NotSaved({ th: told.th, en: told.en });
    if (!answer.ok || !told.saved) throw new Error(`HTTP ${answer.status}`);
    return { name: told.saved, version: told.version ?? "", how: "folder" };
  }
}

/** What the file of a tambon's drawing is called; Python says the same. */
export const fileNameOf = ({ code, name }: PageData["tambon"]): string => `${code}-${name}.geojson`;

/** The project's drawing file; null where there is none, or another than the page was made of. */
export async function readSaved(
  { url, token, base }: NonNullable<PageData["save"]>,
  name: string,
): Promise<string | null> {
  if (!base) return null;
  const answer = await fetch(url, { headers: { "X-Muban-Token": token, "X-Muban-Name": encodeURIComponent(name) } });
  return answer.ok && answer.headers.get("ETag") === `"${base}"` ? answer.text() : null;
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
