/** Time that passes, as delivery waits for it: what it is given, so that tests can be years long. */

/** Resolves after so many milliseconds, or at once when the signal is (or becomes) aborted. Never rejects. */
export type Pause = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const realPause: Pause = (milliseconds, signal) =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, signal?.aborted === true ? 0 : milliseconds);
    signal?.addEventListener('abort', end);
  });

/** What the work comes to; undefined where it has not ended within so many milliseconds. It goes on all the same. */
export async function within<T>(work: Promise<T>, milliseconds: number, pause: Pause): Promise<T | undefined> {
  const over = new AbortController();
  try {
    return await Promise.race([work, pause(milliseconds, over.signal).then(() => undefined)]);
  } finally {
    over.abort();
  }
}

/** A pause that doubles with each attempt that has failed, from the first one's milliseconds up to the longest. */
export const growingPause = (failures: number, first: number, longest: number): number =>
  Math.min(longest, first * 2 ** (failures - 1));
