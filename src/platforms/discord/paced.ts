/** Calls beside those that delivery waits for: looking into channels, asking once more. They count towards Discord's limit as well. */
import type { Answer, Calls } from './calls.ts';

/** Makes a call at a moment of its own; `limited`, and not made, where that is too far away. */
export type InTurn = (call: () => Promise<Answer>) => Promise<Answer>;

export interface InTurnTools {
  /** Reserves the next free moment to send something; resolves with the milliseconds to wait for it. */
  readonly reserve: () => Promise<number>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Whoever would wait longer, in milliseconds, comes back another time. */
const longestWait = 5000;

export const createInTurn =
  ({ reserve, wait }: InTurnTools): InTurn =>
  async (call) => {
    // Where the records that hold the moments cannot be reached, next to nothing else is sent either.
    const after = await reserve().catch(() => 0);
    if (after > longestWait) return { kind: 'limited', after, everywhere: true };
    if (after > 0) await wait(after);
    return call();
  };

/** The same calls, each in its turn. */
export const pacedCalls = (calls: Calls, inTurn: InTurn): Calls => ({
  get: (...request) => inTurn(() => calls.get(...request)),
  post: (...request) => inTurn(() => calls.post(...request)),
});
