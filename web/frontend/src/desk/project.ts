/** Follows a project: asks what is new, soon while something is being made, seldom else. */

import { useEffect, useRef, useState } from "preact/hooks";

import { get, Refused } from "./api";
import type { View } from "./view";

const BUSY_MS = 600;
const IDLE_MS = 2_000;
const HIDDEN_MS = 20_000;

export interface Followed {
  readonly view: View | null;
  /** The program does not answer: it was closed. */
  readonly gone: boolean;
  /** Asks at once. */
  readonly ask: () => void;
}

export function useProject(id: string): Followed {
  const [view, show] = useState<View | null>(null);
  const [gone, lose] = useState(false);
  const now = useRef<() => void>(() => undefined);
  useEffect(() => {
    let ended = false;
    let version = -1;
    let timer = 0;
    let asking = false;
    const look = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      clearTimeout(timer);
      let pause = IDLE_MS;
      try {
        const found = await get<View>(`p/${id}/state?since=${version}`);
        if (ended) return;
        lose(false);
        if (found.version !== version) show(found);
        version = found.version;
        if (found.stage === "reading" || found.stage === "building") pause = BUSY_MS;
        busy = found.stage ? pause === BUSY_MS : busy;
        if (busy) pause = BUSY_MS;
      } catch (error) {
        if (ended) return;
        lose(error instanceof Refused);
      } finally {
        asking = false;
      }
      timer = window.setTimeout(() => void look(), document.hidden ? HIDDEN_MS : pause);
    };
    let busy = true;
    const seen = (): void => {
      if (!document.hidden) void look();
    };
    now.current = () => {
      busy = true;
      void look();
    };
    document.addEventListener("visibilitychange", seen);
    show(null);
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [id]);
  return { view, gone, ask: () => now.current() };
}
