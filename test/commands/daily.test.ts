/** `/daily …`: what an admin types, and reads. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/conversation.ts';
import { communityOn, lastPost } from '../support/community.ts';
import { mayNotPost, mayPost } from '../support/desk.ts';
import { copyOf, realData } from '../support/folders.ts';
import { button } from '../support/person.ts';

describe('/daily set', () => {
  it('needs a channel only: every day at 09:00, all topics, and a zone that it asks about where nobody said one', async () => {
    const { admin, channel, record } = await communityOn('discord');
    const text = await admin.read('/daily set here');
    expect(text).toBe(
      [
        'The daily drill is on',
        'The next one comes on Monday 23 November at 09:00 (UTC), in 21 hours.',
        `Channel: #${channel}`,
        'Time: 09:00 in UTC',
        'Days: every day',
        'Topics: all',
        'Level: all',
        'Questions: 180 fit; none comes twice before all have come',
        'Weekly recap: off',
        'You named no time zone and I know none of yours, so I took UTC. If it is another, name it: /daily set zone:Europe/Berlin',
        'To change something, type /daily set with it. What you leave out stays as it is.',
        'Preview',
        'Pause',
      ].join('\n'),
    );
    expect((await record()).daily).toMatchObject({ status: 'on', setBy: 'discord:U0ADMIN01' });
  });

  it.each(['discord', 'slack'] as const)('takes everything in one line, in any order: %s', async (platform) => {
    const { admin, record } = await communityOn(platform);
    await admin.type('/daily set 9am here mon-fri Europe/Berlin senior topics:caching, http recap:on');
    expect((await record()).daily?.settings).toMatchObject({
      time: '09:00',
      zone: 'Europe/Berlin',
      weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      topics: ['caching', 'http'],
      level: 'senior',
      recap: true,
    });
  });

  it('keeps what is left out, and says from when on it comes now', async () => {
    const { admin, record } = await communityOn('discord');
    await admin.type('/daily set here 9am Europe/Berlin weekdays topics:caching level:mid recap:on');
    const before = (await record()).daily?.settings;
    expect(await admin.read('/daily set here 18:30')).toMatch(
      /^Saved: the daily drill is on\nThe next one comes on Monday 23 November at 18:30 \(Europe\/Berlin\), in 29 hours\./,
    );
    expect((await record()).daily?.settings).toEqual({ ...before, time: '18:30' });
    await admin.type('/daily set here on weekends topics:all level:all recap:off');
    const { level, ...rest } = before ?? {};
    expect(level).toBe('mid');
    expect((await record()).daily?.settings).toEqual({
      ...rest,
      time: '18:30',
      weekdays: ['sat', 'sun'],
      topics: [],
      recap: false,
    });
  });

  it('takes the admin’s own zone, and gives it to learners who have none; a later correction too', async () => {
    const { admin, member, record } = await communityOn('discord');
    await admin.type('/settings timezone:Asia/Tokyo');
    expect(await admin.read('/daily set here')).toContain(
      'Learners who chose no time zone of their own go by Asia/Tokyo too from now on.',
    );
    expect(await member('U0BOB0001').read('/settings')).toContain('Asia/Tokyo (this community’s)');
    await admin.type('/daily set here Asia/Seoul');
    expect((await record()).zone).toBe('Asia/Seoul');
  });

  it('takes the channel that it is typed in, and later leaves it where it is', async () => {
    const { admin, bot, channel, id, record } = await communityOn('discord');
    await admin.type('/daily set');
    const elsewhere = { platform: 'discord', community: id, channel: '300000000000000099' } as const;
    await bot.ask(
      { kind: 'text-command', command: 'daily', text: 'set 10:00' },
      { ...elsewhere, isAdmin: () => Promise.resolve(true) },
    );
    expect((await record()).daily?.settings).toMatchObject({ channel, time: '10:00' });
  });

  it('has no channel in a direct message, and changes nothing', async () => {
    const { bot, id, record } = await communityOn('slack');
    const direct = { platform: 'slack', community: id, channel: 'D0ADA0001' } as const;
    const outcome = await bot.ask(
      { kind: 'text-command', command: 'daily', text: 'set' },
      { ...direct, isAdmin: () => Promise.resolve(true) },
    );
    expect('reply' in outcome && textOf(outcome.reply)).toMatch(/^There is no channel here\n.*Nothing was changed\./);
    expect((await record()).daily).toBeUndefined();
  });

  it('shows each missing permission with its fix, keeps what was, and all that was chosen for another try', async () => {
    const { admin, platform, record, channel } = await communityOn('discord');
    await admin.type('/daily set here 9am Europe/Berlin');
    const before = await record();
    platform.checks = mayNotPost;
    const { reply, status } = await admin.type('/daily set <#300000000000000099> 10:00 mon-fri topics:caching,http');
    expect(status).toBeUndefined();
    expect(textOf(reply)).toBe(
      [
        'I cannot post there yet',
        `Nothing was changed: a post to #300000000000000099 would fail. The daily drill stays as it was, in #${channel}. What is missing:`,
        '✗ Send Messages: not granted in #drills Fix: Open the channel’s settings, Permissions, and let the bot send messages.',
        'When that is mended, press Try again. I have kept all that you chose.',
        'Try again',
        'Post here instead',
      ].join('\n'),
    );
    expect(await record()).toEqual(before);
    expect((await admin.press(button({ reply }, /Try/))).reply.title).toBe('I cannot post there yet');
    platform.checks = mayPost;
    await admin.press(button({ reply }, /Try/));
    const chosen = { time: '10:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], topics: ['caching', 'http'] };
    expect((await record()).daily?.settings).toMatchObject({ ...chosen, channel: '300000000000000099' });
    await admin.press(button({ reply }, /here/));
    expect((await record()).daily?.settings).toMatchObject({ ...chosen, channel });
  });

  it('says what to type again where a button cannot carry it', async () => {
    const { admin, platform, record, channel } = await communityOn('discord');
    platform.checks = mayNotPost;
    const { reply } = await admin.type(
      '/daily set zone:America/Argentina/Buenos_Aires topics:caching,http,testing recap:on',
    );
    expect(textOf(reply)).toContain('When that is mended, type it again: /daily set channel:');
    platform.checks = mayPost;
    await admin.type(/(\/daily set .*)$/.exec(textOf(reply))?.[1] ?? '');
    expect((await record()).daily?.settings).toMatchObject({
      channel,
      zone: 'America/Argentina/Buenos_Aires',
      topics: ['caching', 'http', 'testing'],
      recap: true,
    });
  });

  it.each(['', 'C0123456789|09:00|UTC|daily|all|grandmaster|on', 'x|y|z'])(
    'takes no button that it did not make: “%s”',
    async (argument) => {
      const { admin, record } = await communityOn('slack');
      expect((await admin.press(`daily.set:again:${argument}`)).reply.title).toBe('This button has expired');
      expect((await record()).daily).toBeUndefined();
    },
  );

  it('keeps the role that was named, and leaves topics of another behind', async () => {
    const dataDir = await copyOf(realData);
    const [one, other] = ['backend-engineer', 'platform-engineer'].map((id) => join(dataDir, 'roles', id));
    await cp(`${one}/questions/caching.yaml`, `${other}/questions/caching.yaml`);
    const about = await readFile(`${one}/role.yaml`, 'utf8');
    await writeFile(
      `${other}/role.yaml`,
      about
        .replace('id: backend-engineer', 'id: platform-engineer')
        .replace(/title: .*\naliases: .*/, 'title: Platform Engineer\naliases: [platform]'),
    );
    const { admin, record } = await communityOn('discord', { dataDir });
    const settings = async () => (await record()).daily?.settings;
    expect(await admin.read('/daily set here topics:http')).toContain('Role: Backend Engineer');
    await admin.type('/daily set here role:platform');
    expect(await settings()).toMatchObject({ role: 'platform-engineer', topics: [] });
    await admin.type('/daily set here 10:00 topics:caching');
    expect(await settings()).toMatchObject({ role: 'platform-engineer', time: '10:00', topics: ['caching'] });
    await admin.type('/daily set here role:backend-engineer');
    expect(await settings()).toMatchObject({ role: 'backend-engineer', topics: [] });
  });

  it('warns of what it can do without', async () => {
    const { admin, platform } = await communityOn('discord');
    platform.checks = mayNotPost.filter(({ ok, advisory }) => ok || advisory === true);
    const text = await admin.read('/daily set here');
    expect(text).toMatch(/^The daily drill is on/);
    expect(text).toContain('It is on, and this would make it better:\n! Read Message History: not granted');
  });

  it.each([
    ['zone:Atlantis', 'I do not know that time zone', /Did you mean Atlantic\? Then type \/daily set zone:/],
    ['days:someday', 'I do not know the days “someday”', /days:mon-fri/],
    ['topics:cachin', 'One thing I did not understand', /Did you mean Caching \(caching\)\?/],
    ['topics:,', 'One thing I did not understand', /with commas between, such as topics:api-design,caching/],
    ['level:principal', 'There is no question that fits', /no question for: Principal\.\nChoose other topics/],
    ['level:senoir', 'One thing I did not understand', /Did you mean Senior/],
    ['time:25:00', 'One thing I did not understand', /not a time of day/],
    ['words that mean nothing', 'I do not know that time zone', /IANA name/],
  ])('does not understand %s, says how to say it, and changes nothing', async (words, title, next) => {
    const { admin, record } = await communityOn('discord');
    const { reply } = await admin.type(`/daily set here ${words}`);
    expect(reply.title).toBe(title);
    expect(textOf(reply)).toMatch(next);
    expect((await record()).daily).toBeUndefined();
  });

  it('is refused to members, with the way to get it', async () => {
    const { member, record } = await communityOn('slack');
    expect(await member('U0BOB0001').read('/daily set here')).toMatch(/^Only admins can use \/daily set/);
    expect((await record()).daily).toBeUndefined();
  });
});

