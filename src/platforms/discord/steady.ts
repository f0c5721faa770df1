/** What discord.js waits for, by a clock that never jumps. */
import { type REST, RESTEvents } from 'discord.js';

export interface SteadyWaits {
  /** What is left of a pause of everything that Discord, or Cloudflare before it, asked for, in milliseconds; not above 0 where there is none. */
  readonly pauseLeft: () => number;
  /** To be called before each request. */
  readonly steady: () => void;
}

/** In milliseconds. */
const second = 1000;

/**
 * discord.js counts its requests of a second, a pause of everything, and what each route may take, by the machine's clock: set back, that
 * would make all of them longer by as much.
 */
export function steadyWaits(rest: REST): SteadyWaits {
  let pausedUntil = 0;
  const pauseLeft = (): number => pausedUntil - performance.now();
  rest.on(RESTEvents.Response, (_request, { status, headers }) => {
    if (isForEverything(status, headers)) pausedUntil = performance.now() + second * Number(headers.get('retry-after'));
  });
  const ahead = (): number => Date.now() - performance.now();
  let lastAhead = ahead();
  return {
    pauseLeft,
    steady() {
      if (pauseLeft() <= 0 && rest.globalReset > Date.now() + second) rest.globalReset = -1;
      // What the routes may take is learned anew from their next answers.
      if (ahead() < lastAhead - second) rest.handlers.clear();
      lastAhead = ahead();
    },
  };
}

type ResponseHeaders = Pick<Headers, 'has' | 'keys'>;

/**
 * "Rate Limits": one of a route comes with headers that name it. One without any is not Discord's own but Cloudflare's, for whoever sent too
 * many invalid requests, and holds for all of them.
 */
const isForEverything = (status: number, headers: ResponseHeaders): boolean =>
  headers.has('x-ratelimit-global') ||
  (status === 429 && ![...headers.keys()].some((name) => name.startsWith('x-ratelimit-')));
