/**
 * Keeps the connection to Slack open. Bolt's own way of reconnecting is switched off: it waits five seconds before each new connection,
 * gives up for good at the first network error or 5xx, and then rejects a promise that nobody holds, which ends the process.
 */
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { describeError, fatalMessage, retryAfter, type Token } from './failures.ts';
import type { Turns } from './turns.ts';

export interface LinkTools {
  readonly client: SocketModeReceiver['client'];
  /** Asks Slack who the bot is. Rejects where it does not say. */
  readonly identify: () => Promise<unknown>;
  /** Shared with the other connections. */
  readonly turns: Turns;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Milliseconds to wait before the next attempt, after so many failures in a row (1, 2, …). */
  readonly retryDelay: (failures: number) => number;
  /** Resolves after that many milliseconds, and rejects when `signal` is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

export interface Link {
  /** Resolves when the first attempt is over, well or badly. */
  readonly tried: Promise<void>;
  /** Resolves with a line for the operator where no further attempt can help. */
  readonly ended: Promise<string>;
  /** Ends the connection, and all attempts at one. */
  readonly close: () => Promise<void>;
}

/** A connection that lasted this long was a good one. Milliseconds. */
const goodConnection = 10_000;
/** A peer that has gone does not complete the closing handshake, and need not be waited for. Milliseconds. */
const closingTime = 1000;

export function keepConnected(tools: LinkTools): Link {
  const { client, logger, wait, retryDelay } = tools;
  const stopping = new AbortController();
  const stopped = (): boolean => stopping.signal.aborted;
  const tried = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<string>();

  const loop = async (): Promise<void> => {
    let failures = 0;
    while (!stopped()) {
      const turnOver = await tools.turns.take(client, stopping.signal).catch(() => undefined);
      if (turnOver === undefined) return;
      const onConnected = (): void => {
        turnOver();
        tried.resolve(undefined);
      };
      const session = await oneSession(tools, onConnected, stopped);
      turnOver();
      tried.resolve(undefined);
      if (session.fatal !== undefined) ended.resolve(session.fatal);
      if (session.fatal !== undefined || stopped()) return;
      failures = session.good ? 0 : failures + 1;
      const delay = Math.max(failures === 0 ? 0 : retryDelay(failures), session.retryAfter * 1000);
      logger[failures > 1 ? 'warn' : 'info']({ reason: session.reason, delay }, 'Slack: connecting again');
      await wait(delay, stopping.signal).catch(() => undefined);
    }
  };
  const running = loop().finally(() => tried.resolve(undefined));

  return {
    tried: tried.promise,
    ended: ended.promise,
    async close() {
      stopping.abort();
      const enough = new AbortController();
      const patience = wait(closingTime, enough.signal).catch(() => undefined);
      await Promise.race([Promise.all([client.disconnect(), running]), patience]);
      enough.abort();
    },
  };
}

interface SessionEnd {
  readonly good: boolean;
  readonly reason: string;
  readonly fatal: string | undefined;
  /** Seconds that Slack asks to wait. */
  readonly retryAfter: number;
}

/** Connects, and resolves when that has failed or the connection has ended. */
async function oneSession(
  { client, identify, logger, now, turns }: LinkTools,
  onConnected: () => void,
  stopped: () => boolean,
): Promise<SessionEnd> {
  const closed = Promise.withResolvers<undefined>();
  const onClosed = (): void => closed.resolve(undefined);
  let token: Token = 'bot';
  try {
    await identify();
    token = 'app';
    client.once('disconnected', onClosed);
    await client.start();
    const since = now().getTime();
    logger.info('Slack: connected');
    turns.onOpen(client);
    onConnected();
    if (stopped()) void client.disconnect();
    await closed.promise;
    return {
      good: now().getTime() - since >= goodConnection,
      reason: 'the connection was closed',
      fatal: undefined,
      retryAfter: 0,
    };
  } catch (error) {
    return {
      good: false,
      reason: describeError(error),
      fatal: fatalMessage(error, token),
      retryAfter: retryAfter(error) ?? 0,
    };
  } finally {
    client.off('disconnected', onClosed);
    turns.onClosed(client);
  }
}
