/** How long to wait between tries of something that fails for a while. */

/** In milliseconds; the last one is repeated. */
const PAUSES = [50, 100, 200, 400, 800, 1600, 3000];

export const pauseAfter = (tries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, PAUSES[Math.min(tries, PAUSES.length - 1)]));
