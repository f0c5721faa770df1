/** What users of other bots complain about in their streaks: each shown not to happen here. */
import { describe, expect, it } from 'vitest';
import { Diary, dayOf, kinds } from './diary.ts';

describe('lost by travel', () => {
  it('Los Angeles to Tokyo: the date that the flight swallowed is not missed', () => {
    const diary = new Diary({ zone: 'America/Los_Angeles' })
      .daily('2026-06-01T20:00-07:00', 3)
      .set('2026-06-04T13:00-07:00', { zone: 'Asia/Tokyo' })
      .practise('2026-06-05T22:00+09:00');
    const streak = diary.streak('2026-06-05T22:00+09:00');
    expect(streak).toMatchObject({ current: 4, longest: 4 });
    expect(dayOf(streak, '2026-06-04')).toEqual({
      day: '2026-06-04',
      kind: 'moved',
      why: 'You moved from America/Los_Angeles to Asia/Tokyo: 16 hours passed, so this date was not missed',
    });
  });

  it('and the hour of the next practice does not matter: alive is alive until the day ends', () => {
    const landed = (): Diary =>
      new Diary({ zone: 'America/Los_Angeles' })
        .daily('2026-06-01T20:00-07:00', 3)
        .set('2026-06-04T13:00-07:00', { zone: 'Asia/Tokyo' });
    const open = landed().streak('2026-06-05T06:00+09:00');
    expect(open).toMatchObject({ current: 3, today: 'open', alive: true, endsAt: new Date('2026-06-06T04:00+09:00') });
    expect(landed().practise('2026-06-06T03:59+09:00').streak('2026-06-06T03:59+09:00').current).toBe(4);
  });

  it('but whole days at home before the flight stay missed', () => {
    const diary = new Diary({ zone: 'America/Los_Angeles' })
      .daily('2026-06-01T20:00-07:00', 3)
      .set('2026-06-06T13:00-07:00', { zone: 'Asia/Tokyo' })
      .practise('2026-06-07T22:00+09:00');
    expect(kinds(diary.streak('2026-06-07T22:00+09:00')).slice(3)).toEqual(['missed', 'missed', 'moved', 'practised']);
  });

  it('and a date that was over before the flight keeps its verdict, also one of 23 hours', () => {
    const diary = new Diary({ zone: 'America/Los_Angeles' })
      .practise('2026-03-07T03:59-08:00')
      .set('2026-03-09T13:00-07:00', { zone: 'Asia/Tokyo' });
    expect(kinds(diary.streak('2026-03-10T08:00+09:00'))).toEqual(['practised', 'missed', 'missed', 'moved', 'today']);
  });

  it('there and back: what was excused on the way stays excused', () => {
    const diary = new Diary({ zone: 'America/Los_Angeles' })
      .daily('2026-06-01T20:00-07:00', 3)
      .set('2026-06-04T13:00-07:00', { zone: 'Asia/Tokyo' })
      .practise('2026-06-05T06:00+09:00')
      .set('2026-06-04T18:00-07:00', { zone: 'America/Los_Angeles' });
    const home = diary.streak('2026-06-04T19:00-07:00');
    expect(home).toMatchObject({ current: 4, today: 'done' });
    expect(kinds(home).slice(3)).toEqual(['moved', 'practised']);
  });

  it('Tokyo to Los Angeles: the date that comes twice counts once, and is done', () => {
    const diary = new Diary({ zone: 'Asia/Tokyo' })
      .daily('2026-06-01T09:00+09:00', 4)
      .set('2026-06-04T10:00-07:00', { zone: 'America/Los_Angeles' });
    expect(diary.streak('2026-06-04T10:00-07:00')).toMatchObject({ current: 4, today: 'done' });
    expect(diary.practise('2026-06-04T20:00-07:00').streak('2026-06-04T21:00-07:00').current).toBe(4);
    expect(diary.practise('2026-06-05T20:00-07:00').streak('2026-06-05T21:00-07:00').current).toBe(5);
  });

  it('west to a date before the last practised one: today counts as done', () => {
    const diary = new Diary({ zone: 'Asia/Tokyo' })
      .daily('2026-06-01T06:00+09:00', 4)
      .set('2026-06-04T09:00+09:00', { zone: 'America/Los_Angeles' });
    const streak = diary.streak('2026-06-03T18:00-07:00');
    expect(streak).toMatchObject({ current: 4, today: 'done', endsAt: new Date('2026-06-04T04:00-07:00') });
    expect(streak.days.at(-1)).toMatchObject({ day: '2026-06-04', kind: 'practised' });
  });

  it('west to a date that was already missed: it is today again, and can be practised', () => {
    const diary = new Diary({ zone: 'Pacific/Auckland' })
      .daily('2026-06-01T12:00+12:00', 2)
      .practise('2026-06-04T07:00+12:00');
    expect(diary.streak('2026-06-04T08:00+12:00')).toMatchObject({ current: 1, longest: 2 });
    diary.set('2026-06-04T09:00+12:00', { zone: 'Pacific/Honolulu' });
    expect(diary.streak('2026-06-03T12:00-10:00')).toMatchObject({ current: 3, today: 'open' });
    expect(diary.practise('2026-06-03T13:00-10:00').streak('2026-06-03T14:00-10:00').current).toBe(4);
  });

  it.each([
    [
      'east to west over the date line',
      'Pacific/Pago_Pago',
      '2026-06-03T20:00-11:00',
      'Pacific/Kiritimati',
      '2026-06-05T23:00+14:00',
    ],
    ['and back', 'Pacific/Kiritimati', '2026-06-03T20:00+14:00', 'Pacific/Pago_Pago', '2026-06-03T20:00-11:00'],
  ])('over the date line, %s', (_, from, last, to, next) => {
    const days = new Diary({ zone: from }).daily(new Date(Date.parse(last) - 2 * 86_400_000).toISOString(), 3);
    const arrival = new Date(Date.parse(last) + 3_600_000).toISOString();
    const streak = days.set(arrival, { zone: to }).practise(next).streak(next);
    expect(kinds(streak)).not.toContain('missed');
    expect(streak.current).toBeGreaterThanOrEqual(3);
  });

  it('two dates back over the date line: the date between is not missed', () => {
    const diary = new Diary({ zone: 'Pacific/Kiritimati', dayStart: 0 })
      .practise('2026-06-05T00:30+14:00')
      .set('2026-06-04T10:35Z', { zone: 'Pacific/Pago_Pago' })
      .practise('2026-06-03T23:40-11:00');
    const { current, today, days } = diary.streak('2026-06-04T12:00-11:00');
    expect([current, today, days[1]?.kind]).toEqual([2, 'done', 'moved']);
  });

  it('two dates back into a missed one: no repair is asked for where one answer will do', () => {
    const diary = new Diary({ zone: 'Pacific/Kiritimati', dayStart: 0 })
      .practise('2026-06-02T12:00+14:00', '2026-06-05T00:30+14:00')
      .set('2026-06-04T10:35Z', { zone: 'Pacific/Pago_Pago' });
    const streak = diary.streak('2026-06-03T23:40-11:00');
    expect(streak).toMatchObject({ today: 'open', current: 1 });
    expect(streak.repair).toBeUndefined();
    expect(diary.practise('2026-06-03T23:45-11:00').streak('2026-06-03T23:46-11:00').current).toBe(3);
  });

  it('nor by living in Samoa when it skipped a date', () => {
    const diary = new Diary({ zone: 'Pacific/Apia', dayStart: 0 })
      .practise('2011-12-29T20:00-10:00')
      .practise('2011-12-31T20:00+14:00');
    const streak = diary.streak('2011-12-31T21:00+14:00');
    expect(streak.current).toBe(2);
    expect(dayOf(streak, '2011-12-30')).toMatchObject({
      kind: 'no-such-day',
      why: 'The clocks of Pacific/Apia skipped this date: your streak stays at 1',
    });
  });
});

