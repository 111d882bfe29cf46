/**
 * Work that is given up when it takes too long.
 *
 * What a file from outside asks for may take hours, however small the file is. The loops whose
 * length follows from how lines lie, and not from how many there are, ask here whether to go on.
 */

/** Raised in the middle of work that took longer than it might. */
export class OutOfPatience extends Error {}

let until = Infinity;

/** Does something that may take so many milliseconds. */
export function withPatience<T>(milliseconds: number, work: () => T): T {
  const before = until;
  until = Math.min(before, performance.now() + milliseconds);
  try {
    return work();
  } finally {
    until = before;
  }
}

/** Ends the work where its time is over; outside of {@link withPatience} there is no end. */
export function goOn(): void {
  if (until !== Infinity && performance.now() > until) throw new OutOfPatience("this takes too long");
}
