/** The entries of a zip, read in the browser (APPNOTE 6.3: stored and deflated). */

import { limit } from "./limits";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
export interface ZipEntry {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end--;
  if (end < 0) return [];
  limit("members", view.getUint16(end + 10, true));
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0 && at + 46 <= bytes.length; i--) {
    if (view.getUint32(at, true) !== ENTRY) break;
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => view.getUint16(at + o, true)) as [
      number,
      number,
      number,
    ];
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const head = view.getUint32(at + 42, true);
    const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.push({ name, read: () => unpack(bytes.slice(start, start + packed), method) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

async function unpack(packed: Uint8Array<ArrayBuffer>, method: number): Promise<Uint8Array> {
  if (method === 0) return packed;
  if (method !== 8) throw new Error("unknown zip method");
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    limit("bytes", size);
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