describe('lost by daylight saving time', () => {
  it.each([
    ['Los Angeles in spring', 'America/Los_Angeles', '2026-03-05', 6],
    ['Los Angeles in autumn', 'America/Los_Angeles', '2026-10-29', 6],
    ['Auckland in spring', 'Pacific/Auckland', '2026-09-24', 6],
    ['Auckland in autumn', 'Pacific/Auckland', '2026-04-02', 6],
    ['Lord Howe in spring', 'Australia/Lord_Howe', '2026-10-01', 6],
    ['São Paulo, where midnight did not exist', 'America/Sao_Paulo', '2018-11-01', 6],
  ])('%s: practice just after the day start and just before its end counts for each day', (_, zone, first, days) => {
    for (const dayStart of [0, 2, 3, 4]) {
      const diary = new Diary({ zone, dayStart });
      let { endsAt } = diary.streak(`${first}T12:00Z`);
      for (let day = 0; day < days; day += 1) {
        const late = day % 2 === 0;
        const { endsAt: end } = diary.streak(endsAt.toISOString());
        diary.practise(late ? new Date(end.getTime() - 1).toISOString() : endsAt.toISOString());
        endsAt = end;
      }
      expect(diary.streak(endsAt.toISOString())).toMatchObject({ current: days, alive: true });
    }
  });
});

