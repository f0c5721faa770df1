/** A clock that stands still until a test moves it: hours pass in no time, in the right order. */
import { setImmediate } from 'node:timers/promises';
import type { Pause } from '../../src/app/delivery/pause.ts';

export interface VirtualClock {
  readonly now: () => Date;
  readonly pause: Pause;
  /** Lets so many milliseconds pass: every pause that ends meanwhile ends at its time, one after the other. */
  readonly advance: (milliseconds: number) => Promise<void>;
}

export interface JumpingClock extends VirtualClock {
  /** It is that instant at once, as for a machine that was asleep: every pause that has ended meanwhile ends now. */
  readonly jumpTo: (instant: Date) => void;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualClock(start = new Date('2026-11-23T00:00:00Z')): JumpingClock {
  let now = start.getTime();
  const sleepers = new Set<Sleeper>();
  const next = (): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (first === undefined || sleeper.at < first.at) first = sleeper;
    return first;
  };
  return {
    now: () => new Date(now),
    pause: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { at: now + Math.max(0, milliseconds), wake };
        sleepers.add(sleeper);
        if (signal?.aborted === true) wake();
        else signal?.addEventListener('abort', wake);
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      // What is under way gets to where it waits, before and after each step.
      await setImmediate();
      for (let sleeper = next(); sleeper !== undefined && sleeper.at <= end; sleeper = next()) {
        now = Math.max(now, sleeper.at);
        sleeper.wake();
        await setImmediate();
      }
      now = end;
    },
    jumpTo(instant) {
      now = instant.getTime();
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
    },
  };
}
