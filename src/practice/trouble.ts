/** Says once that something has stopped working and once that it works again, however often it is tried in between. */

export interface Trouble {
  /** Makes a call, and notes how it ends: rejects as the call does. */
  readonly watch: <T>(call: () => Promise<T>) => Promise<T>;
  readonly failed: (error: unknown) => void;
}

/** `onBegin` is called with the first error, `onEnd` at the first success of what was begun after the last error. */
export function createTrouble(onBegin: (error: unknown) => void, onEnd: () => void): Trouble {
  let lasts = false;
  let failures = 0;
  const failed = (error: unknown): void => {
    failures += 1;
    if (!lasts) onBegin(error);
    lasts = true;
  };
  return {
    failed,
    async watch(call) {
      const before = failures;
      try {
        const result = await call();
        // One that was under way when others failed proves nothing.
        if (lasts && failures === before) {
          lasts = false;
          onEnd();
        }
        return result;
      } catch (error) {
        failed(error);
        throw error;
      }
    },
  };
}
