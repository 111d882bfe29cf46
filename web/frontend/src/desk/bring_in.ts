/** Sends dropped files to the program, which puts them where they belong. */

import { post, put, Refused } from "./api";
import type { Dropped } from "./dropped";
import type { Said } from "./words";

export type Became = "new" | "same" | "replaced" | "beside" | "asked" | "skipped" | "pack";
export type Choice = "replace" | "both" | "skip";

export interface Taken {
  readonly path: string;
  readonly name: string;
  readonly became: Became;
}

export interface BroughtIn {
  readonly inbox: string;
  readonly taken: readonly Taken[];
  /** Files that no project can hold, and why. */
  readonly refused: readonly { readonly path: string; readonly why: Said | null }[];
}

export async function bringIn(id: string, files: readonly Dropped[], tell: (done: number) => void): Promise<BroughtIn> {
  const { inbox } = await post<{ inbox: string }>(`p/${id}/drop`);
  const refused: { path: string; why: Said | null }[] = [];
  for (const [number, { path, file }] of files.entries()) {
    tell(number);
    try {
      await put(`p/${id}/drop/${inbox}?path=${encodeURIComponent(path)}`, file);
    } catch (error) {
      if (!(error instanceof Refused) || error.said === null) throw error;
      refused.push({ path, why: error.said });
    }
  }
  tell(files.length);
  return { inbox, taken: await settle(id, inbox, {}), refused };
}

/** Puts what waits into the project, as the person chose. */
export function settle(id: string, inbox: string, choices: Readonly<Record<string, Choice>>): Promise<Taken[]> {
  return post(`p/${id}/drop/${inbox}`, { choices });
}
