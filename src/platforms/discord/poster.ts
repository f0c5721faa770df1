/** What the bot says on Discord without being asked: posts in channels, and private messages. */
import { setTimeout as delay } from 'node:timers/promises';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Poster, PostResult } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import { startStopwatch } from '../../chat/stopwatch.ts';
import { askPatiently } from './ask.ts';
import { createCalls, type Answer, type Calls, type Refused } from './calls.ts';
import { uploadsOf } from './files.ts';
import { findPost } from './find-post.ts';
import { checksOf } from './inspection.ts';
import { explainPost, explainPrivate, refusalResult, sendingResult } from './outcomes.ts';
import { createInTurn, pacedCalls, type InTurn } from './paced.ts';
import { renderReply, type MessageData } from './render.ts';
import { rawFiles, type DiscordSettings } from './rest.ts';
import { createLookups, idIn, isId, type Standing } from './standing.ts';

/**
 * "Rate Limits", global rate limit: 50 requests a second. In milliseconds: 48 posts a second, so that none comes too early because another
 * was late, and 5,000 communities are served within 104 s, and what starting takes.
 */
const pace = { key: 'discord', spacing: 20.8 } as const;

export interface PosterTools {
  readonly logger: Logger;
  readonly now: () => Date;
  /** Waits so many milliseconds before it looks again. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** How long Discord may take to answer, in milliseconds; else 5 s. */
  readonly timeout?: number;
  /**
   * Reserves a moment at the pace of `paceOf` for each request beside those that a post (one) and a private message (two) always take, for
   * which the caller has waited; resolves with the milliseconds to wait for it. Without it they are sent at once.
   */
  readonly reserve?: (key: string, spacing: number) => Promise<number>;
}

/** The poster for `discord:` communities and learners. All its calls go through one client, which knows Discord's limits. */
export function createDiscordPoster(settings: DiscordSettings, tools: PosterTools): Poster {
  const { logger, now, wait = delay, timeout, reserve = atOnce } = tools;
  const calls = createCalls(settings, timeout);
  const inTurn = createInTurn({ reserve: () => reserve(pace.key, pace.spacing), wait });
  const ask = askPatiently(pacedCalls(calls, inTurn), wait);
  const lookups = createLookups(ask, now);
  const sender: Sender = { calls, inTurn, now };
  const noted = (refused: Refused, result: PostResult): PostResult => {
    if (result.kind === 'later') logger.error({ reason: refused.reason }, 'Discord did not take a message.');
    return result;
  };

  return {
    platform: 'discord',
    paceOf: () => pace,

    async post({ community, channel, key }, reply) {
      const standing = (): Promise<Standing> => lookups.standing(community, channel);
      const whyNot = async (refused: Refused): Promise<PostResult> =>
        noted(refused, await explainPost(refused, standing, now));
      return sendingResult(await send(sender, { channel, reply, key }), whyNot);
    },

    find: (target, since) => findPost(ask, lookups, target, since),

    async tell(learner, reply, key) {
      const whyNot = (refused: Refused): PostResult => noted(refused, explainPrivate(refused));
      const opened = await calls.post(Routes.userChannels(), { recipient_id: idIn(learner) });
      if (opened.kind !== 'done') return refusalResult(opened, whyNot);
      const channel = privateChannel.safeParse(opened.body);
      if (!channel.success) return { kind: 'later', detail: 'Nothing was sent: Discord opened no private channel.' };
      return sendingResult(await send(sender, { channel: channel.data.id, reply, key }), whyNot);
    },

    nameOf: (community) => lookups.serverName(community),

    inspect: async (community, channel) => checksOf(await lookups.standing(community, channel)),
  };
}

const atOnce = (): Promise<number> => Promise.resolve(0);

const privateChannel = z.object({ id: z.string() });

interface Sender extends Pick<PosterTools, 'now'> {
  readonly calls: Calls;
  readonly inTurn: InTurn;
}

interface Message {
  readonly channel: string;
  readonly reply: Reply;
  readonly key: string;
}

/**
 * "Create Message", nonce: it is known again for "the past few minutes". Not relied on for longer than this, in milliseconds: a machine that
 * was asleep would post twice.
 */
const nonceHolds = 60_000;

/**
 * A lost answer leaves open whether the message is there. With the same nonce Discord posts it once, so it is asked once more. Neither is
 * sent late: another process may have sent it meanwhile.
 */
async function send({ calls, inTurn, now }: Sender, { channel, reply, key }: Message): Promise<Answer> {
  if (!isId(channel)) return noSuchChannel;
  const body = { ...messageOf(reply), nonce: key, enforce_nonce: true };
  const waited = startStopwatch(now);
  const isTimely = (): boolean => waited() <= nonceHolds;
  const make = (): Promise<Answer> =>
    calls.post(Routes.channelMessages(channel), body, rawFiles(uploadsOf({ reply })), isTimely);
  const first = await make();
  if (first.kind !== 'lost') return first;
  const second = await inTurn(make);
  return second.kind === 'done' ? second : first;
}

/** Who sees it is settled by where it is posted: the flag for private answers means nothing there. */
function messageOf(reply: Reply): Omit<MessageData, 'flags'> {
  const { embeds, components, allowed_mentions, attachments } = renderReply(reply);
  return { embeds, components, allowed_mentions, ...(attachments === undefined ? {} : { attachments }) };
}

const noSuchChannel: Refused = {
  kind: 'refused',
  status: 404,
  code: RESTJSONErrorCodes.UnknownChannel,
  reason: 'Unknown Channel',
};
