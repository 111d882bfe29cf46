// What is told in passing: seen over the map for a while, and read out.

import { find } from "./dom";

const SHOWN_MS = 6000;

/** Say a sentence; the next one takes its place. */
export function say(text: string): void {
  const said = find("said");
  if (!said) return;
  said.textContent = text;
  setTimeout(() => {
    if (said.textContent === text) said.textContent = "";
  }, SHOWN_MS);
}