describe('/daily pause, resume, skip', () => {
  it('say what is so, what comes next, and when nothing was changed', async () => {
    const { admin } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    expect(await admin.read('/daily skip')).toBe(
      'Left out: Sunday 22 November\nIt is on. The next one comes on Monday 23 November at 18:00 (UTC), in 30 hours.',
    );
    const paused = await admin.type('/daily pause');
    expect(textOf(paused.reply)).toMatch(
      /^The daily drill is paused\nNothing is posted until you resume it\. All that is set is kept\./,
    );
    expect((await admin.type('/daily pause')).reply.title).toBe('Nothing was changed');
    expect(await admin.read('/daily skip')).toMatch(
      /^Nothing was changed\nThere is no date to leave out: none is planned/,
    );
    expect(textOf((await admin.press(button(paused, /Resume/))).reply)).toMatch(
      /^The daily drill is on again\nThe next one comes on Monday 23 November/,
    );
    expect((await admin.type('/daily resume')).reply.title).toBe('It is on already: nothing was changed');
  });

  it.each(['pause', 'resume', 'skip', 'now', 'status'])('%s tells how to set it up where nothing is', async (name) => {
    const { admin } = await communityOn('slack');
    expect(await admin.read(`/daily ${name}`)).toContain('Type /daily set in a channel');
  });

  it('do not resume into a channel that takes no posts', async () => {
    const { admin, platform, record, deliver } = await communityOn('discord');
    await admin.type('/daily set here 13:00 UTC');
    platform.result = { kind: 'refused', why: 'channel-gone', detail: 'The channel was deleted.' };
    await admin.later(1).type('/daily status');
    await deliver();
    const stopped = await admin.type('/daily status');
    expect(textOf(stopped.reply)).toContain('It stopped on Sunday 22 November: The channel was deleted.');
    expect(textOf(stopped.reply)).toContain('Sunday 22 November: not posted, as said above.');
    platform.checks = mayNotPost;
    const refused = await admin.press(button(stopped, /Resume/));
    expect(textOf(refused.reply)).toMatch(/^I cannot post there yet\nNothing was changed.*\n✗ Send Messages/);
    expect((await record()).daily?.status).toBe('stopped');
    platform.checks = mayPost;
    expect((await admin.press(button(refused, /Resume/))).reply.title).toBe('The daily drill is on again');
  });
});

