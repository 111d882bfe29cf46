/** Whose turn it is: of two tabs with the same work, one draws and the other looks on. */

export interface Turn {
  readonly mine: boolean;
}

/** Whether this browser keeps turns at all; old ones do not. */
export const keepsTurns = (): boolean => Boolean((navigator as Partial<Navigator>).locks);

const lockOf = (work: string): string => `muban-digitizer/${work}`;

/**
 * Asks for the turn; `lost` is called when another tab takes it.
 *
 * Without Web Locks everyone draws, and the journal's numbers still keep two writers apart.
 */
export function askTurn(work: string, { take, lost }: { take: boolean; lost: () => void }): Promise<Turn> {
  const locks = (navigator as Partial<Navigator>).locks;
  if (!locks) return Promise.resolve({ mine: true });
  return new Promise((resolve) => {
    const options: LockOptions = take ? { steal: true } : { ifAvailable: true };
    locks
      .request(lockOf(work), options, (lock) => {
        resolve({ mine: lock !== null });
        return lock ? new Promise<void>(() => undefined) : undefined;
      })
      .catch((trouble: unknown) => {
        if (trouble instanceof DOMException && trouble.name === "AbortError") lost();
        resolve({ mine: true });
      });
  });
}
