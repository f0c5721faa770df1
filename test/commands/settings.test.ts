/** `/settings`: every option, zones by any name, and a past that stays as it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, textOf, type TestConversation } from '../support/conversation.ts';
import { realData } from '../support/folders.ts';
import { type Answered, Person } from '../support/person.ts';

const store = createMemoryStore();
let bot: TestConversation;
beforeAll(async () => {
  bot = await conversationOver(realData, store);
});

const settingsIn = ({ data }: Answered): Record<string, unknown> =>
  (data?.['settings'] ?? {}) as Record<string, unknown>;

describe('each setting', () => {
  it('shows what holds for somebody who set nothing', async () => {
    const answered = await new Person(bot, 'nobody').type('/settings');
    expect(answered.reply).toMatchObject({ title: 'Your settings', visibility: 'private' });
    expect(settingsIn(answered)).toEqual({
      zone: 'UTC',
      zoneFrom: 'default',
      dayStart: 4,
      restDays: [],
      reminders: false,
      canBeTold: false,
      hidden: false,
    });
    expect(textOf(answered.reply)).toContain('Your day begins at: 04:00; today ends in 16 hours');
    expect((await store.learner('console:nobody')).ledger).toEqual([]);
  });

  it.each([
    [
      'timezone:Asia/Tokyo day-start:5 rest-days:sat,sun',
      { zone: 'Asia/Tokyo', dayStart: 5, restDays: ['sat', 'sun'] },
    ],
    ['timezone:New York', { zone: 'America/New_York' }],
    ['timezone:New York rest-days:Saturdays', { zone: 'America/New_York', restDays: ['sat'] }],
    ['rest-days:fri timezone:são paulo', { zone: 'America/Sao_Paulo', restDays: ['fri'] }],
    ['Tokyo', { zone: 'Asia/Tokyo' }],
    ['timezone:"New York"', { zone: 'America/New_York' }],
    ['zone:Tokyo', { zone: 'Asia/Tokyo' }],
    ['tz: New York', { zone: 'America/New_York' }],
    ['day-start: 5 timezone: New York', { zone: 'America/New_York', dayStart: 5 }],
    ['day-start:midnight', { dayStart: 0 }],
    ['day-start:6', { dayStart: 6 }],
    ['rest-days:"tues and thurs"', { restDays: ['tue', 'thu'] }],
    ['rest-days:sat,sat,saturday', { restDays: ['sat'] }],
    ['rest-days:sat, sun', { restDays: ['sat', 'sun'] }],
    ['timezone:Tokyo rest-days:sat and sun', { zone: 'Asia/Tokyo', restDays: ['sat', 'sun'] }],
    ['rest-days:none', { restDays: [] }],
    ['reminders:on', { reminders: true }],
    ['leaderboard:hide', { hidden: true }],
  ])('/settings %s', async (text, expected) => {
    const ada = new Person(bot, `set-${text.replaceAll(/\W/g, '')}`);
    const answered = await ada.type(`/settings ${text}`);
    expect([answered.reply.title, settingsIn(answered)]).toEqual(['Saved', expect.objectContaining(expected)]);
    expect(settingsIn(await ada.type('/settings'))).toEqual(settingsIn(answered));
  });

  it('leaves the others as they are', async () => {
    const ada = new Person(bot, 'one-by-one');
    for (const each of ['timezone:Berlin', 'day-start:3', 'rest-days:sun', 'reminders:on', 'leaderboard:hide'])
      await ada.later(1).type(`/settings ${each}`);
    expect(settingsIn(await ada.type('/settings reminders:off'))).toEqual({
      zone: 'Europe/Berlin',
      zoneFrom: 'you',
      dayStart: 3,
      restDays: ['sun'],
      reminders: false,
      canBeTold: false,
      hidden: true,
    });
  });

  it.each([
    [
      'timezone:Asia/Tokio',
      /I do not know the time zone “.*Did you mean Asia\/Tokyo\? Then type .*timezone:Asia\/Tokyo/s,
    ],
    ['timezone:Berln', /Did you mean Berlin\? Then type \/settings timezone:Europe\/Berlin/],
    ['timezone:EST', /Did you mean America\/New_York\?/],
    ['timezone:Wonderland', /I do not know the time zone “Wonderland”\nNothing was changed\. Use an IANA name/],
    ['timezone:+09:00', /“\+09:00” knows no summer time\nNothing was changed\. Name a city instead/],
    ['timezone:GMT-3', /“GMT-3” knows no summer time/],
    ['timezone:**x**`y`', /I do not know the time zone “/],
    ['day-start:7', /7.*You can choose from: 00:00/s],
    ['rest-days:sat,sun,mon', /At most two rest days a week/],
    ['rest-days:someday', /I do not know the weekday “someday”/],
    ['rest-days:sunshine', /I do not know the weekday “sunshine”/],
    ['rest-days:,', /I found no weekday there/],
    ['reminders:maybe', /maybe/],
  ])('/settings %s changes nothing, and says what to write', async (text, expected) => {
    const ada = new Person(bot, 'mistaken');
    const answered = await ada.type(`/settings day-start:2 ${text}`.replace('day-start:2 day-start', 'day-start'));
    expect(answered.status).toBe('usage-error');
    expect(textOf(answered.reply)).toMatch(expected);
    expect(settingsIn(await ada.type('/settings'))).toMatchObject({ zone: 'UTC', dayStart: 4, restDays: [] });
  });
});

describe('a change of zone', () => {
  it('is refused the third time in seven days, with the date, and then changes nothing at all', async () => {
    const ada = new Person(bot, 'traveller').at('2026-11-01T12:00:00Z');
    await ada.practise();
    for (const zone of ['Asia/Tokyo', 'Europe/Berlin'])
      expect((await ada.later(24).type(`/settings timezone:${zone}`)).reply.title).toBe('Saved');
    const third = await ada.later(24).type('/settings timezone:America/New_York day-start:1');
    expect(third.status).toBe('usage-error');
    expect(textOf(third.reply)).toContain('You can change it again on Mon, 09 Nov 2026 12:00 UTC.');
    expect(settingsIn(await ada.type('/settings'))).toMatchObject({ zone: 'Europe/Berlin', dayStart: 4 });
    expect((await ada.type('/settings timezone:Europe/Berlin day-start:2')).reply.title).toBe('Saved');
    const later = await ada.at('2026-11-09T12:00:00Z').type('/settings timezone:America/New_York');
    expect(later.reply.title).toBe('Saved');
  });

  it('holds for the streak at once, for somebody new as well', async () => {
    const ada = new Person(bot, 'new').at('2026-11-22T20:00:00Z');
    await ada.type('/settings timezone:Asia/Tokyo');
    await ada.practise();
    expect((await ada.type('/streak')).data?.['days']).toMatchObject([{ day: '2026-11-23', kind: 'practised' }]);
    expect(await ada.read('/settings')).toContain('today ends in 23 hours');
  });

  it('counts when it is changed twice in one instant: the last one holds', async () => {
    const ada = new Person(bot, 'hasty').at('2026-11-22T20:00:00Z');
    for (const zone of ['UTC', 'Asia/Tokyo']) await ada.type(`/settings timezone:${zone}`);
    await ada.practise();
    expect((await ada.type('/streak')).data?.['days']).toMatchObject([{ day: '2026-11-23' }]);
  });

  it.each(['timezone:Asia/Tokyo', 'timezone:Pacific/Honolulu', 'day-start:0', 'rest-days:sun,mon'])(
    'and every other never rewrites past days: %s',
    async (change) => {
      const ada = new Person(bot, `past-${change}`).at('2026-11-01T02:30:00Z');
      await ada.practiseDaily(3);
      await ada.later(24).practiseDaily(3);
      const before = (await ada.type('/streak')).data?.['days'] as { day: string }[];
      await ada.type(`/settings ${change}`);
      const after = (await ada.type('/streak')).data?.['days'] as { day: string }[];
      const past = before.slice(0, 6);
      expect(after.slice(0, 6)).toEqual(past);
    },
  );
});

describe('where the zone comes from', () => {
  const zoneAsked = (
    zone: string | undefined,
  ): { asked: () => number; profileZone: () => Promise<string | undefined> } => {
    let times = 0;
    return { asked: () => times, profileZone: () => Promise.resolve((times += 1) > 0 ? zone : undefined) };
  };
  const setCommunityZone = (id: string, zone: string): Promise<void> =>
    store.updateCommunity(id, (record) => ({ record: { ...record, zone }, result: undefined }));

  it('own, then profile, then community, then the default', async () => {
    await setCommunityZone('slack:Z', 'Europe/Paris');
    const profile = zoneAsked('Asia/Seoul');
    const zoneOf = async (ada: Person): Promise<unknown[]> => {
      const { zone, zoneFrom } = settingsIn(await ada.type('/settings'));
      return [zone, zoneFrom];
    };
    const ada = new Person(bot, 'a', { learner: 'slack:Z:1', community: 'slack:Z', profileZone: profile.profileZone });
    expect(await zoneOf(ada)).toEqual(['Asia/Seoul', 'profile']);
    await ada.type('/settings timezone:Lima');
    const asked = profile.asked();
    expect(await zoneOf(ada)).toEqual(['America/Lima', 'you']);
    await ada.practise();
    expect(profile.asked()).toBe(asked);
    expect(await zoneOf(new Person(bot, 'b', { community: 'slack:Z' }))).toEqual(['Europe/Paris', 'community']);
    expect(await zoneOf(new Person(bot, 'c'))).toEqual(['UTC', 'default']);
  });

  it('is asked of the platform only when something is counted by it', async () => {
    const profile = zoneAsked('Asia/Seoul');
    const ada = new Person(bot, 'd', { profileZone: profile.profileZone });
    for (const line of ['/salary senior', '/faq do I need a degree', '/interview-question', '/review', '/progress'])
      await ada.type(line);
    expect(profile.asked()).toBe(0);
    await ada.practise();
    expect(profile.asked()).toBe(1);
  });

  it('a name that is no zone, from a profile or a community, stops nobody', async () => {
    await setCommunityZone('slack:Y', 'Mars/Olympus');
    const ada = new Person(bot, 'e', { community: 'slack:Y', profileZone: zoneAsked('Moon/Base').profileZone });
    await ada.practise();
    expect(settingsIn(await ada.type('/settings'))).toMatchObject({ zone: 'UTC' });
  });

  it('a profile that moves is followed, as often as a zone may be changed, and no day is lost to the flight', async () => {
    let zone = 'America/Los_Angeles';
    const who = { profileZone: () => Promise.resolve(zone) };
    const ada = new Person(bot, 'flyer', who).at('2026-06-01T20:00:00-07:00');
    await ada.practiseDaily(3);
    zone = 'Asia/Tokyo';
    ada.at('2026-06-05T07:00:00+09:00');
    expect((await ada.type('/streak')).data).toMatchObject({ current: 3, today: 'open' });
    await ada.practise();
    const { data } = await ada.type('/streak');
    expect(data).toMatchObject({ current: 4, today: 'done' });
    expect(data?.['days']).toMatchObject([{}, {}, {}, { day: '2026-06-04', kind: 'moved' }, { day: '2026-06-05' }]);
    for (zone of ['Europe/Berlin', 'Africa/Lagos']) await ada.later(1).type('/streak');
    expect(settingsIn(await ada.type('/settings'))).toMatchObject({ zone: 'Europe/Berlin', zoneFrom: 'practice' });
  });

  it('somebody who practises in two communities does not travel between them', async () => {
    await setCommunityZone('discord:1', 'Asia/Tokyo');
    await setCommunityZone('discord:2', 'America/Los_Angeles');
    const ada = new Person(bot, 'both', { community: 'discord:1' });
    await ada.practise();
    const elsewhere = new Person(bot, 'both', { community: 'discord:2' }).later(1);
    await elsewhere.practise();
    expect(settingsIn(await elsewhere.type('/settings'))).toMatchObject({ zone: 'Asia/Tokyo', zoneFrom: 'practice' });
  });
});
