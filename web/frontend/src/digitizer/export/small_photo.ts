/**
 * A photo as small as a map needs it, with nothing in it but what is seen.
 *
 * It is drawn and packed anew: where and when it was taken, and with which device, stay behind.
 */

/** Pixels of the longer side, largest first, and how finely each is packed. */
const SIDES = [1280, 960, 720];
const FINE = [0.82, 0.7, 0.55];
/** Bytes that a photo should not have more of. */
export const MOST_BYTES = 200_000;
/** A picture file of more bytes is no photo of a phone. */
export const LARGEST_FILE = 40_000_000;

export type PhotoTrouble = "too_large" | "heic" | "unreadable";

export class NoPhoto extends Error {
  constructor(readonly why: PhotoTrouble) {
    super(why);
  }
}

export async function smallPhoto(file: File): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST_FILE) throw new NoPhoto("too_large");
  const picture = await opened(file);
  try {
    let small: Blob | null = null;
    for (const side of SIDES) {
      const canvas = drawn(picture, side);
      for (const quality of FINE) {
        small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
        if (small && small.size <= MOST_BYTES) return new Uint8Array(await small.arrayBuffer());
      }
    }
    if (!small) throw new NoPhoto("unreadable");
    return new Uint8Array(await small.arrayBuffer());
  } finally {
    picture.close();
  }
}

/** Turned as it was held; iPhones keep photos in a form that few other browsers can read. */
async function opened(file: File): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new NoPhoto(/heic|heif/i.test(`${file.type} ${file.name}`) ? "heic" : "unreadable");
  }
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d")!;
  // What a picture lets through would be black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
