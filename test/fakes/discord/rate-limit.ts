/** Discord's global limit: so many requests of a bot in any second, and 429 for those above. */
import type { Answer } from './answers.ts';

const second = 1000;

export class GlobalLimit {
  /** The most requests that came in any one second, those that were refused included. */
  busiestSecond = 0;
  /** How many were refused. */
  refused = 0;
  readonly #most: number;
  readonly #now: () => number;
  #taken: number[] = [];
  #came: number[] = [];

  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** Counts a request; returns how it is refused where it is one too many. */
  count(): Answer | undefined {
    const now = this.#now();
    const isRecent = (at: number): boolean => at > now - second;
    this.#came = [...this.#came.filter(isRecent), now];
    this.#taken = this.#taken.filter(isRecent);
    this.busiestSecond = Math.max(this.busiestSecond, this.#came.length);
    const [oldest] = this.#taken;
    if (oldest === undefined || this.#taken.length < this.#most) {
      this.#taken.push(now);
      return undefined;
    }
    this.refused += 1;
    return tooManyRequests((oldest + second - now) / second, 'global');
  }
}

/** A 429 as Discord words it; `after` in seconds. */
export function tooManyRequests(after: number, scope: 'global' | 'shared' | 'user'): Answer {
  const isGlobal = scope === 'global';
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: after, global: isGlobal },
    headers: {
      'retry-after': String(Math.ceil(after)),
      'x-ratelimit-scope': scope,
      ...(isGlobal ? { 'x-ratelimit-global': 'true' } : {}),
    },
  };
}
