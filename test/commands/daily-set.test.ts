/** `/daily set`: what it sets, and what it says. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/conversation.ts';
import { communityOn } from '../support/community.ts';
import { mayNotPost } from '../support/desk.ts';
import { button } from '../support/person.ts';
import { withTwoRoles } from '../support/two-roles.ts';

describe('/daily set', () => {
  it('needs a channel only: every day at 09:00, all topics, and a zone that it asks about where nobody said one', async () => {
    const { admin, channel, record } = await communityOn('discord');
    const text = await admin.read('/daily set here');
    expect(text).toBe(
      [
        'The daily drill is on',
        'The next one comes on Monday 23 November at 09:00 (UTC), in 21 hours. 09:00 has passed today; /daily now posts today’s.',
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
      'New learners whose own time zone I do not know go by Asia/Tokyo from now on.',
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

  it('keeps the role that was named, and leaves topics of another behind', async () => {
    const { admin, record } = await communityOn('discord', { dataDir: await withTwoRoles() });
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
    expect(text).toContain('It works, and this would make it better:\n! Read Message History: not granted');
  });

  it('leaves a pause as it is', async () => {
    const { admin, record } = await communityOn('slack');
    await admin.type('/daily set here 9am UTC');
    await admin.type('/daily pause');
    expect((await admin.type('/daily set off')).status).toBe('usage-error');
    const saved = await admin.type('/daily set level:senior');
    expect(textOf(saved.reply)).toMatch(
      /^Saved: the daily drill is still paused\nNothing is posted until you press Resume\.\n/,
    );
    expect((await record()).daily).toMatchObject({ status: 'paused', settings: { level: 'senior' } });
    expect(await admin.read('/daily set level:senior')).toMatch(
      /^Nothing was changed: it was all set so already\nIt is paused/,
    );
    expect((await admin.press(button(saved, /Resume/))).reply.title).toBe('The daily drill is on again');
  });

  it('says that nothing was changed where all was so already', async () => {
    const { admin, record } = await communityOn('discord');
    await admin.type('/daily set here 9am UTC mon-fri');
    const before = await record();
    expect(await admin.later(1).read('/daily set here 9:00 UTC')).toMatch(
      /^Nothing was changed: it was all set so already\nIt is on\. The next one comes on Monday 23/,
    );
    expect(await record()).toEqual(before);
  });

  it('explains the date that it gives', async () => {
    const { admin } = await communityOn('discord');
    expect(await admin.read('/daily set here 18:00 UTC')).toMatch(/on Sunday 22 November .*, in 6 hours\.\n/);
    expect(await admin.read('/daily set 11:00')).toContain(
      'Monday 23 November at 11:00 (UTC), in 23 hours. 11:00 has passed today; /daily now posts today’s.',
    );
    await admin.type('/daily set 18:00');
    await admin.type('/daily skip');
    expect(await admin.read('/daily set 19:00')).toContain('in 31 hours. Today’s was skipped.');
    expect(await admin.read('/daily set 20:00 mon-sat')).toMatch(/Monday 23 November .*, in 32 hours\.\n/);
    await admin.type('/daily set daily');
    await admin.type('/daily now');
    expect(await admin.read('/daily set 21:00')).toContain('in 33 hours. Today’s was posted already.');
    await admin.at('2027-03-13T12:00:00Z').type('/daily set New York sundays');
    expect(await admin.read('/daily set 2:30')).toMatch(
      /Sunday 14 March at 03:00 \(America\/New_York\), in \d+ hours\. The clocks skip 02:30 that day\.\n/,
    );
  });

  it('is refused to members, with the way to get it', async () => {
    const { member, record } = await communityOn('slack');
    expect(await member('U0BOB0001').read('/daily set here')).toMatch(/^Only admins can use \/daily set/);
    expect((await record()).daily).toBeUndefined();
  });
});
