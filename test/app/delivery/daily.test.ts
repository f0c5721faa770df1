import { describe, expect, it } from 'vitest';
import type { JobQueue } from '../../../src/practice/daily/job-queue.ts';
import { dailyKey } from '../../../src/practice/daily/key.ts';
import { withPause } from '../../../src/practice/daily/outbox.ts';
import type { PostResult } from '../../../src/chat/poster.ts';
import type { Role } from '../../../src/knowledge/knowledge.ts';
import { createWorld, hour, minute, second, type World } from '../../support/delivery.ts';

const guild = 'discord:1';
const monday = '2026-11-23';

/** What the log says of dates that ended: day, state and seconds late. */
const ended = ({ log }: World): unknown[] =>
  log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'daily drill')
    .map(({ community, day, state, tries, late }) => [community, day, state, tries, late]);

describe('delivery of the daily drill', () => {
  it('posts each community its drill at its own time, once a day, and says so in the record, the log and the metrics', async () => {
    const world = createWorld();
    const { clock, discord, slack, delivered } = world;
    await world.setUp(guild);
    await world.setUp('discord:2', { zone: 'Asia/Kolkata' });
    await world.setUp('slack:T1', { time: '18:30', weekdays: ['mon', 'wed'] });
    const delivery = await world.start();
    await clock.advance(48 * hour);
    expect(discord.posts.map(({ community, key }) => [community, key])).toEqual([
      ['discord:2', dailyKey('discord:2', monday)],
      [guild, dailyKey(guild, monday)],
      ['discord:2', dailyKey('discord:2', '2026-11-24')],
      [guild, dailyKey(guild, '2026-11-24')],
    ]);
    expect(slack.posts.map(({ key }) => key)).toEqual([dailyKey('slack:T1', monday)]);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'message 2', channel: 'C1' });
    expect((await world.daily(guild)).used).toHaveLength(2);
    expect(ended(world)).toContainEqual([guild, monday, 'sent', 1, 0]);
    expect(delivered).toHaveLength(5);
    expect(delivered[0]).toEqual({ platform: 'discord', kind: 'delivery', state: 'sent' });
    await delivery.stop();
  });

  it('posts when it is told to, without waiting for its next look', async () => {
    const world = createWorld();
    const { clock, discord, store } = world;
    await world.setUp(guild);
    const delivery = await world.start();
    await clock.advance(9 * hour - 1);
    expect(discord.posts).toEqual([]);
    await clock.advance(1);
    const done = delivery.deliver(guild);
    await clock.advance(100);
    await done;
    expect(discord.posts).toHaveLength(1);
    expect((await store.community(guild)).daily?.deliveries[0]?.state).toBe('sent');
    await delivery.stop();
  });

  it('catches up within six hours of downtime, and skips what is older and says so', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    await world.setUp('discord:2', { time: '02:00' });
    await clock.advance(14 * hour);
    const delivery = await world.start();
    await clock.advance(minute);
    expect(discord.posts.map(({ community }) => community)).toEqual([guild]);
    expect(await world.delivery('discord:2', monday)).toMatchObject({ state: 'skipped', tries: 0 });
    expect(ended(world)).toEqual([
      ['discord:2', monday, 'skipped', 0, 12 * 3600],
      [guild, monday, 'sent', 1, 5 * 3600],
    ]);
    await delivery.stop();
  });

  it('takes no work of a platform that it cannot post to, says so once, and leaves the date to others', async () => {
    const world = createWorld();
    const { clock, slack, log } = world;
    await world.setUp('slack:T1');
    const discordOnly = await world.start({ platforms: ['discord'] });
    await clock.advance(10 * hour);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'planned', tries: 0 });
    expect(log.filter((line) => line.includes('cannot post to'))).toHaveLength(1);
    const both = await world.start();
    await clock.advance(minute);
    expect(slack.posts).toHaveLength(1);
    await Promise.all([discordOnly.stop(), both.stop()]);
  });

  it('does not send what was paused while it waited', async () => {
    const world = createWorld();
    const { clock, discord, store, pacer } = world;
    await world.setUp(guild);
    const delivery = await world.start();
    await clock.advance(9 * hour - 1);
    await pacer.hold('discord', 5 * second);
    await clock.advance(3 * second);
    await store.updateCommunity(guild, (record) => ({ record: withPause(record, clock.now()), result: undefined }));
    await clock.advance(hour);
    expect(discord.posts).toEqual([]);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'skipped' });
    await delivery.stop();
  });

  it('finishes what it is sending when it stops, and begins nothing new', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    for (const community of [guild, 'discord:2']) await world.setUp(community);
    discord.onPost = ({ community }) => (community === guild ? 'sent' : { kind: 'slow', after: 4 * second });
    const delivery = await world.start();
    await clock.advance(9 * hour + second);
    await world.setUp('discord:3', { time: '09:00', zone: 'Etc/GMT' });
    const stopped = delivery.stop();
    await clock.advance(5 * second);
    await stopped;
    expect(await world.delivery('discord:2', monday)).toMatchObject({ state: 'sent' });
    await clock.advance(24 * hour);
    expect(discord.posts).toHaveLength(2);
  });
});

