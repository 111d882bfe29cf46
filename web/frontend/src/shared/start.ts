// When to begin: after the picture in the page has been seen.

/** Run work after the first paint, so that the map is there before any script runs. */
export function afterFirstPaint(work: () => unknown): void {
  // A page in the background paints nothing: it must not wait for ever.
  if (document.visibilityState === "hidden") setTimeout(work, 0);
  else requestAnimationFrame(() => setTimeout(work, 0));
}

/** Whether the reader asked for less movement. */
export function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
