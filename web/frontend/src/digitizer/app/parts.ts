/**
 * Parts of the program that few sittings need: they are taken up when something asks for them.
 *
 * In a page that is one file from disk their texts stand in it, asleep; a server of ours gives them
 * beside the page. Either way a part runs as a script of the page, which its policy allows by
 * the hash of the text: what is not the very part that the page was made with does not run.
 */

import type * as More from "../parts/more";
import type * as Reader from "../parts/reader";
import type * as Sheets from "../parts/sheets";
import type * as Sqlite from "../parts/sqlite";

interface Parts {
  readonly more: typeof More;
  readonly reader: typeof Reader;
  readonly sheets: typeof Sheets;
  readonly sqlite: typeof Sqlite;
}

export type PartName = keyof Parts;
export type Part<K extends PartName> = Parts[K];

/** Where each part is: its address, or "" where its text stands in the page. */
let addresses: Readonly<Record<string, string>> = {};
const texts = new Map<PartName, Promise<string>>();

export function placeParts(known: Readonly<Record<string, string>>): void {
  addresses = known;
}

/** The part could not be had: the server that has it does not answer, or gives another one. */
export class NoPart extends Error {}

export function partText(name: PartName): Promise<string> {
  const known = texts.get(name) ?? (addresses[name] ? fetched(addresses[name]) : Promise.resolve(inPage(name)));
  texts.set(name, known);
  known.catch(() => texts.delete(name));
  return known;
}

const inPage = (name: PartName): string => document.getElementById(`muban-part-${name}`)?.textContent ?? "";

async function fetched(address: string): Promise<string> {
  try {
    const answer = await fetch(address);
    if (answer.ok) return await answer.text();
  } catch {
    // Told below, whatever it was.
  }
  throw new NoPart();
}

/** What a part offers, if it runs already. */
export const runningPart = <K extends PartName>(name: K): Parts[K] | undefined =>
  (window as unknown as Readonly<Record<string, Parts[K] | undefined>>)[`mubanPart_${name}`];

/** What a part offers, once it runs. */
export async function loadPart<K extends PartName>(name: K): Promise<Parts[K]> {
  if (!runningPart(name)) {
    const script = document.createElement("script");
    script.textContent = await partText(name);
    document.head.append(script);
    script.remove();
  }
  const part = runningPart(name);
  if (!part) throw new NoPart();
  return part;
}

/** Has the text of a part at hand before it is asked for, as before a phone leaves the network. */
export function fetchAhead(name: PartName): void {
  partText(name).catch(() => undefined);
}
