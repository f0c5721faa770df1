/** The discord.js client, as small as it can be: no intents, no caches, and no repetition of what must not be repeated. */
import {
  Client,
  Options,
  SimpleShardingStrategy,
  type CacheWithLimitsOptions,
  type IShardingStrategy,
} from 'discord.js';
import { sharedThrottler } from './identify.ts';
import { repeatable, type DiscordSettings } from './rest.ts';

/**
 * Nothing that an event brings is kept: interactions carry what an answer needs. The guild, channel and role caches stay, because
 * discord.js supports no limit on them; without intents they hold the bare ids of the servers only.
 */
export const noCaches: CacheWithLimitsOptions = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
};

/** A client that is not connected yet, and will not connect any more once `closing` is aborted. */
export const createClient = ({ apiUrl, shards, pacer }: DiscordSettings, closing: AbortSignal): Client =>
  new Client({
    // Discord sends interactions without any intent.
    intents: [],
    // As many shards as Discord advises, where nobody has decided; a shard may hold 2,500 servers at most.
    ...(shards === undefined ? { shards: 'auto' } : { shards: [...shards.ids], shardCount: shards.count }),
    makeCache: Options.cacheWithLimits(noCaches),
    // A message that is posted again after a lost response must not appear twice.
    enforceNonce: true,
    allowedMentions: { parse: [] },
    rest: repeatable(apiUrl),
    ws: {
      buildStrategy: (manager) => shardsUntil(closing, manager),
      ...(pacer === undefined ? {} : { buildIdentifyThrottler: (manager) => sharedThrottler(manager, pacer) }),
    },
  });

type ShardManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];

/** Destroyed in its pause before connecting again, a shard of discord.js would connect all the same: it is left waiting for its session. */
function shardsUntil(closing: AbortSignal, manager: ShardManager): IShardingStrategy {
  const retrieve = manager.options.retrieveSessionInfo.bind(manager.options);
  manager.options.retrieveSessionInfo = (shard) => (closing.aborted ? new Promise(() => undefined) : retrieve(shard));
  return new SimpleShardingStrategy(manager);
}
