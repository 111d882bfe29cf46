/** Pixels as films have them: BT.709 with the narrow range that every phone expects, colour at a quarter. */

export const BT709: VideoColorSpaceInit = {
  primaries: "bt709",
  transfer: "bt709",
  matrix: "bt709",
  fullRange: false,
};

/** A picture of red, green, blue and one more; width and height are even. */
export function toI420(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const all = width * height;
  const out = new Uint8Array(all * 1.5);
  for (let at = 0, from = 0; at < all; at++, from += 4) {
    out[at] = 16.5 + 0.18259 * pixels[from]! + 0.61423 * pixels[from + 1]! + 0.06201 * pixels[from + 2]!;
  }
  const row = width * 4;
  for (let y = 0, blue = all, red = all * 1.25; y < height; y += 2) {
    for (let x = 0, at = y * row; x < width; x += 2, at += 8, blue++, red++) {
      const four = (n: number): number =>
        (pixels[at + n]! + pixels[at + n + 4]! + pixels[at + n + row]! + pixels[at + n + row + 4]!) / 4;
      const [r, g, b] = [four(0), four(1), four(2)];
      out[blue] = 128.5 - 0.10064 * r - 0.33857 * g + 0.43922 * b;
      out[red] = 128.5 + 0.43922 * r - 0.39894 * g - 0.04027 * b;
    }
  }
  return out;
}
