/** Whether this browser makes films that play: it is tried, as what it says of itself is not always so. */

import { BT709, toI420 } from "./to_i420";

/** High, main and baseline of H.264, level 4: what iPhones, LINE and Facebook play. */
const CODECS = ["avc1.640028", "avc1.4d0028", "avc1.420028"];
const BITS_A_SECOND = 1_600_000;
const FPS = 20;
const COLOURS = [
  [217, 72, 15],
  [31, 95, 74],
  [232, 236, 236],
] as const;
const APART = 30;

export const configFor = (width: number, height: number, codec: string): VideoEncoderConfig => ({
  codec,
  width,
  height,
  bitrate: BITS_A_SECOND,
  framerate: FPS,
  latencyMode: "quality",
  avc: { format: "avc" },
});

/** A way to encode that was tried at this size, or none. */
export async function testEncoding(width: number, height: number): Promise<VideoEncoderConfig | null> {
  if (typeof VideoEncoder === "undefined" || typeof VideoDecoder === "undefined") return null;
  for (const codec of CODECS) {
    for (const hardwareAcceleration of ["no-preference", "prefer-software"] as const) {
      const config = { ...configFor(width, height, codec), hardwareAcceleration };
      try {
        const { supported } = await VideoEncoder.isConfigSupported(config);
        if (supported && (await comesBack(config))) return config;
      } catch {
        // The next one.
      }
    }
  }
  return null;
}

/** Three sheets of one colour each, encoded and decoded again: whether they are still what they were. */
async function comesBack(config: VideoEncoderConfig): Promise<boolean> {
  const chunks: EncodedVideoChunk[] = [];
  let known: VideoDecoderConfig | undefined;
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      chunks.push(chunk);
      known ??= meta?.decoderConfig;
    },
    error: () => undefined,
  });
  encoder.configure(config);
  COLOURS.forEach((colour, n) => {
    const frame = sheet(config.width, config.height, colour, n);
    encoder.encode(frame, { keyFrame: n === 0 });
    frame.close();
  });
  await encoder.flush();
  encoder.close();
  if (!known?.description || chunks.length !== COLOURS.length) return false;
  const seen: Promise<boolean>[] = [];
  const decoder = new VideoDecoder({
    output: (frame) => {
      seen.push(isOf(frame, COLOURS[seen.length]!));
    },
    error: () => undefined,
  });
  decoder.configure(known);
  for (const chunk of chunks) decoder.decode(chunk);
  await decoder.flush();
  decoder.close();
  return seen.length === COLOURS.length && (await Promise.all(seen)).every(Boolean);
}

type Colour = (typeof COLOURS)[number];

function sheet(width: number, height: number, [red, green, blue]: Colour, number: number): VideoFrame {
  const pixels = new Uint8Array(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) pixels.set([red, green, blue, 255], at);
  const timestamp = Math.round((number * 1e6) / FPS);
  const size = { codedWidth: width, codedHeight: height };
  return new VideoFrame(toI420(pixels, width, height), { format: "I420", ...size, colorSpace: BT709, timestamp });
}

async function isOf(frame: VideoFrame, colour: Colour): Promise<boolean> {
  const bitmap = await createImageBitmap(frame, frame.displayWidth >> 1, frame.displayHeight >> 1, 1, 1);
  frame.close();
  const canvas = new OffscreenCanvas(1, 1);
  const pen = canvas.getContext("2d")!;
  pen.drawImage(bitmap, 0, 0);
  const { data } = pen.getImageData(0, 0, 1, 1);
  return colour.every((value, channel) => Math.abs(value - data[channel]!) <= APART);
}
