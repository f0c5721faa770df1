/** Calls with the bot's token for what the bot says by itself. Each is made once, and what came of it is a value, never an exception. */
import { setTimeout as delay } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, RateLimitError, REST, type RequestData } from 'discord.js';
import { describeFailure } from './failures.ts';
import { unrepeatable, type DiscordSettings } from './rest.ts';
import { steadyWaits } from './steady.ts';

export type Answer =
  | { readonly kind: 'done'; readonly body: unknown }
  /** Discord says no, and has done nothing. `code` is its own number for the reason, where it gives one. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number | undefined; readonly reason: string }
  /** Not before `after` milliseconds; nothing was done. */
  | { readonly kind: 'limited'; readonly after: number; readonly everywhere: boolean }
  /** Discord was not reached; nothing was done. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** Discord failed, or its answer did not arrive: it may be done. */
  | { readonly kind: 'lost'; readonly reason: string };

export type Refused = Extract<Answer, { kind: 'refused' }>;

export interface Calls {
  readonly get: (route: `/${string}`, query?: URLSearchParams) => Promise<Answer>;
  readonly post: (
    route: `/${string}`,
    body: unknown,
    files?: RequestData['files'],
    /** Asked right before it is sent; it is not where that says no. */
    isTimely?: () => boolean,
  ) => Promise<Answer>;
}

/** "Rate Limits", global rate limit: 50 requests a second. What was held up on its way here must not go all at once. In milliseconds. */
const apart = 20;

/** `timeout` is how long an answer may take, in milliseconds. */
export function createCalls({ token, apiUrl }: DiscordSettings, timeout: number | undefined): Calls {
  const options = unrepeatable(apiUrl);
  const rest = new REST({
    ...options,
    ...(timeout === undefined ? {} : { timeout }),
    // Whoever sends decides what waits; in a queue here nobody would know of it.
    rejectOnRateLimit: () => true,
  });
  let refusal: Refused | undefined;
  const { pauseLeft, steady } = steadyWaits(rest);
  const oneByOne = createSpacing(apart);

  const call = async (make: () => Promise<unknown>, isTimely = (): boolean => true): Promise<Answer> => {
    // A token that was refused stays so, and Discord bans who keeps asking with it.
    if (refusal !== undefined) return refusal;
    if (pauseLeft() > 0) return limited(pauseLeft(), true);
    await oneByOne();
    if (!isTimely()) return { kind: 'unsent', reason: 'it came too late' };
    // discord.js forgets it as soon as a call was refused, also for those that run beside it.
    rest.setToken(token);
    steady();
    try {
      return { kind: 'done', body: await make() };
    } catch (error) {
      const answer = answerOf(error, pauseLeft());
      if (answer.kind === 'refused' && answer.status === 401) refusal = answer;
      return answer;
    }
  };

  return {
    get: (route, query) => call(() => rest.get(route, query === undefined ? {} : { query })),
    post: (route, body, files = [], isTimely) => call(() => rest.post(route, { body, files }), isTimely),
  };
}

/** Resolves for everybody who asks, in their order and so many milliseconds apart. */
function createSpacing(milliseconds: number): () => Promise<void> {
  let free = 0;
  return async () => {
    const now = performance.now();
    const moment = Math.max(now, free);
    free = moment + milliseconds;
    if (moment > now) await delay(moment - now);
  };
}

/** Some limits come without a time, and coming back at once is never right. In milliseconds. */
const shortestPause = 1000;

const limited = (after: number, everywhere: boolean): Answer => ({
  kind: 'limited',
  after: Math.max(Math.ceil(after), shortestPause),
  everywhere,
});

/** `pauseLeft`: of a pause of everything, in milliseconds. */
function answerOf(error: unknown, pauseLeft: number): Answer {
  if (error instanceof RateLimitError) {
    const everywhere = error.global || pauseLeft > 0;
    return limited(everywhere ? pauseLeft : error.retryAfter, everywhere);
  }
  const reason = describeFailure(error);
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : undefined;
    return { kind: 'refused', status: error.status, code, reason };
  }
  if (wasNeverSent(error)) return { kind: 'unsent', reason: `Discord could not be reached (${reason})` };
  if (error instanceof HTTPError) return { kind: 'lost', reason: `Discord failed with status ${error.status}` };
  const wasTooSlow = error instanceof Error && error.name === 'AbortError';
  return {
    kind: 'lost',
    reason: wasTooSlow ? 'Discord did not answer in time' : `The connection to Discord broke (${reason})`,
  };
}

/** Steps of making a connection, by Node's names. */
const connecting = new Set<unknown>(['connect', 'getaddrinfo']);

/** Codes of connections that did not come about, or whose other end did not prove to be Discord (a wrong clock, a proxy). */
const notConnected = new Set<unknown>([
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function wasNeverSent(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(wasNeverSent);
  if (!(error instanceof Error)) return false;
  return ('syscall' in error && connecting.has(error.syscall)) || ('code' in error && notConnected.has(error.code));
}
