/** Looks things up at Discord, and is not put off by a failure that passes. */
import type { Answer, Calls } from './calls.ts';

/** Reads a route. The answer is `limited`, `unsent` or `lost` only where it stayed so over several attempts. */
export type Ask = (route: `/${string}`, query?: URLSearchParams) => Promise<Answer>;

/** The waits between four attempts. With 5 s for each answer, all is over well within the minute for which a post is claimed. */
const pauses = [1000, 2000, 4000];

/** Discord may ask for longer; that is for later. In milliseconds. */
const longestPause = 10_000;

/** `wait` waits so many milliseconds. */
export function askPatiently(calls: Calls, wait: (milliseconds: number) => Promise<unknown>): Ask {
  return async (route, query) => {
    for (const pause of pauses) {
      const answer = await calls.get(route, query);
      if (answer.kind === 'done' || answer.kind === 'refused') return answer;
      const asked = answer.kind === 'limited' ? answer.after : pause;
      if (asked > longestPause) return answer;
      await wait(asked);
    }
    return calls.get(route, query);
  };
}
