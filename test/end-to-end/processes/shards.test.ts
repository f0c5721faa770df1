/** Two processes share the gateway: each opens its own shard, in turn, and answers its own servers. */
import { expect, it } from 'vitest';
import { shardOf } from '../../fakes/discord/gateway.ts';
import { commandPayload, type InteractionPayload } from '../../fakes/discord/payloads.ts';
import { testDatabase } from '../../support/postgres.ts';
import { says, start, timesSaid } from './serving.ts';
import { discordOnLoopback } from './world.ts';

/** One server for each of two shards. */
const guilds = [0n, 1n].map((shard) => String((50_000_000_000n + shard) << 22n));

const salaryIn = (guild: string): InteractionPayload => ({ ...commandPayload('salary'), guild_id: guild });

it('connect five seconds apart, as Discord asks of all processes together, and answer each for itself', async () => {
  const [discord, url] = await Promise.all([
    discordOnLoopback({ guilds, shards: 2, identifyPace: 5000 }),
    testDatabase(),
  ]);
  const programs = ['0/2', '1/2'].map((DISCORD_SHARDS) =>
    start({ DATABASE_URL: url, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS }),
  );
  await Promise.all(programs.map((program) => says(program, 'Connected to Discord.')));
  const { identifies, refusedIdentifies } = discord.gateway;
  expect(identifies.map(({ shard }) => shard.join('/')).toSorted()).toEqual(['0/2', '1/2']);
  expect(refusedIdentifies).toEqual([]);

  expect(guilds.map((guild) => shardOf(guild, 2))).toEqual([0, 1]);
  const answered = (): number[] => programs.map((program) => timesSaid(program, '"msg":"invocation"'));
  for (const [index, guild] of guilds.entries()) {
    expect(await discord.interact(salaryIn(guild)).first).toMatchObject({ type: 4 });
    await Promise.all(programs.slice(0, index + 1).map((program) => says(program, '"msg":"invocation"')));
    expect(answered()).toEqual(index === 0 ? [1, 0] : [1, 1]);
  }
});
