// Long work in short steps: between them the browser answers fingers and draws.

/** A step that has taken this long is the last before a pause. */
const SLICE_MS = 5;

interface Yielding {
  readonly scheduler?: { readonly yield?: () => Promise<void> };
}

/** Work that pauses whenever it has kept the browser waiting for a slice of time. */
export class Steps {
  private since = performance.now();

  /** Between two steps: goes on at once, or after the browser had its turn. */
  async next(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return;
    await this.pause();
  }

  /** Let the browser have its turn now. */
  async pause(): Promise<void> {
    await turn();
    this.since = performance.now();
  }

  /** One piece of work for each of many things. */
  async each<T>(things: Iterable<T>, work: (thing: T) => void): Promise<void> {
    for (const thing of things) {
      work(thing);
      await this.next();
    }
  }
}

/** Resolves in a new task. A message is not held back in a page that is out of sight. */
function turn(): Promise<void> {
  const { scheduler } = window as Yielding;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
