/** Bolt's App: takes what the receivers bring, and hands it on as it is. */
import { App, type Receiver, type ViewSubmitAction } from '@slack/bolt';
import type { Logger } from 'pino';
import { describeError } from './failures.ts';
import type { Handlers } from './handlers.ts';
import { boltLogger } from './log-bridge.ts';

export interface SlackApp {
  readonly app: App;
  /** Resolves when nothing is being answered any more. */
  readonly idle: () => Promise<unknown>;
}

/**
 * One App serves all workspaces. Bolt is told of no token: the handlers find the bot of a workspace when they need it, so that a payload
 * is acknowledged whether or not that can be known, and one workspace's trouble is nobody else's.
 */
export function createApp(receiver: Receiver, handlers: Handlers, logger: Logger): SlackApp {
  const app = new App({
    receiver,
    authorize: () => Promise.resolve({}),
    // The handlers leave out the bot's own messages.
    ignoreSelf: false,
    convoStore: false,
    logger: boltLogger(logger),
  });
  const running = new Set<Promise<void>>();
  const track = async (work: Promise<void>): Promise<void> => {
    running.add(work);
    await work.finally(() => running.delete(work));
  };
  app.command(/^\//, ({ body, ack }) => track(handlers.command(body, ack)));
  app.action({ type: 'block_actions' }, ({ body, ack }) => track(handlers.action(body, ack)));
  app.view<ViewSubmitAction>(/^/, ({ body, ack }) => track(handlers.submission(body, ack)));
  for (const event of ['app_mention', 'message']) app.event(event, ({ body }) => track(handlers.event(body)));
  for (const event of ['app_uninstalled', 'tokens_revoked'])
    app.event(event, ({ body, context }) => track(handlers.removal(body, context.isEnterpriseInstall)));
  app.error((error) => {
    logger.error({ reason: describeError(error) }, 'Slack: a payload could not be handled');
    return Promise.resolve();
  });
  return { app, idle: () => Promise.allSettled(running) };
}
