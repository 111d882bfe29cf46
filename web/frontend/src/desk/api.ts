/** What the desk asks the program: every address lies under the one that the page has. */

import type { Said } from "./words";

/** A refusal in words; or none, where the program does not answer any more. */
export class Refused extends Error {
  constructor(readonly said: Said | null) {
    super(said?.en ?? "no answer");
  }
}

export const address = (path: string): string => location.pathname + path;

export const get = <T>(path: string): Promise<T> => ask(path, {});

export function post<T = unknown>(path: string, asked: object = {}): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return ask(path, { method: "POST", body: JSON.stringify(asked), headers });
}

export const put = (path: string, body: Blob): Promise<unknown> => ask(path, { method: "PUT", body });

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(address(path), init).catch(() => {
    throw new Refused(null);
  });
  const json = answer.headers.get("content-type")?.startsWith("application/json");
  const found: unknown = json ? await answer.json() : null;
  if (!answer.ok) throw new Refused((found as Said) ?? { th: `${answer.status}`, en: `${answer.status}` });
  return found as T;
}
