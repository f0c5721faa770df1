/** Socket Mode: Slack is reached, and reaches us, by connections that we open, so that no public address is needed. */
import { setTimeout } from 'node:timers/promises';
import { SocketModeReceiver, type App, type webApi } from '@slack/bolt';
import type { Logger } from 'pino';
import { keepConnected, type Link } from './link.ts';
import { boltLogger } from './log-bridge.ts';
import { createTurns } from './turns.ts';

/** Slack spreads what it sends over them, and refreshes each every few hours: while one is away, the other takes all. */
const connections = [1, 2] as const;

export interface SocketModeTools {
  /** xapp-…, with the scope connections:write. */
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Asks Slack who the bot is. Rejects where it does not say. */
  readonly identify: () => Promise<unknown>;
  readonly retryDelay: (failures: number) => number;
  /** Milliseconds between the openings of the two. */
  readonly apart: number;
}

export interface SocketMode {
  /** What the App is made with. Whatever comes in by any of the connections goes to that App, and is answered where it came in. */
  readonly receiver: SocketModeReceiver;
  /** Opens the connections. Resolves when the first attempt at the first one is over; `onEnded` is told where no further one can help. */
  readonly open: (app: App, onEnded: (message: string) => void) => Promise<void>;
  /** Takes nothing new; what is being answered still can be. */
  readonly pause: () => void;
  readonly close: () => Promise<void>;
}

export function socketMode(tools: SocketModeTools): SocketMode {
  const { appToken, clientOptions, logger, now, identify, retryDelay, apart } = tools;
  const receivers = connections.map(
    (connection) =>
      new SocketModeReceiver({
        appToken,
        logger: boltLogger(logger.child({ connection })),
        autoReconnectEnabled: false,
        installerOptions: { clientOptions },
      }),
  );
  const [first] = receivers;
  if (first === undefined) throw new RangeError('no connections');
  const wait = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
    setTimeout(milliseconds, undefined, { signal });
  const turns = createTurns({ now, wait, apart });
  let links: readonly Link[] = [];
  return {
    receiver: first,
    async open(app, onEnded) {
      links = receivers.map((receiver, index) => {
        receiver.init(app);
        const { client } = receiver;
        const child = logger.child({ connection: connections[index] });
        const link = keepConnected({ client, identify, turns, logger: child, now, retryDelay, wait });
        void link.ended.then(onEnded);
        return link;
      });
      await links[0]?.tried;
    },
    pause() {
      for (const { client } of receivers) client.removeAllListeners('slack_event');
    },
    async close() {
      await Promise.all(links.map((link) => link.close()));
    },
  };
}