describe('a post that cannot be made', () => {
  it.each<[string, () => ReadonlyMap<string, Role>]>([
    ['its role has gone just now', () => new Map<string, Role>()],
    [
      'of a mistake of ours',
      () => {
        throw new Error('a mistake of ours');
      },
    ],
  ])('because %s is certainly not there: it is made later', async (_why, roles) => {
    const world = createWorld();
    const { clock, slack, store } = world;
    await world.setUp('slack:T1');
    let [canBreak, isBroken] = [false, false];
    const delivery = await world.start({
      store: {
        ...store,
        // It breaks right after the date was claimed.
        updateCommunity: async (id, change) => {
          const result = await store.updateCommunity(id, change);
          isBroken = canBreak;
          return result;
        },
      },
      knows: (all) => (isBroken ? { ...all, roles: roles() } : all),
    });
    await clock.advance(9 * hour - second);
    canBreak = true;
    await clock.advance(5 * second);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'planned', tries: 1 });
    [canBreak, isBroken] = [false, false];
    await clock.advance(minute);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({ state: 'sent', tries: 2 });
    expect(slack.posts).toHaveLength(1);
    await delivery.stop();
  });
});

describe('a look that is under way when the program stops', () => {
  it('offers nothing to a queue that is closed', async () => {
    const world = createWorld();
    const { clock, store, log } = world;
    await world.setUp(guild);
    await clock.advance(10 * hour);
    const offered: string[] = [];
    const slow = {
      ...store,
      communitiesToWake: async (...asked: Parameters<typeof store.communitiesToWake>) => {
        await clock.pause(second);
        return store.communitiesToWake(...asked);
      },
    };
    const jobs: JobQueue = {
      offer: (_kind, ids) => Promise.resolve(void offered.push(...ids)),
      work: () => Promise.resolve(),
      close: () => Promise.resolve(),
    };
    const delivery = await world.start({ store: slow, jobs });
    const stopped = delivery.stop();
    await clock.advance(minute);
    await stopped;
    expect(offered).toEqual([]);
    expect(log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('a platform in trouble', () => {
  const later = (more: object): PostResult => ({ kind: 'later', detail: 'Not now.', ...more });

  it('is tried again after a pause that grows, with the same question', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    let attempts = 0;
    discord.onPost = () => (++attempts < 4 ? later({}) : 'sent');
    const delivery = await world.start();
    await clock.advance(9 * hour + 10 * second);
    const question = (await world.delivery(guild, monday))?.question;
    await clock.advance(10 * minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', tries: 4, question });
    await delivery.stop();
  });

  it('that asks for a pause of everything gets it; one that asks it of one community holds up no other', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    for (const id of ['discord:1', 'discord:2', 'discord:3']) await world.setUp(id);
    let asked = false;
    discord.onPost = ({ community }) => {
      if (community === 'discord:1') return later({ after: hour });
      if (asked) return 'sent';
      asked = true;
      return later({ after: 20 * second, everywhere: true });
    };
    const delivery = await world.start();
    await clock.advance(9 * hour + 19 * second);
    expect(discord.posts.length).toBeLessThanOrEqual(1);
    await clock.advance(minute);
    expect(discord.posts.map(({ community }) => community).toSorted()).toEqual(['discord:2', 'discord:3']);
    expect(discord.posts.at(-1)?.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-23T09:00:20Z'));
    expect(await world.delivery('discord:1', monday)).toMatchObject({ state: 'planned', tries: 1 });
    await delivery.stop();
  });

  it('that asks for a pause of everything gets it from every process', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    await world.setUp('discord:2', { time: '09:01' });
    discord.onPost = () => later({ after: 5 * minute, everywhere: true });
    const one = await world.start();
    await clock.advance(9 * hour + 10 * second);
    discord.onPost = () => 'sent';
    const other = await world.start();
    await clock.advance(4 * minute);
    expect(discord.posts).toEqual([]);
    await clock.advance(5 * minute);
    expect(discord.posts).toHaveLength(2);
    await Promise.all([one.stop(), other.stop()]);
  });

  it.each(['channel-gone', 'no-access', 'bot-removed', 'not-connected'] as const)(
    'that refuses for good (%s) stops the schedule, and the admin is told once',
    async (why) => {
      const world = createWorld();
      const { clock, discord } = world;
      await world.setUp(guild);
      discord.onPost = () => ({ kind: 'refused', why, detail: 'The channel is gone.' });
      const delivery = await world.start();
      await clock.advance(72 * hour);
      expect(await world.daily(guild)).toMatchObject({ status: 'stopped', stop: { why, told: true } });
      expect(await world.delivery(guild, monday)).toMatchObject({ state: 'failed', tries: 1 });
      expect(discord.told.map(({ learner }) => learner)).toEqual([`${guild}:admin`]);
      expect(JSON.stringify(discord.told[0]?.reply)).toMatch(/of the server \*\*Analysts\*\*.*The channel is gone\./);
      expect(discord.told[0]?.key.length).toBeLessThanOrEqual(25);
      await delivery.stop();
    },
  );

  it('that takes no message for the admin either leaves it in the log, and nobody is told twice', async () => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    discord.onPost = () => ({ kind: 'refused', why: 'no-access', detail: 'It may not post.' });
    let tellings = 0;
    discord.onTell = () => {
      tellings += 1;
      return { kind: 'refused', why: 'no-access', detail: 'Closed to private messages.' };
    };
    const delivery = await world.start();
    await clock.advance(24 * hour);
    expect(tellings).toBe(1);
    expect(log.some((line) => line.includes('Closed to private messages.'))).toBe(true);
    await delivery.stop();
  });

  it('that asks for a pause of everything when an admin is told gets it, too', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    await world.setUp('discord:2', { time: '09:01' });
    discord.onPost = ({ community }) =>
      community === guild ? { kind: 'refused', why: 'no-access', detail: 'It may not post.' } : 'sent';
    discord.onTell = () => later({ after: hour, everywhere: true });
    const delivery = await world.start();
    await clock.advance(11 * hour);
    expect(discord.posts.map(({ community }) => community)).toEqual(['discord:2']);
    expect(discord.posts[0]?.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-23T10:00:00Z'));
    await delivery.stop();
  });

  it.each([
    ['breaks', () => Promise.reject(new Error('a mistake of ours'))],
    ['never answers', () => new Promise<never>(() => undefined)],
  ])('whose poster %s when it is asked for a name tells the admin without it', async (_how, onName) => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => ({ kind: 'refused', why: 'no-access', detail: 'It may not post.' });
    discord.onName = onName;
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(discord.told.map(({ reply }) => JSON.stringify(reply))).toEqual([expect.stringContaining('with the id `')]);
    await delivery.stop();
  });

  it.each(['breaks', 'never answers'] as const)('whose poster %s when an admin is told delays nobody', async (how) => {
    const world = createWorld();
    const { clock, discord, log } = world;
    await world.setUp(guild);
    discord.onPost = () => ({ kind: 'refused', why: 'no-access', detail: 'It may not post.' });
    discord.onTell = () => {
      if (how === 'breaks') throw new Error('a mistake of ours');
      return 'hangs';
    };
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(await world.daily(guild)).toMatchObject({ status: 'stopped', stop: { told: true } });
    expect(log.some((line) => line.includes('its admin was perhaps not told'))).toBe(true);
    expect(log.filter((line) => line.includes('delivery failed'))).toEqual([]);
    await delivery.stop();
  });
});

describe('an answer that was lost', () => {
  it('is followed by a look: what is there counts as sent', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => 'lost';
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(discord.posts).toHaveLength(1);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'found' });
    await delivery.stop();
  });

  it('is followed by a look: what is absent is sent again', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    let attempts = 0;
    discord.onPost = () => (++attempts === 1 ? 'dropped' : 'sent');
    const delivery = await world.start();
    await clock.advance(9 * hour + 2 * minute);
    expect(discord.posts).toHaveLength(1);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', tries: 2 });
    await delivery.stop();
  });

  it('stays in doubt where nobody can look, and is never sent again', async () => {
    const world = createWorld();
    const { clock, slack } = world;
    await world.setUp('slack:T1');
    slack.onPost = () => 'dropped';
    slack.onFind = () => ({ kind: 'unknown', detail: 'One cannot look.' });
    const delivery = await world.start();
    await clock.advance(20 * hour);
    expect(slack.posts).toEqual([]);
    expect(await world.delivery('slack:T1', monday)).toMatchObject({
      state: 'doubt',
      tries: 1,
      reason: 'One cannot look.',
    });
    await delivery.stop();
  });

  it('that never comes is doubt within the lease, though the post is not there: its request may still be on its way', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => 'hangs';
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'doubt', tries: 1 });
    await clock.advance(10 * hour);
    expect(discord.posts).toEqual([]);
    await delivery.stop();
  });

  it('is followed by a look only after a moment: what was posted just now is sometimes not yet seen', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => 'lost';
    const seenFrom = Date.parse('2026-11-23T09:00:01Z');
    discord.onFind = () => (clock.now().getTime() < seenFrom ? { kind: 'absent' } : undefined);
    const delivery = await world.start();
    await clock.advance(9 * hour + 5 * minute);
    expect(discord.posts).toHaveLength(1);
    await delivery.stop();
  });

  it('again is looked for when its lease is over, and not sent a third time before', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    const attempts: Date[] = [];
    discord.onPost = () => {
      attempts.push(clock.now());
      return attempts.length < 3 ? 'dropped' : 'sent';
    };
    const delivery = await world.start();
    await clock.advance(9 * hour + 5 * minute);
    expect(attempts).toHaveLength(3);
    const [, second = new Date(NaN), third = new Date(NaN)] = attempts;
    expect(third.getTime() - second.getTime()).toBeGreaterThanOrEqual(minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', tries: 3 });
    await delivery.stop();
  });

  it.each([
    ['breaks while it sends', { post: 'breaks', find: { kind: 'unknown', detail: 'One cannot look.' } }],
    ['breaks while it looks', { post: 'lost', find: 'breaks' }],
  ] as const)('by a poster that %s is a doubt, and never sent again', async (_how, { post, find }) => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    let attempts = 0;
    discord.onPost = () => {
      attempts += 1;
      if (post === 'breaks') throw new Error('a mistake of ours');
      return post;
    };
    discord.onFind = () => {
      if (find === 'breaks') throw new Error('a mistake of ours');
      return find;
    };
    const delivery = await world.start();
    await clock.advance(12 * hour);
    expect(attempts).toBe(1);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'doubt', tries: 1 });
    await delivery.stop();
  });

  it('is looked for again where a look comes to no end', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => 'lost';
    discord.onFind = () => 'hangs';
    const delivery = await world.start();
    await clock.advance(9 * hour + 3 * minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'claimed', tries: 1 });
    discord.onFind = () => undefined;
    await clock.advance(5 * minute);
    expect(discord.posts).toHaveLength(1);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'found', tries: 1 });
    await delivery.stop();
  });

  it('that never comes is looked for and accounted for within fifty seconds, also where the look comes to no end', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => 'hangs';
    discord.onFind = () => 'hangs';
    const delivery = await world.start();
    await clock.advance(9 * hour + 50 * second);
    expect((await world.delivery(guild, monday))?.reason).toBe(
      'The platform did not say in time whether the post is there.',
    );
    await delivery.stop();
  });

  it.each<[string, PostResult, object]>([
    ['tried again', { kind: 'later', detail: 'Not now.' }, { state: 'sent', tries: 2 }],
    ['no doubt', { kind: 'refused', why: 'no-access', detail: 'It may not post.' }, { state: 'failed', tries: 1 }],
  ])('that comes during the look and says that nothing was posted: it is %s', async (_what, result, ending) => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    let attempts = 0;
    // Given up after 35 seconds, and looked for from two seconds after that on.
    discord.onPost = () => (++attempts === 1 ? { kind: 'slow', after: 37 * second + 20, result } : 'sent');
    const delivery = await world.start();
    await clock.advance(9 * hour + 5 * minute);
    expect(await world.delivery(guild, monday)).toMatchObject(ending);
    await delivery.stop();
  });

  it('that comes long after ends the doubt', async () => {
    const world = createWorld();
    const { clock, discord } = world;
    await world.setUp(guild);
    discord.onPost = () => ({ kind: 'slow', after: 10 * minute });
    const delivery = await world.start();
    await clock.advance(9 * hour + minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'doubt' });
    await clock.advance(10 * minute);
    expect(await world.delivery(guild, monday)).toMatchObject({ state: 'sent', message: 'message 1' });
    expect(discord.posts).toHaveLength(1);
    await delivery.stop();
  });
});
