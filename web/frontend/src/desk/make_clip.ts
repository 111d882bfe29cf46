/** A clip made by the program, or, where it has no encoder, by this browser; as a moving picture where neither can. */

import { address, get, post, put } from "./api";
import { takeFilm } from "./film_part";

export type Shape = "square" | "tall" | "wide";
export const SHAPES: Readonly<Record<Shape, readonly [number, number]>> = {
  square: [720, 720],
  tall: [720, 1280],
  wide: [1280, 720],
};

interface Asked {
  readonly of: string;
  readonly shape: Shape;
}

/** Who made it. */
export type Made = "program" | "browser" | "moving";

const ASK_MS = 500;

export async function makeClip(
  id: string,
  asked: Asked,
  encoder: boolean,
  seen: (share: number) => void,
): Promise<Made> {
  if (encoder) {
    await made(id, { ...asked, form: "mp4" }, seen);
    return "program";
  }
  const film = await takeFilm().catch(() => null);
  const config = await film?.testEncoding(...SHAPES[asked.shape]);
  if (!film || !config) {
    await made(id, { ...asked, form: "webp" }, seen);
    return "moving";
  }
  const query = new URLSearchParams({ of: asked.of, shape: asked.shape });
  const answer = await fetch(address(`p/${id}/clips/frames?${query}`));
  if (!answer.ok || !answer.body) throw new Error(`${answer.status}`);
  const blob = await film.encodeFilm(answer.body, config, (done, all) => seen(done / all));
  await put(`p/${id}/clips/film?${query}`, blob);
  return "browser";
}

async function made(id: string, asked: object, seen: (share: number) => void): Promise<void> {
  const asking = setInterval(() => {
    void get<{ readonly done: number; readonly all: number }>(`p/${id}/clips/progress`)
      .then(({ done, all }) => all && seen(done / all))
      .catch(() => undefined);
  }, ASK_MS);
  try {
    await post(`p/${id}/clips`, asked);
  } finally {
    clearInterval(asking);
  }
}
