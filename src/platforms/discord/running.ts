/** The answers that are being made, so that stopping can wait for them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

export interface RunningAnswers {
  /** True once `finish` was called: nothing new may be begun. */
  readonly isStopping: () => boolean;
  /** Takes note of work that never rejects. */
  readonly add: (work: Promise<void>) => void;
  /** Resolves when all of it is done, or after 10 s, when it says in the log how much is not. */
  readonly finish: () => Promise<void>;
}

/** How long stopping waits for answers that are being made, in milliseconds. */
const longestFinish = 10_000;

export function runningAnswers(logger: Logger): RunningAnswers {
  const running = new Set<Promise<void>>();
  let stopping = false;
  return {
    isStopping: () => stopping,
    add(work) {
      const tracked = work.finally(() => running.delete(tracked));
      running.add(tracked);
    },
    async finish() {
      stopping = true;
      await Promise.race([Promise.all(running), delay(longestFinish, undefined, { ref: false })]);
      if (running.size > 0) logger.warn({ answers: running.size }, 'Stopped before all answers were sent to Discord.');
    },
  };
}
