/**
 * The photos of the pins: each is kept by this browser under a name that its content gives.
 *
 * A pin says the name alone, so that steps back and forth, other pages and many savings carry no
 * picture. A photo is never taken away: an earlier state of the work may name it.
 */

import { openDB, type IDBPDatabase } from "idb";

import type { Drawing } from "../drawing/drawing";
import { photosOf } from "../drawing/photo_of";
import type { PageData } from "../data";

const JPEG = "image/jpeg";
const DATA = `data:${JPEG};base64,`;

/** Whether this browser can name a photo: it must be a page from disk, this machine, or `https`. */
export const canName = (): boolean => typeof crypto !== "undefined" && crypto.subtle !== undefined;

/** What a photo of this content is called; Python says the same. */
export async function photoName(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `photo-${hex}.jpg`;
}

function base64Of(bytes: Uint8Array): string {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

export class Photos {
  /** Called when a photo has come to hand. */
  changed: () => void = () => undefined;
  /** As Base64, by name. */
  private readonly have = new Map<string, string>();
  private readonly asked = new Set<string>();
  /** Those that the project's folder has. */
  private readonly there = new Set<string>();
  private database: Promise<IDBPDatabase> | null = null;

  constructor(private readonly save: PageData["save"]) {}

  /** The picture as an address to show; null where it is not at hand, or not yet. */
  address(name: string): string | null {
    const text = this.have.get(name);
    if (text === undefined && !this.asked.has(name)) void this.load([name]);
    return text === undefined ? null : DATA + text;
  }

  /** Has photos at hand that this browser or the project's folder has. */
  async load(names: readonly string[]): Promise<void> {
    const lacking = names.filter((name) => !this.have.has(name) && !this.asked.has(name));
    for (const name of lacking) this.asked.add(name);
    const found = await Promise.all(lacking.map(async (name) => (await this.kept(name)) ?? this.fetched(name)));
    lacking.forEach((name, i) => found[i] && this.have.set(name, found[i]));
    if (found.some(Boolean)) this.changed();
  }

  /** Keeps a photo; its name. */
  async add(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const name = await photoName(bytes);
    await this.keep(name, base64Of(bytes));
    return name;
  }

  /** Keeps the photos that a file carries; what is not what its name says is left. */
  async take(carried: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(carried)) {
      const right = await photoName(bytesOf(text)).catch(() => "");
      if (right === name) await this.keep(name, text);
    }
    this.changed();
  }

  /** The photos that a drawing names, as its file carries them. */
  carried(drawing: Drawing): Record<string, string> {
    return Object.fromEntries(
      photosOf(drawing).flatMap((name) => (this.have.has(name) ? [[name, this.have.get(name)!]] : [])),
    );
  }

  /** Saves the photos of a drawing into the project's folder, each once. */
  async saveAll(drawing: Drawing): Promise<void> {
    const { save } = this;
    for (const name of save ? photosOf(drawing) : []) {
      const text = this.have.get(name);
      if (text === undefined || this.there.has(name)) continue;
      const headers = { "Content-Type": JPEG, "X-Muban-Token": save!.token, "X-Muban-Name": name };
      const answer = await fetch(save!.url, { method: "POST", headers, body: bytesOf(text) });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      this.there.add(name);
    }
  }

  private async keep(name: string, text: string): Promise<void> {
    this.have.set(name, text);
    // Without a database the photo lasts as long as the page, which says that nothing is kept.
    await this.store()
      .then((db) => db.put("photos", text, name))
      .catch(() => undefined);
  }

  private async kept(name: string): Promise<string | undefined> {
    return this.store()
      .then((db) => db.get("photos", name) as Promise<string | undefined>)
      .catch(() => undefined);
  }

  private store(): Promise<IDBPDatabase> {
    return (this.database ??= openDB("muban-photos", 1, { upgrade: (db) => void db.createObjectStore("photos") }));
  }

  private async fetched(name: string): Promise<string | undefined> {
    if (!this.save) return undefined;
    const headers = { "X-Muban-Token": this.save.token, "X-Muban-Name": name };
    const answer = await fetch(this.save.url, { headers }).catch(() => null);
    if (!answer?.ok) return undefined;
    this.there.add(name);
    return base64Of(new Uint8Array(await answer.arrayBuffer()));
  }
}
