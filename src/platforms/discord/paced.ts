/** Calls beside those that delivery waits for: looking into channels, asking once more. They count towards Discord's limit as well. */
import type { Answer, Calls } from './calls.ts';

export interface PacedTools {
  /** Reserves the next free moment to send something; resolves with the milliseconds to wait for it. */
  readonly reserve: () => Promise<number>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Whoever would wait longer, in milliseconds, comes back another time: what is asked for once more must be so within minutes. */
const longestWait = 5000;

/** The same calls, each at a moment of its own; `limited` where that is too far away. */
export function pacedCalls(calls: Calls, { reserve, wait }: PacedTools): Calls {
  const inTurn = async (call: () => Promise<Answer>): Promise<Answer> => {
    // Where the records that hold the moments cannot be reached, next to nothing else is sent either.
    const after = await reserve().catch(() => 0);
    if (after > longestWait) return { kind: 'limited', after, everywhere: true };
    if (after > 0) await wait(after);
    return call();
  };
  return {
    get: (...request) => inTurn(() => calls.get(...request)),
    post: (...request) => inTurn(() => calls.post(...request)),
  };
}
