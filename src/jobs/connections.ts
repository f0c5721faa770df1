/** How the configured platforms reach the conversation: each by the way that its part of the configuration says. */
import type { Logger } from 'pino';
import type { Connection, Conversation } from '../chat/conversation.ts';
import type { HttpRoute } from '../chat/http-route.ts';
import type { Config, DiscordConfig, SlackConfig } from '../config.ts';
import type { Pacer } from '../practice/daily/pacer.ts';
import type { Store } from '../practice/store.ts';
import { slackAccess } from './posters.ts';

export interface ConnectionTools {
  readonly conversation: Conversation;
  readonly logger: Logger;
  readonly store: Store;
  readonly pacer: Pacer;
}

export interface Connected {
  readonly connection: Connection;
  /** What belongs to the platform on the program's HTTP port. */
  readonly routes: readonly HttpRoute[];
}

const now = (): Date => new Date();

/** Begins to connect every configured platform. */
export function connectAll({ discord, slack }: Config, tools: ConnectionTools): Promise<Connected>[] {
  return [
    ...(discord === undefined ? [] : [connectDiscord(discord, tools)]),
    ...(slack === undefined ? [] : [connectSlack(slack, tools)]),
  ];
}

async function connectDiscord(
  { token, apiUrl, publicKey, shards }: DiscordConfig,
  { conversation, logger, pacer }: ConnectionTools,
): Promise<Connected> {
  const settings = { token: token.reveal(), apiUrl, shards };
  if (publicKey !== undefined) {
    const { createDiscordEndpoint } = await import('../platforms/discord/endpoint.ts');
    const { connection, route } = createDiscordEndpoint({ ...settings, publicKey }, conversation, logger, now);
    return { connection, routes: [route] };
  }
  const { startDiscord } = await import('../platforms/discord/connection.ts');
  return { connection: await startDiscord({ ...settings, pacer }, conversation, logger, now), routes: [] };
}

async function connectSlack(slack: SlackConfig, { conversation, logger, store }: ConnectionTools): Promise<Connected> {
  const { startSlack } = await import('../platforms/slack/connection.ts');
  const api = slack.apiUrl === undefined ? {} : { apiUrl: slack.apiUrl };
  const connection = await startSlack(
    slack.mode === 'socket'
      ? { mode: 'socket', botToken: slack.botToken.reveal(), appToken: slack.appToken.reveal(), ...api }
      : {
          mode: 'http',
          signingSecret: slack.signingSecret.reveal(),
          access: slackAccess(slack, store),
          ...api,
        },
    conversation,
    logger,
    now,
  );
  return { connection, routes: connection.routes };
}
