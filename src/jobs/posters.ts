/** How the configured platforms are posted to: without a connection of their own, so that any process can. */
import type { Logger } from 'pino';
import type { Poster, PosterFor } from '../chat/poster.ts';
import type { Config, SlackAccess, SlackConfig } from '../config.ts';
import { platformOf } from '../practice/daily/job-queue.ts';
import type { Store } from '../practice/store.ts';
import type { Records } from './records.ts';

export interface Posters {
  readonly platforms: readonly string[];
  readonly posterFor: PosterFor;
}

/** Makes a poster for each configured platform; nothing is sent by it. */
export async function createPosters(
  config: Config,
  { store, pacer }: Pick<Records, 'store' | 'pacer'>,
  logger: Logger,
): Promise<Posters> {
  const posters = new Map<string, Poster>();
  const now = (): Date => new Date();
  const { discord, slack } = config;
  if (discord !== undefined) {
    const { createDiscordPoster } = await import('../platforms/discord/poster.ts');
    const settings = { token: discord.token.reveal(), apiUrl: discord.apiUrl };
    posters.set('discord', createDiscordPoster(settings, { logger, now, reserve: pacer.reserve }));
  }
  if (slack !== undefined) {
    const { createSlackPoster } = await import('../platforms/slack/poster.ts');
    const { slackTokenFor } = await import('../platforms/slack/access.ts');
    const { apiUrl } = slack;
    const tokenFor = slackTokenFor(slackAccess(slack, store), { apiUrl, logger, now });
    posters.set('slack', createSlackPoster({ tokenFor, apiUrl, logger, now }));
  }
  return { platforms: [...posters.keys()], posterFor: (id) => posters.get(platformOf(id)) };
}

/** The way to the bot tokens, as the Slack platform takes it. */
export function slackAccess(slack: SlackConfig, store: Store) {
  const access: SlackAccess = slack.mode === 'socket' ? { kind: 'token', botToken: slack.botToken } : slack.access;
  if (access.kind === 'token') return { kind: 'token' as const, botToken: access.botToken.reveal() };
  return {
    kind: 'oauth' as const,
    clientId: access.clientId,
    clientSecret: access.clientSecret.reveal(),
    stateSecret: access.stateSecret.reveal(),
    publicUrl: access.publicUrl,
    installations: store,
  };
}
