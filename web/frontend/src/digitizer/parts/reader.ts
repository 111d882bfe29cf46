/**
 * The reader of files, apart from the page: most sittings bring no file in.
 *
 * It runs as a worker where one is to be had, and else in the page (app/reading.ts).
 */

import type { Job } from "../import/answers";
import { answer } from "../import/reader";

interface WorkerScope {
  onmessage: (event: { readonly data: Job }) => void;
  postMessage: (message: unknown) => void;
}

if (typeof document === "undefined") {
  const worker = self as unknown as WorkerScope;
  worker.onmessage = ({ data }) => void answer(data).then((said) => worker.postMessage(said));
  // The page waits for this: a worker that never says it has not started.
  worker.postMessage("begun");
}

export { answer };
