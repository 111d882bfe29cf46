/** Reads a dropped file by what is in it, not by what it is called. */

import { readCsv } from "./csv";
import type { Imported } from "./feature";
import { readGeojson } from "./geojson";
import { readGpx } from "./gpx";
import { readKml } from "./kml";
import { zipEntries } from "./zip";

export async function openBytes(file: string, bytes: Uint8Array): Promise<Imported> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return openZip(file, bytes);
  const text = decode(bytes);
  if (/^\s*[[{]/.test(text.replace(/^\uFEFF/, ""))) return readGeojson(file, text);
  if (/^\uFEFF?\s*</.test(text)) return /<(\w+:)?gpx[\s>]/.test(text) ? readGpx(file, text) : readKml(file, text);
  return readCsv(file, text);
}

async function openZip(file: string, bytes: Uint8Array): Promise<Imported> {
  const inside = zipEntries(bytes).filter((entry) => /\.kml$/i.test(entry.name));
  const read = await Promise.all(
    inside.map(async (entry) => readKml(file, decode(await entry.read()))),
  ).catch(() => []);
  if (read.length === 0) return { file, features: [], trouble: ["not_readable"] };
  return {
    file,
    features: read.flatMap((one) => one.features),
    trouble: read.flatMap((one) => one.trouble),
  };
}

/** UTF-8, or what Thai Windows wrote before it. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(/encoding=["'](iso-8859-1|latin1)/i.test(head(bytes)) ? "latin1" : "windows-874").decode(bytes);
  }
}

const head = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes.subarray(0, 200));
