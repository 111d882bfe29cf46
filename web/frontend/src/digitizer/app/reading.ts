/**
 * Files are read in a worker of their own, which is ended when it takes too long.
 *
 * The page stands in one file that may be opened from disk, so the worker is made of the text of
 * the page's own script. Browsers that make no worker of that read in the page, with the same limits.
 */

import { refusal, type Answer, type Job } from "../import/answers";
import { LIMITS } from "../import/limits";
import { answer } from "../import/reader";

/** A worker that has not said by then that it began cannot be had here. */
const STARTING_MS = 8000;
/** So much longer than it may take a worker is let be: it mostly knows itself that it is over. */
const GRACE_MS = 3000;

export async function readApart(job: Job): Promise<Answer> {
  return (await inWorker(job)) ?? inPage(job);
}

const script = (): string => document.getElementById("muban-script")?.textContent ?? "";

/** The worker's answer; null where there is no worker to be had. */
function inWorker(job: Job): Promise<Answer | null> {
  const address = URL.createObjectURL(new Blob([script()], { type: "text/javascript" }));
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
  await new Promise((resolve) => setTimeout(resolve, 50));
  return answer(job);
}
