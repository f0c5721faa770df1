/** The bot on Slack: in one workspace by Socket Mode or HTTP, or in all that install the app by HTTP. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Connection, Conversation, Ending } from '../../chat/conversation.ts';
import type { HttpRoute } from '../../chat/http-route.ts';
import { botsOfInstallations, type InstalledAccess, type TokenAccess } from './access.ts';
import { createApp } from './app.ts';
import type { Bots } from './bots.ts';
import { createCalls } from './calls.ts';
import { webClientOptions } from './client-options.ts';
import { describeError, fatalMessage } from './failures.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { httpMode, installRoutes } from './http-mode.ts';
import { boltLogger } from './log-bridge.ts';
import { askSlack, createPeople } from './people.ts';
import { Recent } from './recent.ts';
import { singleBot } from './single-bot.ts';
import { socketMode } from './socket-mode.ts';

/** What installing the app takes. */
export interface OAuthAccess extends InstalledAccess {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address under which others reach the program, without a slash at its end. */
  readonly publicUrl: string;
}

interface SocketSettings {
  readonly mode: 'socket';
  /** xoxb-… */
  readonly botToken: string;
  /** xapp-…, with the scope connections:write. */
  readonly appToken: string;
}

interface HttpSettings {
  readonly mode: 'http';
  readonly signingSecret: string;
  readonly access: TokenAccess | OAuthAccess;
}

export type SlackSettings = (SocketSettings | HttpSettings) & {
  /** Another address than https://slack.com/api/, for proxies and tests. */
  readonly apiUrl?: string;
};

/** Times in milliseconds. */
export interface SlackPace {
  /** An answer that takes longer is acknowledged first: half of the three seconds that Slack gives. */
  readonly patience: number;
  /** How long `stop` waits for running work. */
  readonly finishing: number;
  /** How long Slack may take to say what is in a person's profile. */
  readonly profile: number;
  readonly retryDelay: (failures: number) => number;
  /** Between the openings of the two connections of Socket Mode. */
  readonly apart: number;
}

const usualPace: SlackPace = {
  patience: 1500,
  finishing: 10_000,
  profile: 2000,
  // The first new attempt at once, then 1 s, 2 s, 4 s … 30 s; spread, so that not all bots come back in the same second.
  retryDelay: (failures) =>
    failures === 1 ? 0 : Math.min(30_000, 1000 * 2 ** Math.min(failures - 2, 5)) * (0.8 + Math.random() * 0.4),
  // Many times what opening takes.
  apart: 60_000,
};

/** With the places on the program's HTTP port that are Slack's; none in Socket Mode. */
export type SlackConnection = Connection & { readonly routes: readonly HttpRoute[] };

/** What differs between the ways in. */
interface Ingress {
  readonly routes: readonly HttpRoute[];
  /** Takes nothing new; what is being answered still can be. */
  readonly pause: () => void;
  readonly idle: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * Starts to serve Slack. Resolves when the first attempt to reach Slack is over, or at once where Slack comes to us; where the attempt
 * failed for a reason that may pass, others follow in the background. Never rejects: the token of the only workspace that Slack does not
 * accept resolves `ended`.
 */
export async function startSlack(
  settings: SlackSettings,
  conversation: Conversation,
  logger: Logger,
  now: () => Date,
  pace: SlackPace = usualPace,
): Promise<SlackConnection> {
  const log = logger.child({ platform: 'slack' });
  const ending = Promise.withResolvers<Ending>();
  const end = (message: string): void => ending.resolve({ exitCode: 1, message });
  const clientOptions = webClientOptions(settings.apiUrl, boltLogger(log));
  const client = new webApi.WebClient(undefined, clientOptions);

  const handlersFor = (bots: Bots): Handlers => {
    const profiles = new webApi.WebClient(undefined, { ...clientOptions, timeout: pace.profile });
    return createHandlers({
      conversation,
      logger: log,
      now,
      bots,
      recent: new Recent(),
      patience: pace.patience,
      callsIn: createCalls({ client, bots, wait: setTimeout }),
      people: createPeople({ ask: askSlack(profiles, bots), now, logger: log }),
    });
  };

  const bySocket = async ({ botToken: token, appToken }: SocketSettings): Promise<Ingress> => {
    const bot = singleBot({ token, client, logger: log, end });
    const { identify } = bot;
    const socket = socketMode({ appToken, clientOptions, logger: log, now, identify, ...pace });
    const { app, idle } = createApp(socket.receiver, handlersFor(bot), log);
    await socket.open(app, end);
    return { routes: [], idle, pause: socket.pause, close: socket.close };
  };

  const byHttp = ({ signingSecret, access }: HttpSettings): Ingress => {
    const http = httpMode(signingSecret, log);
    const served = (bots: Bots, ...more: readonly HttpRoute[]): Ingress => ({
      routes: [http.route, ...more],
      idle: createApp(http.receiver, handlersFor(bots), log).idle,
      pause: http.pause,
      close: () => Promise.resolve(),
    });
    if (access.kind === 'oauth') {
      const bots = botsOfInstallations(access, { logger: log, now });
      return served(bots, ...installRoutes({ ...access, signingSecret, clientOptions, bots, logger: log }));
    }
    const bot = singleBot({ token: access.botToken, client, logger: log, end });
    // Not waited for: Slack would find nobody at our address meanwhile, and the handlers ask again for the bot when they need it.
    void bot.identify().catch((error: unknown) => {
      const fatal = fatalMessage(error, 'bot');
      if (fatal !== undefined) end(fatal);
      else log.warn({ reason: describeError(error) }, 'Slack: the bot token could not be checked yet');
    });
    return served(bot);
  };

  const ingress = await (settings.mode === 'socket' ? bySocket(settings) : byHttp(settings));
  return {
    platform: 'slack',
    routes: ingress.routes,
    ended: ending.promise,
    async stop() {
      // What comes from now on stays unacknowledged: Slack hands events to another connection, or delivers them again.
      ingress.pause();
      // What has just come in is on its way through Bolt, and is running work after this turn.
      await setImmediate();
      await Promise.race([ingress.idle(), setTimeout(pace.finishing, undefined, { ref: false })]);
      await ingress.close();
    },
  };
}
