/**
 * One script for two places: the page, and the worker in which the page reads files.
 *
 * The page stands in one file, so it starts its own text as the worker (app/reading.ts). What
 * is only of the page begins with its import: a worker has no document to begin it with.
 */

import type { Job } from "./import/answers";
import { answer } from "./import/reader";

interface WorkerScope {
  onmessage: (event: { readonly data: Job }) => void;
  postMessage: (message: unknown) => void;
}

if (typeof document === "undefined") {
  const worker = self as unknown as WorkerScope;
  worker.onmessage = ({ data }) => void answer(data).then((said) => worker.postMessage(said));
  // The page waits for this: a worker that never says it has not started.
  worker.postMessage("begun");
} else void import("./page");