describe('/daily now', () => {
  it('posts today’s at once, and at most once', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    expect(await admin.read('/daily now')).toMatch(
      /^Posted\nThe drill of Sunday 22 November is in #300000000000000003 now\..*\nIt is on\. The next one comes on Monday/,
    );
    expect(lastPost(platform)).toMatchObject({ title: 'Daily drill · Sunday 22 November', visibility: 'public' });
    expect(await admin.read('/daily now')).toMatch(/^Today’s drill is there already\n/);
    expect(platform.posts).toHaveLength(1);
    expect(await admin.read('/daily status')).toContain('The next one comes on Monday 23 November at 18:00');
  });

  it('says why it could not be posted, and when it is tried again', async () => {
    const { admin, platform } = await communityOn('discord');
    await admin.type('/daily set here 18:00 UTC');
    platform.result = { kind: 'later', after: 120_000, detail: 'Discord asked for a pause.' };
    expect(await admin.read('/daily now')).toMatch(
      /^Not yet: I try again by myself\n.*I try again in 2 minutes\. Discord asked for a pause\./,
    );
    expect(await admin.read('/daily status')).toContain('not posted yet; I try again in 2 minutes.');
    platform.result = { kind: 'refused', why: 'no-access', detail: 'The bot may not write there.' };
    expect(await admin.later(1).read('/daily now')).toMatch(
      /^Today’s drill could not be posted\n.*not posted\. The bot may not write there\.\n\/admin doctor/,
    );
  });

  it('asks before it posts again what may be there', async () => {
    const { admin, platform, store, id } = await communityOn('slack');
    await admin.type('/daily set here 18:00 UTC');
    await admin.type('/daily now');
    await store.updateCommunity(id, (record) => {
      const daily = record.daily;
      if (daily === undefined) throw new Error('nothing was set up');
      const deliveries = daily.deliveries.map((each) =>
        each.state === 'sent' ? { ...each, state: 'doubt' as const, reason: 'The answer was lost.' } : each,
      );
      return { record: { ...record, daily: { ...daily, deliveries } }, result: undefined };
    });
    const asked = await admin.type('/daily now');
    expect(textOf(asked.reply)).toMatch(
      /^Today’s drill may be there already, and I cannot tell\n.*The answer was lost\./,
    );
    expect(platform.posts).toHaveLength(1);
    expect((await admin.press(button(asked, /post it/))).reply.title).toBe('Posted');
    expect(platform.posts).toHaveLength(2);
  });
});

describe('/daily preview', () => {
  it('is the very post that comes, to the admin alone, without buttons that count', async () => {
    const { admin, platform, deliver } = await communityOn('discord');
    const set = await admin.type('/daily set here 13:00 UTC');
    const { reply } = await admin.press(button(set, /Preview/));
    expect(reply.visibility).toBe('private');
    expect(reply.blocks.some(({ kind }) => kind === 'buttons')).toBe(false);
    await admin.later(1).type('/daily status');
    await deliver();
    const post = lastPost(platform);
    expect(reply.title).toBe(`Preview · ${post.title}`);
    expect(reply.blocks[0]).toEqual(post.blocks[0]);
  });

  it('shows in the terminal what a post would look like, where none can be set up', async () => {
    const { bot } = await communityOn('discord');
    const preview = textOf((await bot.run('/daily preview')).reply);
    expect(preview).toMatch(/^Preview · Daily drill · Monday 23 November\n/);
    expect(preview).toContain('Type /daily set in a channel');
    const set = await bot.ask({ kind: 'text-command', command: 'daily', text: 'set 123456789012345678' });
    expect('reply' in set && textOf(set.reply)).toMatch(
      /^There is no channel here\nA daily drill is posted to a channel/,
    );
  });
});
