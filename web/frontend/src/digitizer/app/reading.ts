/**
 * Files are read in a worker of their own, which is ended when it takes too long.
 *
 * Its text is a part of the page (app/parts.ts), which may have been opened from disk. Browsers that
 * make no worker of it read in the page, with the same limits.
 */

import { refusal, type Answer, type Job } from "../import/answers";
import { LIMITS } from "../import/limits";
import { loadPart, partText } from "./parts";

/** A worker that has not said by then that it began cannot be had here. */
const STARTING_MS = 8000;
/** So much longer than it may take a worker is let be: it mostly knows itself that it is over. */
const GRACE_MS = 3000;

export async function readApart(job: Job): Promise<Answer> {
  return (await inWorker(job, await partText("reader"))) ?? inPage(job);
}

/** The worker's answer; null where there is no worker to be had. */
function inWorker(job: Job, script: string): Promise<Answer | null> {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return new Promise<Answer | null>((resolve) => {
    const worker = new Worker(address);
    let begun = false;
    const end = (said: Answer | null): void => {
      clearTimeout(late);
      worker.terminate();
      resolve(said);
    };
    let late = setTimeout(() => end(null), STARTING_MS);
    worker.onmessage = ({ data }: MessageEvent<Answer | "begun">) => {
      if (data !== "begun") return end(data);
      begun = true;
      clearTimeout(late);
      late = setTimeout(() => end(refusal("seconds")), LIMITS.seconds * 1000 + GRACE_MS);
      worker.postMessage(job);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end(begun ? refusal(null) : null);
    };
  })
    .catch(() => null)
    .finally(() => URL.revokeObjectURL(address));
}

/** What the page says of it is seen before the page stands still. */
async function inPage(job: Job): Promise<Answer> {
  const [{ answer }] = await Promise.all([loadPart("reader"), new Promise((resolve) => setTimeout(resolve, 50))]);
  return answer(job);
}
