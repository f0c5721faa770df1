/** The bot in a Slack workspace: Bolt's App in Socket Mode, so that no public address is needed. */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { App, SocketModeReceiver, webApi, type ViewSubmitAction } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Connection, Conversation, Ending } from '../../chat/conversation.ts';
import { createCalls } from './calls.ts';
import { webClientOptions } from './client-options.ts';
import { describeError, fatalMessage } from './failures.ts';
import { createHandlers } from './handlers.ts';
import { keepConnected } from './link.ts';
import { boltLogger } from './log-bridge.ts';
import { createProfileZone } from './profile-zones.ts';
import { Recent } from './recent.ts';

export interface SlackSettings {
  /** xoxb-… */
  readonly botToken: string;
  /** xapp-…, with the scope connections:write. */
  readonly appToken: string;
  /** Another address than https://slack.com/api/, for proxies and tests. */
  readonly apiUrl?: string;
}

/** Times in milliseconds. */
export interface SlackPace {
  /** An answer that takes longer is acknowledged first: half of the three seconds that Slack gives. */
  readonly patience: number;
  /** How long `stop` waits for running work. */
  readonly finishing: number;
  /** How long Slack may take to say what is in a person's profile. */
  readonly profile: number;
  readonly retryDelay: (failures: number) => number;
}

const usualPace: SlackPace = {
  patience: 1500,
  finishing: 10_000,
  profile: 2000,
  // The first new attempt at once, then 1 s, 2 s, 4 s … 30 s; spread, so that not all bots come back in the same second.
  retryDelay: (failures) =>
    failures === 1 ? 0 : Math.min(30_000, 1000 * 2 ** Math.min(failures - 2, 5)) * (0.8 + Math.random() * 0.4),
};

/**
 * Connects to Slack. Resolves when the first attempt is over; where that failed for a reason that may pass, attempts go on in the
 * background. Never rejects: a token that Slack does not accept resolves `ended`.
 */
export async function startSlack(
  settings: SlackSettings,
  conversation: Conversation,
  logger: Logger,
  now: () => Date,
  pace: SlackPace = usualPace,
): Promise<Connection> {
  const log = logger.child({ platform: 'slack' });
  const ending = Promise.withResolvers<Ending>();
  const end = (message: string): void => ending.resolve({ exitCode: 1, message });

  const clientOptions = webClientOptions(settings.apiUrl, boltLogger(log));
  const client = new webApi.WebClient(settings.botToken, clientOptions);
  const identify = onceDone(async () => {
    const { user_id: botUserId = '', bot_id: botId = '', team } = await client.auth.test();
    log.info({ team }, 'Slack: the bot token is good');
    return { botToken: settings.botToken, botUserId, botId };
  });

  const receiver = new SocketModeReceiver({
    appToken: settings.appToken,
    logger: boltLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const app = new App({ receiver, authorize: identify, clientOptions, logger: boltLogger(log), convoStore: false });

  const onFailure = (error: unknown): void => {
    const fatal = fatalMessage(error, 'bot');
    if (fatal !== undefined) end(fatal);
  };
  const profiles = new webApi.WebClient(settings.botToken, { ...clientOptions, timeout: pace.profile });
  const handlers = createHandlers({
    conversation,
    logger: log,
    now,
    recent: new Recent(),
    patience: pace.patience,
    calls: createCalls({ client, wait: setTimeout, onFailure }),
    profileZone: createProfileZone({
      ask: async (user) => (await profiles.users.info({ user })).user?.tz,
      now,
      logger: log,
      onFailure,
    }),
  });
  const running = new Set<Promise<void>>();
  const track = async (work: Promise<void>): Promise<void> => {
    running.add(work);
    await work.finally(() => running.delete(work));
  };
  app.command(/^\//, ({ body, ack }) => track(handlers.command(body, ack)));
  app.action({ type: 'block_actions' }, ({ body, ack }) => track(handlers.action(body, ack)));
  app.view<ViewSubmitAction>(/^/, ({ body, ack }) => track(handlers.submission(body, ack)));
  const onEvent = async (body: unknown): Promise<void> => track(handlers.event(body, (await identify()).botUserId));
  app.event('app_mention', ({ body }) => onEvent(body));
  app.event('message', ({ body }) => onEvent(body));
  app.error((error) => {
    log.error({ reason: describeError(error) }, 'Slack: a payload could not be handled');
    return Promise.resolve();
  });

  const link = keepConnected({
    client: receiver.client,
    identify,
    logger: log,
    now,
    retryDelay: pace.retryDelay,
    wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
  });
  void link.ended.then(end);
  await link.tried;

  return {
    platform: 'slack',
    ended: ending.promise,
    async stop() {
      // What comes from now on stays unacknowledged: Slack hands events to another connection, or delivers them again.
      receiver.client.removeAllListeners('slack_event');
      // What has just come in is on its way through Bolt, and is running work after this turn.
      await setImmediate();
      await Promise.race([Promise.allSettled(running), setTimeout(pace.finishing, undefined, { ref: false })]);
      await link.close();
    },
  };
}

/** Runs `work` until it has succeeded once, and then keeps its result. */
function onceDone<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}
