/** The part of the desk that encodes films: a script of its own, taken up only where it is needed. */

export interface Film {
  readonly testEncoding: (width: number, height: number) => Promise<VideoEncoderConfig | null>;
  readonly encodeFilm: (
    frames: ReadableStream<Uint8Array>,
    config: VideoEncoderConfig,
    seen: (done: number, all: number) => void,
  ) => Promise<Blob>;
}

let part: Promise<Film> | null = null;

export function takeFilm(): Promise<Film> {
  part ??= new Promise((taken, failed) => {
    const script = document.createElement("script");
    script.src = "asset/desk_film.js";
    script.onload = () => taken((window as unknown as { readonly mubanFilm: Film }).mubanFilm);
    script.onerror = () => {
      part = null;
      failed(new Error("desk_film.js"));
    };
    document.head.append(script);
  });
  return part;
}
