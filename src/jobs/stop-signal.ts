/** The system's requests to end. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Ending } from '../chat/conversation.ts';

const signals = ['SIGTERM', 'SIGINT'] as const;
type StopSignal = (typeof signals)[number];

/** What `process` has of it. */
export interface SignalSource {
  readonly on: (signal: StopSignal, listener: (signal: StopSignal) => void) => unknown;
  readonly off: (signal: StopSignal, listener: (signal: StopSignal) => void) => unknown;
}

/**
 * npm passes on each signal that it gets. After Ctrl+C, which a terminal sends to all of `npm start`, the program gets it from both: what
 * comes within this time, in milliseconds, is the same request.
 */
const sameRequest = 1000;

/** Resolves at the first signal to end, which asks for an orderly stop; a second one, a second later or more, ends at once. */
export function stopSignal(
  source: SignalSource = process,
  wait: (milliseconds: number) => Promise<unknown> = (milliseconds) => delay(milliseconds, undefined, { ref: false }),
): Promise<Ending> {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  let asked = false;
  const onSignal = (signal: StopSignal): void => {
    if (asked) return;
    asked = true;
    resolve({ exitCode: 0, message: `${signal}: finishing what runs, then stopping` });
    // Without a listener the system's default is back: the program ends at once.
    void wait(sameRequest).then(() => {
      for (const each of signals) source.off(each, onSignal);
    });
  };
  for (const signal of signals) source.on(signal, onSignal);
  return promise;
}
