/** A pacer for a process that has its store for itself. */
import type { Pacer } from '../../practice/daily/pacer.ts';

interface Pace {
  readonly last: number;
  readonly heldUntil: number;
}

/** From so many keys on those that hold nobody up any more are forgotten now and then. */
const fewKeys = 1000;

/** `clock` gives milliseconds of a clock that never jumps, such as `performance.now`. */
export function createMemoryPacer(clock: () => number): Pacer {
  const paces = new Map<string, Pace>();
  const paceOf = (key: string): Pace => paces.get(key) ?? { last: -Infinity, heldUntil: -Infinity };
  /** The longest spacing that was asked for: what is older than that holds nobody up. */
  let longest = 0;
  let tidyAbove = fewKeys;
  const tidy = (): void => {
    if (paces.size <= tidyAbove) return;
    const now = clock();
    for (const [key, { last, heldUntil }] of paces) if (last + longest <= now && heldUntil <= now) paces.delete(key);
    tidyAbove = Math.max(fewKeys, 2 * paces.size);
  };
  return {
    reserve: (key, spacing) => {
      longest = Math.max(longest, spacing);
      tidy();
      const { last, heldUntil } = paceOf(key);
      const now = clock();
      const moment = Math.max(now, last + spacing, heldUntil);
      paces.set(key, { last: moment, heldUntil });
      return Promise.resolve(moment - now);
    },
    hold: (key, milliseconds) => {
      const { last, heldUntil } = paceOf(key);
      paces.set(key, { last, heldUntil: Math.max(heldUntil, clock() + milliseconds) });
      return Promise.resolve();
    },
  };
}