describe('lost by changing the day’s start', () => {
  it('keeps the days of the past as they were written', () => {
    const diary = new Diary().daily('2026-06-01T03:00Z', 5);
    const before = diary.streak('2026-06-05T12:00Z').days.slice(0, 5);
    const after = diary.set('2026-06-05T12:00Z', { dayStart: 0 }).streak('2026-06-05T12:01Z');
    expect(after.days.slice(0, 5)).toEqual(before);
    expect(after.current).toBe(5);
  });

  it('excuses the date that an earlier start ends while it is still open', () => {
    const diary = new Diary().daily('2026-06-01T20:00Z', 3).set('2026-06-05T02:00Z', { dayStart: 0 });
    const streak = diary.streak('2026-06-05T02:01Z');
    expect(streak).toMatchObject({ current: 3, alive: true, today: 'open' });
    expect(dayOf(streak, '2026-06-04')).toMatchObject({
      kind: 'moved',
      why: 'You changed the start of your day from 4:00 to 0:00 while this date was still open, so this date was not missed',
    });
    expect(diary.practise('2026-06-05T20:00Z').streak('2026-06-05T20:01Z').current).toBe(4);
  });

  it('but not one that was over already', () => {
    const late = new Diary().daily('2026-06-01T20:00Z', 3).set('2026-06-05T04:00Z', { dayStart: 0 });
    expect(kinds(late.streak('2026-06-05T04:01Z')).at(-2)).toBe('missed');
  });

  it('a later start makes today last longer', () => {
    const diary = new Diary().daily('2026-06-01T20:00Z', 3).set('2026-06-05T03:00Z', { dayStart: 6 });
    expect(diary.streak('2026-06-05T05:00Z')).toMatchObject({
      current: 3,
      alive: true,
      endsAt: new Date('2026-06-05T06:00Z'),
    });
  });
});

describe('lost by the bot’s own outage', () => {
  it('bridges every day of a long outage', () => {
    const diary = new Diary({ zone: 'Asia/Kathmandu' }).daily('2026-06-01T20:00+05:45', 3);
    const outage = { from: '2026-06-03T22:00+05:45', to: '2026-06-07T20:00+05:45' };
    const streak = diary.practise('2026-06-08T08:00+05:45').streak('2026-06-08T09:00+05:45', [outage]);
    expect(streak.current).toBe(4);
    expect(kinds(streak).slice(3)).toEqual(['outage', 'outage', 'outage', 'outage', 'practised']);
  });
});

describe('no grace after midnight', () => {
  it('03:00 counts for the day before', () => {
    const diary = new Diary({ zone: 'Europe/Berlin' }).practise('2026-06-01T20:00+02:00', '2026-06-03T03:00+02:00');
    const streak = diary.streak('2026-06-03T03:01+02:00');
    expect(streak).toMatchObject({ current: 2, today: 'done' });
    expect(streak.days.map(({ day }) => day)).toEqual(['2026-06-01', '2026-06-02']);
  });
});

describe('counts that differ from view to view', () => {
  it('the number is the same at every hour of a day, in every order of the ledger, and in the list of days', () => {
    const diary = new Diary({ zone: 'Australia/Lord_Howe', restDays: ['sun'] })
      .daily('2026-06-01T20:00+10:30', 9)
      .daily('2026-06-12T20:00+10:30', 3);
    const views = Array.from({ length: 24 }, (_, hour) => {
      const reversed = new Diary();
      reversed.entries.splice(0, 1, ...diary.entries.toReversed());
      const now = new Date(Date.parse('2026-06-15T04:00+10:30') + hour * 3_600_000).toISOString();
      return [diary.streak(now), reversed.streak(now)];
    }).flat();
    for (const view of views) {
      expect(view).toEqual(views[0]);
      expect(
        kinds(view)
          .slice(kinds(view).lastIndexOf('missed') + 1)
          .filter((kind) => kind === 'practised'),
      ).toHaveLength(view.current);
    }
  });
});

describe('no explanation', () => {
  it('tells a month day by day', () => {
    const diary = new Diary({ zone: 'America/Los_Angeles', restDays: ['sun'] })
      .daily('2026-06-01T20:00-07:00', 6)
      .daily('2026-06-08T20:00-07:00', 2)
      .daily('2026-06-11T20:00-07:00', 1);
    const why = diary.streak('2026-06-13T12:00-07:00').days.map((each) => `${each.day} ${each.why}`);
    expect(why.slice(5)).toEqual([
      '2026-06-06 Practised: day 6 of your streak',
      '2026-06-07 Sunday is a rest day of yours: your streak stays at 6',
      '2026-06-08 Practised: day 7 of your streak, and you earned a freeze (you hold 1)',
      '2026-06-09 Practised: day 8 of your streak',
      '2026-06-10 Missed, bridged by a freeze (0 left): your streak stays at 8',
      '2026-06-11 Practised: day 9 of your streak',
      '2026-06-12 Missed, with no freeze left: your streak of 9 ended here',
      '2026-06-13 Not practised yet: 3 answers today would repair your streak',
    ]);
  });
});
