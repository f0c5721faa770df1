/** The fake's servers, channels and messages refuse what Discord refuses, and fail as they are told: tests count on it. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { botUser, channelId, guildId, userId } from '../../fakes/discord/payloads.ts';
import { permission } from '../../fakes/discord/permissions.ts';
import { startFakeDiscord, type FakeDiscordOptions } from '../../fakes/discord/server.ts';
import { channelTypes, type FakeWorld } from '../../fakes/discord/world.ts';

const embeds = [{ description: 'What is an index for?' }];

async function setUp(options: FakeDiscordOptions = {}) {
  const clock = { now: Date.parse('2026-11-22T09:00:00Z') };
  const discord = await startFakeDiscord({ now: () => clock.now, ...options });
  onTestFinished(() => discord.close());
  const headers = { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' };
  const call = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
    const response = await fetch(`${discord.apiUrl}/v10${path}`, init);
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const post = (body: unknown, channel = channelId) => call('POST', `/channels/${channel}/messages`, body);
  const list = async (query = '') =>
    (await call('GET', `/channels/${channelId}/messages${query}`)).body as { id: string }[];
  return { discord, clock, call, post, list };
}

const idOf = ({ body }: { body: unknown }): string => (body as { id: string }).id;

describe('a message', () => {
  test('with an enforced nonce is made once in three minutes, and otherwise as often as it is sent', async () => {
    const { discord, clock, post } = await setUp();
    const body = { embeds, nonce: 'key', enforce_nonce: true };
    const first = await post(body);
    expect(idOf(await post(body))).toBe(idOf(first));
    clock.now += 180_001;
    expect(idOf(await post(body))).not.toBe(idOf(first));
    await post({ embeds, nonce: 'plain' });
    await post({ embeds, nonce: 'plain' });
    expect(discord.messages.in(channelId).map(({ nonce }) => nonce)).toEqual(['key', 'key', 'plain', 'plain']);
  });

  test.each<[string, unknown, RegExp]>([
    ['without content', { components: [] }, /50006/],
    ['only for one person', { embeds, flags: 64 }, /flags: 64/],
    ['with a nonce of 26', { embeds, nonce: 'x'.repeat(26) }, /nonce/],
    ['with a misspelt key', { embeds, enforceNonce: true }, /enforceNonce/],
    ['of 2,001 characters', { content: 'x'.repeat(2001) }, /2000/],
  ])('%s is refused', async (_, body, reason) => {
    const { discord, post } = await setUp();
    const { status, body: answer } = await post(body);
    expect([status, (answer as { code: number }).code]).toEqual([400, 50035]);
    expect((answer as { message: string }).message).toMatch(reason);
    expect(discord.messages.all).toEqual([]);
  });

  test.each<[string, (world: FakeWorld) => void, number, number]>([
    ['to a channel that is gone', (world) => world.deleteChannel(), 404, 10003],
    ['to a server without the bot', (world) => (world.guild().hasBot = false), 403, 50001],
    ['without View Channel', (world) => world.channel().deny(permission.viewChannel), 403, 50001],
    ['without Send Messages', (world) => world.channel().deny(permission.sendMessages), 403, 50013],
    ['with an embed without Embed Links', (world) => world.channel().deny(permission.embedLinks), 403, 50013],
    ['in a time-out', (world) => (world.guild().timedOutUntil = Date.parse('2027-01-01')), 403, 50013],
    ['to a voice channel', (world) => (world.channel().type = channelTypes.voice), 400, 50008],
  ])('%s is refused', async (_, spoil, status, code) => {
    const { discord, post } = await setUp();
    spoil(discord.world);
    expect(await post({ embeds })).toMatchObject({ status, body: { code } });
  });

  test('to a person needs them to take it', async () => {
    const { discord, call, post } = await setUp();
    const opened = await call('POST', '/users/@me/channels', { recipient_id: userId });
    expect(await post({ embeds }, idOf(opened))).toMatchObject({ status: 200 });
    discord.world.refuseMessages(userId);
    expect(await post({ embeds }, idOf(opened))).toMatchObject({ status: 403, body: { code: 50007 } });
  });
});

describe('the messages of a channel', () => {
  test('after an id are the next ones, newest first', async () => {
    const { discord, clock, list } = await setUp();
    const [first, second, third] = [1, 2, 3].map(() => {
      clock.now += 1000;
      return discord.messages.chatter(discord.world.channel()).id;
    });
    expect((await list(`?after=${first}&limit=1`)).map(({ id }) => id)).toEqual([second]);
    expect((await list(`?after=${first}`)).map(({ id }) => id)).toEqual([third, second]);
  });

  test('are none, and that is all, without Read Message History', async () => {
    const { discord, list } = await setUp();
    discord.messages.chatter(discord.world.channel());
    expect(await list()).toHaveLength(1);
    discord.world.channel().deny(permission.readHistory);
    expect(await list()).toEqual([]);
  });

  test('come without nonce, and by others without what only their authors see', async () => {
    const { discord, post, list } = await setUp();
    await post({ embeds, nonce: 'key' });
    discord.messages.chatter(discord.world.channel());
    const [other, own] = await list();
    expect(own).toMatchObject({ author: { id: botUser.id }, embeds });
    expect(own).not.toHaveProperty('nonce');
    expect(other).toMatchObject({ content: '', embeds: [] });
  });
});

describe('what can be read', () => {
  test('is the bot’s standing in its own servers only', async () => {
    const { discord, call } = await setUp();
    const paths = [`/guilds/${guildId}/roles`, `/guilds/${guildId}/members/${botUser.id}`, `/channels/${channelId}`];
    for (const path of paths) expect((await call('GET', path)).status).toBe(200);
    discord.world.guild().hasBot = false;
    const codes = await Promise.all(paths.map(async (path) => (await call('GET', path)).body));
    expect(codes).toMatchObject([{ code: 10004 }, { code: 10004 }, { code: 50001 }]);
  });

  test('needs the token', async () => {
    const { discord, call } = await setUp();
    discord.revokeToken();
    expect(await call('GET', '/users/@me')).toMatchObject({ status: 401 });
  });
});

describe('what goes wrong', () => {
  test('more requests than it takes in any second, until a second has passed', async () => {
    const { discord, clock, call } = await setUp({ requestsPerSecond: 2 });
    const ask = () => call('GET', '/users/@me');
    await ask();
    clock.now += 600;
    await ask();
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { retry_after: 0.4, global: true } });
    expect([refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-global')]).toEqual(['1', 'true']);
    clock.now += 400;
    expect(await ask()).toMatchObject({ status: 200 });
    expect([discord.limit.refused, discord.limit.busiestSecond]).toEqual([1, 3]);
  });

  test('what was planned, before or after the work', async () => {
    const { discord, post } = await setUp();
    discord.faults.next({ how: 502, when: 'before' });
    discord.faults.next({ how: 500, when: 'after' });
    discord.faults.next({ how: 'reset', when: 'after' });
    expect([await post({ embeds }), discord.messages.all.length]).toMatchObject([{ status: 502 }, 0]);
    expect([await post({ embeds }), discord.messages.all.length]).toMatchObject([{ status: 500 }, 1]);
    await expect(post({ embeds })).rejects.toThrow();
    expect(discord.messages.all).toHaveLength(2);
    expect([...discord.faults.happened.keys()]).toEqual(['502 before', '500 after', 'reset after']);
  });

  test('by chance, the same for the same seed', async () => {
    const fates = async (seed: number): Promise<number[]> => {
      const { discord, call } = await setUp({ requestsPerSecond: 1000 });
      discord.faults.storm({
        seed,
        share: 0.5,
        faults: [
          { how: 500, when: 'before' },
          { how: 429, when: 'after' },
        ],
      });
      const statuses: number[] = [];
      for (let count = 0; count < 30; count += 1) statuses.push((await call('GET', '/users/@me')).status);
      return statuses;
    };
    const first = await fates(7);
    expect(new Set(first)).toEqual(new Set([200, 429, 500]));
    expect(await fates(7)).toEqual(first);
    expect(await fates(8)).not.toEqual(first);
  });
});
