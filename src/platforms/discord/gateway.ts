/** A gateway session that keeps itself alive, and ends with a clear message where it cannot be kept alive. */
import { setTimeout as delay } from 'node:timers/promises';
import { DiscordjsErrorCodes, Events, GatewayDispatchEvents, type Client } from 'discord.js';
import type { Logger } from 'pino';
import type { Ending } from '../../chat/conversation.ts';
import { createClient } from './client.ts';
import { endingFor, tokenRefused } from './endings.ts';
import { describeFailure } from './failures.ts';
import type { DiscordSettings } from './rest.ts';

export interface Gateway {
  /** Resolves when it is connected, when it has ended, or when the first attempt failed and others will follow. */
  readonly firstAttempt: Promise<unknown>;
  readonly ended: Promise<Ending>;
  readonly close: () => Promise<void>;
}

/** How long closing may take, in milliseconds. */
const longestGoodbye = 1000;

/** The pause after the nth failed attempt to start, in milliseconds: from 1 s doubling to 1 min. */
const pauseAfter = (attempt: number): number => Math.min(1000 * 2 ** (attempt - 1), 60_000);

/** Opens the gateway. `onInteraction` gets each raw interaction payload. discord.js resumes and reconnects by itself once connected. */
export function openGateway(
  settings: DiscordSettings,
  onInteraction: (payload: unknown) => void,
  logger: Logger,
): Gateway {
  const firstAttempt = Promise.withResolvers<undefined>();
  const ended = Promise.withResolvers<Ending>();
  const closing = new AbortController();
  const isClosing = (): boolean => closing.signal.aborted;
  let client: Client | undefined;

  const close = async (): Promise<void> => {
    closing.abort();
    // discord.js never finishes where it is destroyed between identifying itself and being ready.
    await Promise.race([client?.destroy(), delay(longestGoodbye, undefined, { ref: false })]);
  };

  const end = (message: string): void => {
    if (isClosing()) return;
    void close().finally(() => {
      firstAttempt.resolve(undefined);
      ended.resolve({ exitCode: 1, message });
    });
  };

  const keepStarting = async (): Promise<void> => {
    for (let attempt = 1; !isClosing(); attempt += 1) {
      client = createClient(settings, closing.signal);
      listen(client, logger, end, isClosing);
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (payload: unknown) => onInteraction(payload));
      client.once(Events.ClientReady, () => firstAttempt.resolve(undefined));
      try {
        await client.login(settings.token);
        return;
      } catch (error) {
        if (isTokenRefused(error)) end(tokenRefused);
        if (isClosing()) return;
        const pause = pauseAfter(attempt);
        logger.warn(
          { reason: describeFailure(error) },
          `Could not connect to Discord; trying again in ${pause / 1000} s.`,
        );
        firstAttempt.resolve(undefined);
        await delay(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  };

  void keepStarting();
  return { firstAttempt: firstAttempt.promise, ended: ended.promise, close };
}

const isTokenRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DiscordjsErrorCodes.TokenInvalid;

/** Logs what happens to the connection: once when it is lost, however many attempts it takes, and once when it is back. */
function listen(client: Client, logger: Logger, end: (message: string) => void, isClosing: () => boolean): void {
  const lost = new Set<number>();
  client.on(Events.ClientReady, ({ user, guilds }) =>
    logger.info({ bot: user.tag, servers: guilds.cache.size }, 'Connected to Discord.'),
  );
  client.on(Events.ShardReconnecting, (shard) => {
    // discord.js says the same of a connection that we close ourselves.
    if (isClosing()) return;
    if (!lost.has(shard)) logger.warn({ shard }, 'The connection to Discord was lost; connecting again.');
    lost.add(shard);
  });
  client.on(Events.ShardResume, (shard, replayedEvents) => {
    lost.delete(shard);
    logger.info({ shard, replayedEvents }, 'Connected to Discord again; nothing was missed.');
  });
  client.on(Events.ShardReady, (shard) => {
    if (lost.delete(shard)) logger.info({ shard }, 'Connected to Discord again, in a new session.');
  });
  client.on(Events.ShardDisconnect, ({ code }) =>
    end(endingFor(code) ?? `Discord closed the connection for good (code ${code}). Start again.`),
  );
  client.on(Events.ShardError, (error, shard) =>
    logger.warn({ shard, reason: describeFailure(error) }, 'The connection to Discord failed.'),
  );
  client.on(Events.Warn, (message) => logger.warn(message));
  // Without this listener an error would end the process.
  client.on(Events.Error, (error) => logger.error({ reason: describeFailure(error) }, 'discord.js reported an error.'));
}
