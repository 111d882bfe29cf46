/** Reads a dropped file by what is in it, not by what it is called. */

import { readCsv } from "./csv";
import { decode } from "./decode";
import { cornersOf, type Imported } from "./feature";
import { readGeojson } from "./geojson";
import { readGpx } from "./gpx";
import { readKml } from "./kml";
import { limit, TooMuch } from "./limits";
import { withTrueNames } from "./true_name";
import { zipEntries, type ZipEntry } from "./zip";

const READ = /\.(kml|geojson|json|gpx|csv|tsv)$/i;
/** Archives that an archive may hold: one layer of them is opened. */
const ARCHIVE = /\.(zip|kmz)$/i;
/** Pictures that styles speak of, and what systems leave behind: no one means them as data. */
const CLUTTER =
  /\/$|\.(png|jpe?g|gif|bmp|svg|webp|ico|tiff?)$|(^|\/)(thumbs\.db|desktop\.ini|\.ds_store|__macosx\/|~\$)/i;
const WORKBOOK = /^(xl\/workbook\.(xml|bin)|mimetype)$/;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** First bytes of map files that only `muban build` reads: GeoPackage, FlatGeobuf, shapefile. */
const OTHER_MAPS = [
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
  [0x66, 0x67, 0x62],
  [0x00, 0x00, 0x27, 0x0a],
];
/** A drawing of AutoCAD is pairs of lines, of which the first says that something begins. */
const DXF = /^\s*(999\r?\n.*\r?\n\s*)*0\r?\nSECTION\r?\n|^AutoCAD Binary DXF/;

/** The records of a file; {@link TooMuch} where it asks for more than this page can give. */
export async function openBytes(file: string, bytes: Uint8Array): Promise<Imported> {
  limit("bytes", bytes.length);
  const read = await openContent(file, bytes);
  limit("features", read.features.length);
  limit(
    "corners",
    read.features.reduce((sum, { shapes }) => sum + shapes.reduce((all, shape) => all + cornersOf(shape).length, 0), 0),
  );
  return read;
}

async function openContent(file: string, bytes: Uint8Array): Promise<Imported> {
  if (begins(bytes, [0x50, 0x4b])) return openZip(file, bytes);
  if (begins(bytes, OLE)) return nothing(file, "workbook");
  if (OTHER_MAPS.some((mark) => begins(bytes, mark))) return nothing(file, "other_kind");
  return openText(file, bytes);
}

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, i) => bytes[i] === byte);
const nothing = (file: string, why: Imported["trouble"][number]): Imported => ({ file, features: [], trouble: [why] });

function openText(file: string, bytes: Uint8Array): Imported {
  const decoded = decode(bytes);
  if (decoded === null) return nothing(file, "not_readable");
  const written = readText(file, decoded.text);
  limit("features", written.features.length);
  const read = withTrueNames(written);
  return decoded.broken ? { ...read, trouble: [...read.trouble, "broken_bytes"] } : read;
}

function readText(file: string, text: string): Imported {
  if (!/[^\s\0\uFEFF]/.test(text)) return nothing(file, "empty");
  if (DXF.test(text)) return nothing(file, "other_kind");
  if (/^\s*[[{]/.test(text)) return readGeojson(file, text);
  if (/^\s*</.test(text) || /<\?xml|<(\w+:)?(kml|gpx)[\s>]/.test(text.slice(0, 4096)))
    return /<(\w+:)?gpx[\s>]/.test(text) ? readGpx(file, text) : readKml(file, text);
  return readCsv(file, text);
}

/** Every drawing and table in an archive; the document of a KMZ first, the others by name. */
async function openZip(file: string, bytes: Uint8Array, nested = false): Promise<Imported> {
  const entries = zipEntries(bytes);
  if (entries.some(({ name }) => WORKBOOK.test(name))) return nothing(file, "workbook");
  const meant = entries.filter(({ name }) => !CLUTTER.test(name));
  const wanted = meant.filter(({ name }) => READ.test(name) || (!nested && ARCHIVE.test(name))).sort(inOrder);
  const read: Imported[] = [];
  let inflated = 0;
  // One after the other: all at once would hold everything that is packed in the memory.
  for (const entry of wanted) {
    const opened = await openEntry(file, entry, nested, (size) => limit("bytes", (inflated += size)));
    read.push(withoutFollowed(opened, entry, wanted));
  }
  const trouble = read.flatMap((one) => one.trouble);
  if (wanted.length < meant.length) trouble.push("other_members");
  if (entries.length === 0) trouble.push("not_readable");
  return { file, features: read.flatMap((one) => one.features), trouble };
}

/** What a link of a KMZ to its own files leads to is read: the link is no record of its own. */
function withoutFollowed(read: Imported, from: ZipEntry, there: readonly ZipEntry[]): Imported {
  const known = new Set(there.map(({ name }) => name.toLowerCase()));
  const led = (href: string): string => {
    if (/^([a-z]+:|\/)/i.test(href)) return "";
    const base = new URL(`https://archive.invalid/${encodeURI(from.name)}`);
    return decodeURIComponent(new URL(href.replaceAll("\\", "/"), base).pathname.slice(1)).toLowerCase();
  };
  return { ...read, features: read.features.filter(({ link }) => !link || !known.has(led(link))) };
}

const inOrder = (a: ZipEntry, b: ZipEntry): number => {
  const [p, q] = [a, b].map(({ name }) => `${name.toLowerCase() === "doc.kml" ? 0 : 1}${name}`) as [string, string];
  return p < q ? -1 : 1;
};

/** A file of an archive; `count` is told how large it is. */
async function openEntry(
  file: string,
  entry: ZipEntry,
  nested: boolean,
  count: (size: number) => void,
): Promise<Imported> {
  try {
    const bytes = await entry.read();
    count(bytes.length);
    return !nested && ARCHIVE.test(entry.name) ? await openZip(file, bytes, true) : openText(file, bytes);
  } catch (trouble) {
    if (trouble instanceof TooMuch) throw trouble;
    return nothing(file, "not_readable");
  }
}
