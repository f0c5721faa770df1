/** Asks people and communities that go too fast to slow down, so that a flood in one place slows no other. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Conversation } from '../chat/conversation.ts';
import { counted } from '../chat/durations.ts';
import type { Invocation } from '../chat/invocation.ts';
import type { Outcome } from '../chat/reply.ts';
import type { Dispatcher } from './dispatch.ts';

/** So many in so many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly duration: number;
}

export interface RateLimits {
  readonly learner: RateLimit;
  readonly community: RateLimit;
}

/**
 * Two a second, for as long as anybody can read; and twenty people doing so in one community. Each process counts by itself: the limits
 * protect the process, and what it tells people is no promise.
 */
const usualLimits: RateLimits = {
  learner: { points: 20, duration: 10 },
  community: { points: 400, duration: 10 },
};

/** The same conversation, which answers whoever goes too fast with how long to wait. The person at the terminal is never limited. */
export function withRateLimits(
  conversation: Dispatcher,
  onLimited: (whose: keyof RateLimits) => void,
  limits: RateLimits = usualLimits,
): Conversation {
  const ofLearner = new RateLimiterMemory({ ...limits.learner, keyPrefix: 'learner' });
  const ofCommunity = new RateLimiterMemory({ ...limits.community, keyPrefix: 'community' });
  return {
    ...conversation,
    async answer(invocation: Invocation): Promise<Outcome> {
      if (invocation.platform === 'console') return conversation.answer(invocation);
      // The person's own limit first: one who floods must not use up the community's.
      const mine = await secondsToWait(ofLearner, invocation.learner);
      const wait = mine ?? (await secondsToWait(ofCommunity, invocation.community));
      if (wait === undefined) return conversation.answer(invocation);
      const whose = mine === undefined ? 'community' : 'learner';
      onLimited(whose);
      return conversation.giveBack(invocation, slowDown(whose, wait));
    },
  };
}

/** Whole seconds until the next one is welcome; undefined where this one is. */
async function secondsToWait(limiter: RateLimiterMemory, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection;
    // The library frees the key by a timer, but counts what is left by the machine's clock, which may have been set back meanwhile.
    const seconds = Math.min(rejection.msBeforeNext / 1000, limiter.duration);
    return Math.max(1, Math.ceil(seconds));
  }
}

const reasons: Record<keyof RateLimits, string> = {
  learner: 'That was more at once than I take from one person.',
  community: 'This community asks more at once than I take from one place, and others wait too.',
};

const slowDown = (whose: keyof RateLimits, seconds: number): Outcome => ({
  reply: {
    title: 'A little slower, please',
    blocks: [
      {
        kind: 'text',
        text: `${reasons[whose]} I did not do this last one; everything before it is kept. Please try it again in ${counted(seconds, 'second')}.`,
      },
    ],
    sources: [],
    tone: 'notice',
    visibility: 'private',
  },
  status: 'usage-error',
});
