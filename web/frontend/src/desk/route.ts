/** Which page is open, as the address says it: `#/`, or `#/p/ID/files`. */

import { useEffect, useState } from "preact/hooks";

export const STEPS = ["files", "check", "draw", "see", "print", "excel", "publish"] as const;
export type Step = (typeof STEPS)[number];
export interface Route {
  readonly id: string;
  readonly step: Step;
}

export function routeOf(hash: string): Route | null {
  const found = /^#\/p\/([0-9a-f]{16})\/(\w+)/.exec(hash);
  if (!found) return null;
  const step = STEPS.find((one) => one === found[2]) ?? "files";
  return { id: found[1]!, step };
}

export const to = (id: string, step: Step): string => `#/p/${id}/${step}`;

export function go(id: string, step: Step): void {
  location.hash = to(id, step);
}

export function useRoute(): Route | null {
  const [hash, change] = useState(location.hash);
  useEffect(() => {
    const heard = (): void => change(location.hash);
    addEventListener("hashchange", heard);
    return () => removeEventListener("hashchange", heard);
  }, []);
  return routeOf(hash);
}
