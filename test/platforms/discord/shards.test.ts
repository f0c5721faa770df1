/** Several shards, in one process and in several: the real discord.js against a Discord that refuses who connects too fast. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Conversation } from '../../../src/chat/conversation.ts';
import { startDiscord } from '../../../src/platforms/discord/connection.ts';
import type { IdentifyPacer } from '../../../src/platforms/discord/identify.ts';
import type { DiscordSettings } from '../../../src/platforms/discord/rest.ts';
import { shardOf } from '../../fakes/discord/gateway.ts';
import { commandPayload, type InteractionPayload } from '../../fakes/discord/payloads.ts';
import { startFakeDiscord, type FakeDiscord, type FakeDiscordOptions } from '../../fakes/discord/server.ts';
import { conversationOf, noon, recordingLogger, textReply } from './stubs.ts';

/** One server for each of four shards. */
const guilds = [0n, 1n, 2n, 3n].map((shard) => String((50_000_000_000n + shard) << 22n));

interface Clock {
  now: number;
}

/** As Discord: 5 s between identifies, on a clock of its own. */
async function strictDiscord(options: FakeDiscordOptions = {}): Promise<{ discord: FakeDiscord; clock: Clock }> {
  const clock: Clock = { now: noon.getTime() };
  const discord = await startFakeDiscord({ guilds, shards: 4, identifyPace: 5000, now: () => clock.now, ...options });
  onTestFinished(() => discord.close());
  return { discord, clock };
}

/**
 * A pacer as several processes share it, that waits for no real time: a moment comes when all before it were used, and the clock is then
 * moved by the spacing that was asked for.
 */
function sharedPacer(discord: FakeDiscord, clock: Clock): IdentifyPacer & { readonly keys: string[] } {
  const keys: string[] = [];
  return {
    keys,
    async reserve(key, spacing) {
      const before = keys.push(key) - 1;
      await discord.gateway.identified(before);
      if (before > 0) clock.now += spacing;
      return 0;
    },
  };
}

async function start(discord: FakeDiscord, settings: Partial<DiscordSettings>, conversation: Conversation = says('x')) {
  const { logger, lines } = recordingLogger();
  const all = { token: discord.token, apiUrl: discord.apiUrl, ...settings };
  const connection = await startDiscord(all, conversation, logger, () => noon);
  onTestFinished(() => connection.stop());
  return { connection, lines };
}

const says = (text: string): Conversation => conversationOf({ reply: textReply(text) });

const commandIn = (guild: string): InteractionPayload => ({ ...commandPayload('salary'), guild_id: guild });

const shardsSeen = ({ gateway }: FakeDiscord): string[] =>
  gateway.identifies.map(({ shard }) => shard.join('/')).toSorted();

describe('the shards of several processes', () => {
  test('connect one after the other, and each answers for its own servers', async () => {
    const { discord, clock } = await strictDiscord();
    const pacer = sharedPacer(discord, clock);
    await Promise.all([
      start(discord, { shards: { ids: [0, 1], count: 4 }, pacer }, says('first process')),
      start(discord, { shards: { ids: [2, 3], count: 4 }, pacer }, says('second process')),
    ]);
    expect(shardsSeen(discord)).toEqual(['0/4', '1/4', '2/4', '3/4']);
    expect(discord.gateway.refusedIdentifies).toEqual([]);
    expect(new Set(pacer.keys)).toEqual(new Set(['discord:identify:0']));

    expect(guilds.map((guild) => shardOf(guild, 4))).toEqual([0, 1, 2, 3]);
    const answers = await Promise.all(guilds.map((guild) => discord.interact(commandIn(guild)).first));
    const texts = answers.map(({ data }) => JSON.stringify(data));
    expect(texts.map((text) => (text.includes('first process') ? 1 : 2))).toEqual([1, 1, 2, 2]);
  });

  test('share a moment where Discord takes several at once', async () => {
    const { discord, clock } = await strictDiscord({ maxConcurrency: 4 });
    const pacer = sharedPacer(discord, clock);
    await start(discord, { shards: { ids: [1, 2, 3], count: 4 }, pacer });
    expect(pacer.keys.toSorted()).toEqual(['discord:identify:1', 'discord:identify:2', 'discord:identify:3']);
    expect(discord.gateway.refusedIdentifies).toEqual([]);
  });

  test('connect also while no moment can be reserved', async () => {
    const { discord } = await strictDiscord({ maxConcurrency: 4 });
    const pacer: IdentifyPacer = { reserve: () => Promise.reject(new Error('the database is away')) };
    await start(discord, { shards: { ids: [0, 1], count: 4 }, pacer });
    expect(shardsSeen(discord)).toEqual(['0/4', '1/4']);
  });

  test('that came too soon come again', async () => {
    const { discord, clock } = await strictDiscord();
    // The first two do as if they were alone; from then on it keeps them apart.
    let reserved = 0;
    const hasty: IdentifyPacer = {
      reserve: (_, spacing) => {
        if ((reserved += 1) > 2) clock.now += spacing;
        return Promise.resolve(0);
      },
    };
    await start(discord, { shards: { ids: [0, 1], count: 4 }, pacer: hasty });
    expect(discord.gateway.refusedIdentifies).toHaveLength(1);
    expect(new Set(shardsSeen(discord))).toEqual(new Set(['0/4', '1/4']));
    const answered = guilds.slice(0, 2).map((guild) => discord.interact(commandIn(guild)).first);
    expect((await Promise.all(answered)).map(({ type }) => type)).toEqual([4, 4]);
  });
});

test('without a choice it opens as many shards as Discord advises', async () => {
  const { discord } = await strictDiscord({ shards: 2, maxConcurrency: 2 });
  const { lines } = await start(discord, {});
  expect(shardsSeen(discord)).toEqual(['0/2', '1/2']);
  expect(lines.join('')).toContain('Connected to Discord.');
});

test('a shard beyond their number ends the connection, with what to change', async () => {
  const { discord } = await strictDiscord();
  const { connection } = await start(discord, { shards: { ids: [4], count: 4 } });
  expect(await connection.ended).toEqual({
    exitCode: 1,
    message: expect.stringContaining('DISCORD_SHARDS') as unknown,
  });
});
