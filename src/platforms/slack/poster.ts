/** Posts in Slack without being asked. Slack knows no key by which it would take a message only once: so each is sent once at most. */
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Poster, PostResult } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import { startStopwatch } from '../../chat/stopwatch.ts';
import { webClientOptions } from './client-options.ts';
import { describeError } from './failures.ts';
import { inspectChannel, notInstalled, unknownToken } from './inspection.ts';
import { boltLogger } from './log-bridge.ts';
import { failedPost, notConnected, tokenNotRead, tooLate, type Target } from './post-results.ts';
import { forChannel, renderReply } from './render.ts';

export interface SlackPosterTools {
  /** The bot token of a workspace (T…); undefined where the app is not installed there. Rejects where that cannot be known just now. */
  readonly tokenFor: (team: string) => Promise<string | undefined>;
  readonly apiUrl: string | undefined;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Slack takes one message a second for each channel; a tenth is kept in reserve. One pace for all of a workspace stays below its ceiling. */
const betweenPosts = 1100;

/**
 * Milliseconds. Longer than making a connection may take (10 s), so that a request that never left is known as one and not taken for one
 * whose answer was lost; well within the minute for which a delivery is claimed.
 */
const postTimeout = 20_000;

/**
 * What has not left within this time, in milliseconds, is not sent: a machine that was asleep would send what another process has sent
 * meanwhile. With `postTimeout` it is still within the time that `maySend` grants.
 */
const longestPreparing = 20_000;

/** `timeout`: milliseconds for each call. */
export function createSlackPoster({ tokenFor, apiUrl, logger, now }: SlackPosterTools, timeout = postTimeout): Poster {
  const log = logger.child({ platform: 'slack' });
  const client = new webApi.WebClient(undefined, {
    ...webClientOptions(apiUrl, boltLogger(log)),
    timeout,
  });

  const tokenUnread = (team: string, error: unknown): void =>
    log.warn({ reason: describeError(error), team }, 'Slack: the token of a workspace could not be read');
  const send = async (team: string, channel: string, reply: Reply, target: Target): Promise<PostResult> => {
    const waited = startStopwatch(now);
    try {
      const token = await tokenFor(team);
      if (token === undefined) return notConnected;
      if (waited() > longestPreparing) return tooLate;
      return await postOnce(client, log, { token, channel, target }, reply);
    } catch (error) {
      tokenUnread(team, error);
      return tokenNotRead;
    }
  };
  return {
    platform: 'slack',
    paceOf: (community) => ({ key: community, spacing: betweenPosts }),
    post: ({ community, channel }, reply) => send(teamOf(community), channel, reply, 'channel'),
    tell: (learner, reply) => send(teamOf(learner), personOf(learner), reply, 'person'),
    find: () =>
      Promise.resolve({
        kind: 'unknown',
        detail:
          'Slack does not let apps rely on looking into a channel, so nobody but its members can tell whether the post is there.',
      }),
    async nameOf(community) {
      try {
        const token = await tokenFor(teamOf(community));
        return token === undefined ? undefined : (await client.auth.test({ token })).team;
      } catch (error) {
        log.warn({ reason: describeError(error), community }, 'Slack: the name of a workspace could not be read');
        return undefined;
      }
    },
    async inspect(community, channel) {
      try {
        const token = await tokenFor(teamOf(community));
        return token === undefined ? [notInstalled] : await inspectChannel(client, token, channel);
      } catch (error) {
        tokenUnread(teamOf(community), error);
        return [unknownToken];
      }
    },
  };
}

interface Destination {
  readonly token: string;
  readonly channel: string;
  readonly target: Target;
}

/** Never rejects. */
async function postOnce(
  client: webApi.WebClient,
  logger: Logger,
  { token, channel, target }: Destination,
  reply: Reply,
): Promise<PostResult> {
  try {
    const { ts } = await client.chat.postMessage({ token, channel, ...forChannel(renderReply(reply)) });
    return ts === undefined
      ? { kind: 'doubt', detail: 'Slack took the message and did not say under which id.' }
      : { kind: 'sent', message: ts };
  } catch (error) {
    const result = failedPost(error, target);
    logger.warn({ reason: describeError(error), channel, result: result.kind }, 'Slack: a post failed');
    return result;
  }
}

/** The workspace of `slack:TEAM` and `slack:TEAM:USER`. */
const teamOf = (id: string): string => id.split(':')[1] ?? '';
const personOf = (learner: string): string => learner.split(':')[2] ?? '';
