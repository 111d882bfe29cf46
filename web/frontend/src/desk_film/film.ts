/** A clip encoded by the browser: the program draws the frames, this makes the MP4. */

import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from "mediabunny";

import { configFor } from "./test_encoding";
import { BT709, toI420 } from "./to_i420";

export { testEncoding } from "./test_encoding";

interface Told {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
}

const SECOND = 1e6;
const WAITING = 8;
const KEY_EVERY_S = 2;
const NEWLINE = 10;

/** What comes, in pieces of the length that is asked for. */
class Pieces {
  private held = new Uint8Array(0);
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.reader = stream.getReader();
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.held.indexOf(NEWLINE);
      if (end >= 0) {
        const text = new TextDecoder().decode(this.held.subarray(0, end));
        this.held = this.held.slice(end + 1);
        return text;
      }
      if (!(await this.more())) throw new Error("the frames ended before they began");
    }
  }

  /** So many bytes; none where all came before. */
  async take(bytes: number): Promise<Uint8Array | null> {
    const whole = new Uint8Array(bytes);
    let got = 0;
    while (got < bytes) {
      if (!this.held.length && !(await this.more())) {
        if (got) throw new Error("the frames ended in the middle of one");
        return null;
      }
      const now = this.held.subarray(0, bytes - got);
      whole.set(now, got);
      got += now.length;
      this.held = this.held.subarray(now.length);
    }
    return whole;
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.reader.read();
    if (done) return false;
    const joined = new Uint8Array(this.held.length + value.length);
    joined.set(this.held);
    joined.set(value, this.held.length);
    this.held = joined;
    return true;
  }
}

/** The film; `seen` is told how many of its frames went in. */
export async function encodeFilm(
  stream: ReadableStream<Uint8Array>,
  config: VideoEncoderConfig,
  seen: (done: number, all: number) => void,
): Promise<Blob> {
  const pieces = new Pieces(stream);
  const told = JSON.parse(await pieces.line()) as Told;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new EncodedVideoPacketSource("avc");
  output.addVideoTrack(source, { frameRate: told.fps });
  await output.start();
  let written: Promise<unknown> = Promise.resolve();
  let failed: unknown = null;
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      written = written.then(() => source.add(EncodedPacket.fromEncodedChunk(chunk), meta));
    },
    error: (why) => {
      failed = why;
    },
  });
  encoder.configure({ ...config, ...configFor(told.width, told.height, config.codec) });
  for (let at = 0; ; ) {
    const head = await pieces.take(4);
    if (!head) break;
    const times = new DataView(head.buffer).getUint32(0, true);
    const pixels = await pieces.take(told.width * told.height * 4);
    if (!pixels) throw new Error("the frames ended in the middle of one");
    const data = toI420(pixels, told.width, told.height);
    for (let n = 0; n < times; n++, at++) {
      if (failed) throw failed;
      await room(encoder);
      const frame = new VideoFrame(data, {
        format: "I420",
        codedWidth: told.width,
        codedHeight: told.height,
        colorSpace: BT709,
        timestamp: Math.round((at * SECOND) / told.fps),
        duration: Math.round(SECOND / told.fps),
      });
      encoder.encode(frame, { keyFrame: at % (KEY_EVERY_S * told.fps) === 0 });
      frame.close();
      seen(at + 1, told.frames);
    }
  }
  await encoder.flush();
  await written;
  if (failed) throw failed;
  encoder.close();
  await output.finalize();
  return new Blob([target.buffer!], { type: "video/mp4" });
}

/** Frames are large: only a few wait at a time. */
async function room(encoder: VideoEncoder): Promise<void> {
  while (encoder.encodeQueueSize > WAITING) {
    await new Promise<void>((again) => encoder.addEventListener("dequeue", () => again(), { once: true }));
  }
}
