/** How Slack's Web API is called. */
import type { webApi } from '@slack/bolt';
import type { Logger as BoltLogger } from '@slack/bolt';

/** Longer than Slack ever takes for the calls made here, shorter than a person waits. Milliseconds. */
export const callTimeout = 10_000;

/**
 * The defaults would repeat a call up to ten times in half an hour, also where Slack had done what was asked and only the answer was
 * lost: a message would be there twice, since Slack has no idempotency key. So the client repeats nothing. Opening the connection is
 * repeated by `link.ts`, which is harmless; a rate limit, which is a certain "not done", is waited out by `calls.ts` for the one call
 * that met it, where the client would hold up all others too. And there is no time limit by default.
 */
export const webClientOptions = (apiUrl: string | undefined, logger: BoltLogger): webApi.WebClientOptions => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: callTimeout,
  logger,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
});
