/** What an admin types after `/daily set`: how it is understood, and what is said where it is not. */
import { describe, expect, it } from 'vitest';
import { textOf } from '../support/conversation.ts';
import { communityOn } from '../support/community.ts';

describe('/daily set', () => {
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

  it.each([
    [
      'zone:Atlantis',
      'I do not know the time zone “Atlantis”',
      /Did you mean Atlantic\? Then type \/daily set channel:3\d+ zone:/,
    ],
    ['days:someday', 'I do not know the days “someday”', /days:mon-fri/],
    ['topics:cachin', 'One thing I did not understand', /Did you mean Caching \(caching\)\?/],
    ['topics:,', 'One thing I did not understand', /with commas between, such as topics:api-design,caching/],
    ['level:principal', 'There is no question that fits', /no question for: Principal\.\nChoose other topics/],
    ['level:senoir', 'One thing I did not understand', /Did you mean Senior/],
    ['time:25:00', 'One thing I did not understand', /not a time of day.*\nNothing was changed\./],
    ['words that mean nothing', 'I did not understand “words that mean nothing”', /a topic like topics:api-design,/],
    ['9:5', 'I did not understand “9:5”', /^Nothing was changed\. Write a time like 9:30, days like mon-fri,/m],
    ['9am 10am', 'I did not understand “10am”', /Nothing was changed/],
    ['9 uhr Berlin', 'I did not understand “uhr”', /Nothing was changed/],
    ['caching mon-fri', 'I did not understand “caching”', /a topic like topics:caching,/],
    ['recap', 'I did not understand “recap”', /Nothing was changed/],
    ['yes', 'I did not understand “yes”', /Nothing was changed/],
    [
      'off',
      'This command begins the daily drill, or changes it',
      /To stop the daily drill, type \/daily pause\. Nothing/,
    ],
    ['9am none', 'This command begins the daily drill, or changes it', /Nothing was changed/],
    ['no weekends', 'I take days only as those on which it comes', /Write them so: days:mon-fri\. Nothing was changed/],
    ['days:daily except sunday', 'I take days only as those on which it comes', /Nothing was changed/],
    ['days:no weekends', 'I take days only as those on which it comes', /Nothing was changed/],
    ['UTC +2', '“UTC +2” knows no summer time', /Name a city instead, such as Berlin/],
    [
      '9am EST mon,wed',
      'I do not know the time zone “EST”',
      /type \/daily set channel:3\d+ time:09:00 zone:America\/New_York days:mon,wed\./,
    ],
    ['CET', 'I do not know the time zone “CET”', /Did you mean Europe\/Berlin\?/],
  ])('does not understand %s, says how to say it, and changes nothing', async (words, title, next) => {
    const { admin, record } = await communityOn('discord');
    const { reply } = await admin.type(`/daily set here ${words}`);
    expect(reply.title).toBe(title);
    expect(textOf(reply)).toMatch(next);
    expect((await record()).daily).toBeUndefined();
  });

  it.each([
    ['days:mon - fri', { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] }],
    ['days:mon to fri Berlin', { weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], zone: 'Europe/Berlin' }],
    ['days: mon, wed and fri 9h30', { weekdays: ['mon', 'wed', 'fri'], time: '09:30' }],
    ['every monday 18h', { weekdays: ['mon'], time: '18:00' }],
    ['time: 9:00 level: senior tz: Tokyo', { time: '09:00', level: 'senior', zone: 'Asia/Tokyo' }],
    [
      '0930 day:mon topic:caching timezone:New York',
      { time: '09:30', weekdays: ['mon'], topics: ['caching'], zone: 'America/New_York' },
    ],
    ['topics:caching http', { topics: ['caching', 'http'] }],
    [
      'topics:caching, api design weekdays',
      { topics: ['caching', 'api-design'], weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    ],
    ['Berlin on weekends', { weekdays: ['sat', 'sun'], zone: 'Europe/Berlin' }],
  ])('understands %s', async (words, settings) => {
    const { admin, record } = await communityOn('slack');
    await admin.type(`/daily set here ${words}`);
    expect((await record()).daily?.settings).toMatchObject(settings);
  });
});
