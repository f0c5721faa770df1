/** What the bot says of its own accord, with the real discord.js against a Discord on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { createDiscordPoster } from '../../../src/platforms/discord/poster.ts';
import type { Fault } from '../../fakes/discord/faults.ts';
import { channelId, userId } from '../../fakes/discord/payloads.ts';
import { permission } from '../../fakes/discord/permissions.ts';
import { channelTypes, type FakeWorld } from '../../fakes/discord/world.ts';
import { startBareServer } from './bare-server.ts';
import { drill, key, learner, setUpPoster, target } from './poster-set-up.ts';
import { noon, recordingLogger, textReply } from './stubs.ts';

const posts = /^POST .*\/messages$/;

describe('a post', () => {
  test('is sent with its key as nonce, and pings nobody', async () => {
    const { discord, poster } = await setUpPoster();
    const result = await poster.post(target, drill());
    const [message] = discord.messages.in(channelId);
    expect(result).toEqual({ kind: 'sent', message: message?.id });
    expect(message?.body).toMatchObject({
      nonce: key,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
      embeds: [{ title: 'Daily drill', description: 'What is an index for?' }],
    });
    expect(discord.requests).toEqual([`POST /channels/${channelId}/messages`]);
  });

  test('that is sent again with the same key within minutes is the same message; later it is another', async () => {
    const { discord, poster, clock } = await setUpPoster();
    const first = await poster.post(target, drill());
    expect(await poster.post(target, drill())).toEqual(first);
    clock.now += 200_000;
    expect(await poster.post(target, drill())).not.toEqual(first);
    expect(discord.messages.in(channelId)).toHaveLength(2);
  });

  const losses: Fault[] = [
    { how: 500, when: 'before' },
    { how: 502, when: 'after' },
    { how: 'reset', when: 'before' },
    { how: 'reset', when: 'after' },
    { how: 'hang', when: 'after' },
  ];
  /** Long enough to answer, short enough to wait for what never comes. */
  const timeout = 1000;
  test.each(losses)(
    'whose answer is lost ($how, $when it is done) is asked for once more, and there once',
    async (loss) => {
      const { discord, poster } = await setUpPoster({ timeout });
      discord.faults.next(loss);
      expect(await poster.post(target, drill())).toMatchObject({ kind: 'sent' });
      expect(discord.messages.in(channelId)).toHaveLength(1);
      expect(discord.requests).toHaveLength(2);
    },
  );

  test.each(losses)('whose answer is lost twice ($how, $when it is done) is in doubt', async (loss) => {
    const { discord, poster } = await setUpPoster({ timeout });
    discord.faults.next(loss, 2);
    expect(await poster.post(target, drill())).toMatchObject({
      kind: 'doubt',
      detail: expect.stringContaining('It may have been posted') as unknown,
    });
    expect(discord.messages.in(channelId)).toHaveLength(loss.when === 'after' ? 1 : 0);
    expect(discord.requests).toHaveLength(2);
  });

  test('whose answer is lost stays in doubt where asking once more is refused: the first may be there', async () => {
    const { discord, poster } = await setUpPoster();
    discord.faults.next({ how: 500, when: 'after' });
    discord.faults.next({ how: 429, when: 'before' });
    expect(await poster.post(target, drill())).toMatchObject({ kind: 'doubt' });
  });

  test('waits where Discord says so, and for so long', async () => {
    const { discord, poster } = await setUpPoster();
    discord.faults.next({ how: 429, when: 'before', retryAfter: 7 });
    const result = await poster.post(target, drill());
    expect(result).toMatchObject({ kind: 'later', detail: expect.stringContaining('wait 8 s') as unknown });
    expect((result as { after: number }).after).toBeGreaterThanOrEqual(7000);
    expect(discord.requests).toHaveLength(1);
  });

  test('waits with all others where the bot has sent too much, and Discord is not asked meanwhile', async () => {
    const { discord, poster } = await setUpPoster();
    discord.faults.next({ how: 429, when: 'before', retryAfter: 60, isGlobal: true });
    const limited = { kind: 'later', detail: expect.stringContaining('everything that it sends') as unknown };
    expect(await poster.post(target, drill())).toMatchObject(limited);
    expect(await poster.post({ ...target, key: 'another' }, drill('another'))).toMatchObject(limited);
    expect(discord.requests).toHaveLength(1);
  });

  test('is for later where Discord cannot be reached', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const settings = { token: 'fake.bot.token', apiUrl: `http://127.0.0.1:${port}/api` };
    const poster = createDiscordPoster(settings, { logger: recordingLogger().logger, now: () => noon });
    expect(await poster.post(target, drill())).toMatchObject({
      kind: 'later',
      detail: expect.stringMatching(/^Nothing was sent: .*ECONNREFUSED/) as unknown,
    });
  });

  test('with a token that Discord refuses waits, in this process, and Discord is not asked again and again', async () => {
    const { discord, poster } = await setUpPoster({ botToken: 'wrong.bot.token' });
    const refused = {
      kind: 'later',
      after: 900_000,
      ours: true,
      detail: expect.stringMatching(/whoever runs the bot.*DISCORD_TOKEN/) as unknown,
    };
    const post = (): Promise<PostResult> => poster.post(target, drill());
    for (const result of await Promise.all([post(), post(), post()])) expect(result).toMatchObject(refused);
    const asked = discord.requests.length;
    expect(await post()).toMatchObject(refused);
    expect(discord.requests).toHaveLength(asked);
  });

  test('that Discord refuses for its content is tried again much later, and the operator has it in the log', async () => {
    const { discord, poster, lines } = await setUpPoster();
    const result = await poster.post({ ...target, key: 'k'.repeat(26) }, drill());
    expect(result).toMatchObject({
      kind: 'later',
      after: 3_600_000,
      detail: expect.stringContaining('Discord refused the content') as unknown,
    });
    expect(lines.join('')).toContain('nonce');
    expect(discord.messages.all).toEqual([]);
  });
});

