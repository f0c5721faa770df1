/** Looking for a post that may be there, with the real discord.js against a Discord on loopback. */
import { describe, expect, test } from 'vitest';
import { channelId } from '../../fakes/discord/payloads.ts';
import { permission } from '../../fakes/discord/permissions.ts';
import type { FakeWorld } from '../../fakes/discord/world.ts';
import { drill, key, setUpPoster, target } from './poster-set-up.ts';

/** The post is there, though its answer was lost twice. */
async function setUpDoubt() {
  const all = await setUpPoster();
  const since = new Date(all.clock.now);
  all.discord.faults.next({ how: 'reset', when: 'after' }, 2);
  await all.poster.post(target, drill());
  return { ...all, since, look: () => all.poster.find(target, since) };
}

describe('a post in doubt', () => {
  test('is found', async () => {
    const { discord, look } = await setUpDoubt();
    expect(await look()).toEqual({ kind: 'found', message: discord.messages.in(channelId)[0]?.id });
  });

  test('is absent where it never arrived, also between other posts', async () => {
    const { discord, poster, clock } = await setUpPoster();
    const since = new Date(clock.now);
    await poster.post({ ...target, key: 'another' }, drill('another'));
    discord.messages.chatter(discord.world.channel());
    expect(await poster.find(target, since)).toEqual({ kind: 'absent' });
  });

  test('is absent from a channel where nobody has said anything since', async () => {
    const { poster, clock } = await setUpPoster();
    expect(await poster.find(target, new Date(clock.now))).toEqual({ kind: 'absent' });
  });

  test('is not what somebody else has copied from it', async () => {
    const { discord, poster, clock } = await setUpPoster();
    await poster.post(target, drill());
    clock.now += 600_000;
    const [post] = discord.messages.in(channelId);
    discord.messages.chatter(discord.world.channel(), undefined, post?.body);
    expect(JSON.stringify(post?.body)).toContain(key);
    expect(await poster.find(target, new Date(clock.now))).toEqual({ kind: 'absent' });
  });

  test('is found in a lively channel, page by page', async () => {
    const { discord, poster, clock } = await setUpPoster();
    const since = new Date(clock.now);
    for (let count = 0; count < 250; count += 1) discord.messages.chatter(discord.world.channel());
    await poster.post(target, drill());
    for (let count = 0; count < 250; count += 1) discord.messages.chatter(discord.world.channel());
    expect(await poster.find(target, since)).toMatchObject({ kind: 'found' });
    expect(discord.requests.filter((request) => request.includes('after='))).toHaveLength(3);
  });

  test('is unknown where more was said than can be read', async () => {
    const { discord, poster, clock } = await setUpPoster();
    for (let count = 0; count < 300; count += 1) discord.messages.chatter(discord.world.channel());
    expect(await poster.find(target, new Date(clock.now))).toEqual({
      kind: 'unknown',
      detail: 'More than 300 messages came after it could have been posted.',
    });
  });

  test('is found though our clock is ahead of Discord’s', async () => {
    const { poster, clock } = await setUpDoubt();
    expect(await poster.find(target, new Date(clock.now + 90_000))).toMatchObject({ kind: 'found' });
  });

  test('is not what was posted long before', async () => {
    const { poster, clock } = await setUpDoubt();
    expect(await poster.find(target, new Date(clock.now + 600_000))).toEqual({ kind: 'absent' });
  });
});

describe('where Discord does not let the bot look', () => {
  test.each<[string, (world: FakeWorld) => void, RegExp]>([
    ['for lack of Read Message History, of which Discord says nothing', (world) => world.channel().deny(permission.readHistory), /I lack Read Message History in #careers/],
    ['for lack of View Channel', (world) => world.channel().deny(permission.viewChannel), /could not be read.*Missing Access/],
    ['because the channel is gone', (world) => world.deleteChannel(), /Unknown Channel/],
    ['because the bot was removed', (world) => (world.guild().hasBot = false), /Missing Access/],
  ])('%s, it is unknown', async (_, spoil, detail) => {
    const { discord, look } = await setUpDoubt();
    spoil(discord.world);
    expect(await look()).toEqual({ kind: 'unknown', detail: expect.stringMatching(detail) as unknown });
  }); // prettier-ignore

  test('for a token that was reset, it is unknown', async () => {
    const { discord, look } = await setUpDoubt();
    discord.revokeToken();
    expect(await look()).toMatchObject({
      kind: 'unknown',
      detail: expect.stringContaining('whoever runs the bot') as unknown,
    });
  });
});

describe('a failure that passes', () => {
  test.each([500, 503] as const)('with %i is waited for, longer each time', async (how) => {
    const { discord, look, waits } = await setUpDoubt();
    discord.faults.next({ how, when: 'before' }, 3);
    expect(await look()).toMatchObject({ kind: 'found' });
    expect(waits).toEqual([1000, 2000, 4000]);
  });

  test('that is a broken connection is waited for', async () => {
    const { discord, look, waits } = await setUpDoubt();
    discord.faults.next({ how: 'reset', when: 'before' });
    expect(await look()).toMatchObject({ kind: 'found' });
    expect(waits).toEqual([1000]);
  });

  test('with a pause that Discord asks for is waited for as long as it says', async () => {
    const { discord, look, waits } = await setUpDoubt();
    discord.faults.next({ how: 429, when: 'before', retryAfter: 3 });
    expect(await look()).toMatchObject({ kind: 'found' });
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThanOrEqual(3000);
  });

  test('but takes too long is for a later look', async () => {
    const { discord, look, waits } = await setUpDoubt();
    discord.faults.next({ how: 429, when: 'before', retryAfter: 60 });
    expect(await look()).toMatchObject({ kind: 'later', detail: expect.stringContaining('to wait 61 s') as unknown });
    discord.faults.next({ how: 502, when: 'before' }, 4);
    expect(await look()).toMatchObject({ kind: 'later', detail: expect.stringContaining('status 502') as unknown });
    expect(waits).toEqual([1000, 2000, 4000]);
  });
});

test('looking asks once who the bot is', async () => {
  const { discord, look } = await setUpDoubt();
  await look();
  await look();
  expect(discord.requests.filter((request) => request === 'GET /users/@me')).toHaveLength(1);
  expect(discord.messages.in(channelId)).toMatchObject([{ nonce: key }]);
});
