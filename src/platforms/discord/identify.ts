/** When a shard may identify itself: Discord takes so many at once in 5 seconds, over all processes of a bot. */
import { setTimeout as delay } from 'node:timers/promises';
import { SimpleIdentifyThrottler, type IIdentifyThrottler, type WebSocketOptions } from 'discord.js';

/** Reserves moments that all processes of the bot share. The `Pacer` of `src/practice/daily/` is one. */
export interface IdentifyPacer {
  /** Resolves with the milliseconds to wait for the next moment under this key, `spacing` milliseconds after the one before. */
  readonly reserve: (key: string, spacing: number) => Promise<number>;
}

type GatewayManager = Parameters<NonNullable<WebSocketOptions['buildIdentifyThrottler']>>[0];

/** "Gateway", rate limiting: shards with the same `id % max_concurrency` wait 5 s for each other. The rest is for slow connections. */
const betweenIdentifies = 5500;

/**
 * The throttler for discord.js. Where no moment can be reserved (the database is away) the shards of this process keep apart by
 * themselves: one that comes too close to another process's is refused by Discord, and tried again.
 */
export async function sharedThrottler(
  manager: Pick<GatewayManager, 'fetchGatewayInformation'>,
  pacer: IdentifyPacer,
): Promise<IIdentifyThrottler> {
  const { session_start_limit: limit } = await manager.fetchGatewayInformation();
  const alone = new SimpleIdentifyThrottler(limit.max_concurrency);
  return {
    async waitForIdentify(shard, signal) {
      const key = `discord:identify:${shard % limit.max_concurrency}`;
      const wait = await pacer.reserve(key, betweenIdentifies).catch(() => undefined);
      if (wait === undefined) await alone.waitForIdentify(shard, signal);
      else await delay(wait, undefined, { signal });
    },
  };
}