describe('a post to a channel that takes none', () => {
  const cases: [string, (world: FakeWorld) => void, string, RegExp][] = [
    ['without Send Messages', (world) => world.channel().deny(permission.sendMessages), 'no-access', /I lack Send Messages in #careers.*Edit Channel \(the cog beside #careers\).*allow Send Messages\.$/],
    ['without Embed Links', (world) => world.channel().deny(permission.embedLinks), 'no-access', /^I lack Embed Links in #careers/],
    ['without both', (world) => world.channel().deny(permission.embedLinks | permission.sendMessages), 'no-access', /I lack Send Messages.*I lack Embed Links/],
    ['that the bot cannot see', (world) => world.channel().deny(permission.viewChannel), 'no-access', /cannot see the channel.*allow View Channel, Send Messages/],
    ['that became a voice channel', (world) => (world.channel().type = channelTypes.voice), 'no-access', /is a voice channel.*\/daily set with a text/],
    ['that was deleted', (world) => world.deleteChannel(), 'channel-gone', /does not exist any more.*\/daily set/],
    ['of a server that removed the bot', (world) => (world.guild().hasBot = false), 'bot-removed', /not in this server any more.*Invite the bot again/],
  ]; // prettier-ignore
  test.each(cases)('%s', async (_, spoil, why, detail) => {
    const { discord, poster } = await setUpPoster();
    spoil(discord.world);
    expect(await poster.post(target, drill())).toEqual({
      kind: 'refused',
      why,
      detail: expect.stringMatching(detail) as unknown,
    });
    expect(discord.messages.all).toEqual([]);
  });

  test.each([
    ['at the end of a short time-out', '2026-11-22T09:04:00Z', 240_000],
    ['every quarter of an hour of a long one, which can be taken back', '2026-11-29T12:00:00Z', 900_000],
  ])('while the bot is silenced is tried again %s', async (_, until, after) => {
    const { discord, poster } = await setUpPoster();
    discord.world.guild().timedOutUntil = Date.parse(until);
    expect(await poster.post(target, drill())).toEqual({
      kind: 'later',
      after,
      detail: expect.stringMatching(
        /^A moderator has timed me out until .* UTC: I may not post\. Remove the time-out .* ends by itself/,
      ) as unknown,
    });
    expect(discord.messages.all).toEqual([]);
  });

  test('says what it knows where the reason cannot be looked up', async () => {
    const { discord, poster } = await setUpPoster();
    discord.world.channel().deny(permission.sendMessages);
    discord.faults.next({ how: 503, when: 'before' }, 100, /^GET/);
    expect(await poster.post(target, drill())).toMatchObject({
      kind: 'refused',
      why: 'no-access',
      detail: expect.stringContaining('Missing Permissions') as unknown,
    });
  });

  test('whose id is none is not asked for', async () => {
    const { discord, poster } = await setUpPoster();
    const result = await poster.post({ ...target, channel: '../users/@me' }, drill());
    expect(result).toMatchObject({ kind: 'refused', why: 'channel-gone' });
    expect(discord.requests).toEqual([]);
  });

  test('needs no Read Message History to post', async () => {
    const { discord, poster } = await setUpPoster();
    discord.world.channel().deny(permission.readHistory);
    expect(await poster.post(target, drill())).toMatchObject({ kind: 'sent' });
  });
});

describe('a private message', () => {
  const reminder = textReply('Two hours are left.', { visibility: 'private' });

  test('is sent once to the person alone', async () => {
    const { discord, poster } = await setUpPoster();
    const first = await poster.tell(learner, reminder, key);
    expect(first).toMatchObject({ kind: 'sent' });
    expect(await poster.tell(learner, reminder, key)).toEqual(first);
    expect(discord.messages.all).toEqual(discord.messages.in(discord.world.privateChannel(userId).id));
    expect(discord.messages.all).toMatchObject([{ guild: undefined, nonce: key }]);
  });

  test('to somebody who takes none is refused, with what they can do', async () => {
    const { discord, poster } = await setUpPoster();
    discord.world.refuseMessages(userId);
    expect(await poster.tell(learner, reminder, key)).toEqual({
      kind: 'refused',
      why: 'no-access',
      detail:
        'Discord did not deliver my private message to you. Allow direct messages in the server’s Privacy Settings.',
    });
  });

  test.each<[string, Fault, RegExp, string]>([
    ['the way to the person is not opened', { how: 500, when: 'after' }, /@me\/channels/, 'later'],
    ['there were too many', { how: 429, when: 'before' }, /@me\/channels/, 'later'],
    ['it is lost twice', { how: 'reset', when: 'after' }, posts, 'doubt'],
  ])('where %s', async (_, fault, matching, kind) => {
    const { discord, poster } = await setUpPoster();
    discord.faults.next(fault, 2, matching);
    expect(await poster.tell(learner, reminder, key)).toMatchObject({ kind });
  });
});

test('the pace is below Discord’s limit, and 5,000 communities are served within it plus a tenth', async () => {
  const { poster } = await setUpPoster();
  const { key: pace, spacing } = poster.paceOf('discord:1');
  expect(poster.paceOf('discord:2').key).toBe(pace);
  expect(1000 / spacing).toBeLessThan(50);
  expect(5000 * spacing).toBeLessThanOrEqual((5000 / 50) * 1.1 * 1000);
});

test('a post whose answer is lost is not sent again where minutes have passed meanwhile: Discord may not know it again', async () => {
  const { discord, clock } = await setUpPoster();
  const poster = createDiscordPoster(
    { token: discord.token, apiUrl: discord.apiUrl },
    {
      logger: recordingLogger().logger,
      now: () => new Date(clock.now),
      // The machine was asleep.
      reserve: () => Promise.resolve(1),
      wait: () => Promise.resolve((clock.now += 600_000)),
    },
  );
  discord.faults.next({ how: 'reset', when: 'after' });
  expect(await poster.post(target, drill())).toMatchObject({ kind: 'doubt' });
  expect(discord.messages.in(channelId)).toHaveLength(1);
});

test('a post is not sent at all where minutes have passed before it could leave: another process may have posted it', async () => {
  const { discord, poster, clock } = await setUpPoster();
  const post = poster.post(target, drill());
  // It waits its turn when the machine falls asleep.
  clock.now += 600_000;
  expect(await post).toMatchObject({ kind: 'later', detail: 'Nothing was sent: it came too late.' });
  expect(discord.messages.in(channelId)).toEqual([]);
});

test('a ban by Cloudflare, which names no route, holds for everything: nothing more is sent into it', async () => {
  let requests = 0;
  const apiUrl = await startBareServer((_request, response) => {
    requests += 1;
    response.writeHead(429, { 'retry-after': '900', 'content-type': 'text/plain' }).end('error code: 1015');
  });
  const poster = createDiscordPoster({ token: 'x', apiUrl }, { logger: recordingLogger().logger, now: () => noon });
  const post = (channel: string): Promise<PostResult> => poster.post({ ...target, channel }, drill());
  expect(await post(channelId)).toMatchObject({ kind: 'later', everywhere: true, after: 900_000 });
  expect(await post('300000000000000009')).toMatchObject({ kind: 'later', everywhere: true });
  expect(requests).toBe(1);
});

describe('each request besides the one that the caller has waited for', () => {
  test.each<[string, Fault | undefined, number]>([
    ['a post takes none more', undefined, 0],
    ['asking once more takes a moment', { how: 'reset', when: 'before' }, 1],
  ])('%s', async (_what, fault, moments) => {
    const reserved: string[] = [];
    const { discord, pacedPoster } = await setUpPacedPoster(reserved, 0);
    if (fault !== undefined) discord.faults.next(fault);
    expect(await pacedPoster.post(target, drill())).toMatchObject({ kind: 'sent' });
    expect(reserved).toEqual(Array.from({ length: moments }, () => 'discord 20.8'));
  });

  test('looking takes one for each page and for who we are', async () => {
    const reserved: string[] = [];
    const { discord, pacedPoster } = await setUpPacedPoster(reserved, 0);
    await pacedPoster.find(target, noon);
    expect(reserved).toHaveLength(discord.requests.length);
  });

  test('is not made where its moment is too far away, and nothing is sent twice by it', async () => {
    const { discord, pacedPoster } = await setUpPacedPoster([], 60_000);
    discord.faults.next({ how: 'reset', when: 'after' });
    expect(await pacedPoster.post(target, drill())).toMatchObject({ kind: 'doubt' });
    expect(await pacedPoster.find(target, noon)).not.toMatchObject({ kind: 'absent' });
    expect(discord.requests).toHaveLength(1);
  });
});

/** A poster that notes in `reserved` which moments it asks for, each so many milliseconds away. */
async function setUpPacedPoster(reserved: string[], away: number) {
  const setUp = await setUpPoster();
  const pacedPoster = createDiscordPoster(
    { token: setUp.discord.token, apiUrl: setUp.discord.apiUrl },
    {
      logger: recordingLogger().logger,
      now: () => new Date(setUp.clock.now),
      wait: () => Promise.resolve(),
      reserve(key, spacing) {
        reserved.push(`${key} ${spacing}`);
        return Promise.resolve(away);
      },
    },
  );
  return { ...setUp, pacedPoster };
}
