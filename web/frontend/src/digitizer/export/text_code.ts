/**
 * A small work as text, for a message where no file goes through: `muban1:` and the drawing file,
 * deflated (RFC 1951), in the URL-safe letters of Base64 (RFC 4648).
 */

const MARK = "muban1:";
/** Letters: LINE takes 10,000 in a message. */
export const LONGEST_CODE = 9_000;
/** Bytes of what a code unpacks to: nothing that was meant is larger. */
const LARGEST = 5_000_000;

/** Whether this browser can pack and unpack (Safari from 16.4). */
export const canCode = (): boolean => typeof CompressionStream === "function";

export async function codeOf(text: string): Promise<string> {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"), Infinity);
  const letters = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return MARK + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The drawing file in a code; null where it is none, or is not whole. */
export async function textOf(code: string): Promise<string | null> {
  const letters = code.replace(/\s/g, "");
  if (!letters.startsWith(MARK)) return null;
  try {
    const binary = atob(letters.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    return new TextDecoder().decode(await through(packed, new DecompressionStream("deflate-raw"), LARGEST));
  } catch {
    return null;
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream, most: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    if (size > most) throw new RangeError("too large");
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
