import { describe, expect, it } from 'vitest';
import { Diary, dayOf, kinds } from './diary.ts';

const noon = (day: number): string => `2026-06-${String(day).padStart(2, '0')}T12:00Z`;
const date = (day: number): string => noon(day).slice(0, 10);

describe('an ordinary streak', () => {
  it('is empty for somebody who never practised', () => {
    const streak = new Diary().streak(noon(1));
    expect(streak).toEqual({
      current: 0,
      longest: 0,
      freezes: 0,
      today: 'open',
      alive: false,
      endsAt: new Date('2026-06-02T04:00Z'),
      practisedDays: 0,
      days: [],
    });
  });

  it('needs no rules in the ledger: a day is then UTC from 04:00', () => {
    const { entries } = new Diary().practise(noon(1));
    const diary = new Diary();
    diary.entries.splice(0, 1, ...entries.slice(1));
    expect(diary.streak(noon(1))).toMatchObject({ current: 1, endsAt: new Date('2026-06-02T04:00Z') });
  });

  it('counts practised days, right or wrong, each once', () => {
    const diary = new Diary().daily(noon(1), 3).practise('2026-06-03T13:00Z');
    expect(diary.streak('2026-06-03T20:00Z')).toMatchObject({
      current: 3,
      longest: 3,
      practisedDays: 3,
      today: 'done',
    });
  });

  it('waits, alive, until the learner’s today ends', () => {
    const diary = new Diary().daily(noon(1), 3);
    const open = diary.streak('2026-06-05T03:59Z');
    expect(open).toMatchObject({ current: 3, today: 'open', alive: true, endsAt: new Date('2026-06-05T04:00Z') });
    expect(open.days.at(-1)).toEqual({
      day: date(4),
      kind: 'today',
      why: 'Not practised yet: your streak of 3 is safe until this day ends',
    });
    expect(diary.streak('2026-06-05T04:00Z')).toMatchObject({ current: 0, alive: false, longest: 3 });
  });

  it('begins anew after a missed day', () => {
    const streak = new Diary().daily(noon(1), 3).daily(noon(5), 2).streak(noon(6));
    expect(streak).toMatchObject({ current: 2, longest: 3, practisedDays: 5 });
    expect(dayOf(streak, date(4))?.why).toBe('Missed, with no freeze left: your streak of 3 ended here');
    expect(dayOf(streak, date(5))?.why).toBe('Practised: day 1 of your streak');
  });
});

describe('freezes', () => {
  it('come with every seventh practised day, two at most', () => {
    const held = [6, 7, 13, 14, 21].map((days) => new Diary().daily(noon(1), days).streak(noon(days)).freezes);
    expect(held).toEqual([0, 1, 1, 2, 2]);
    const streak = new Diary().daily(noon(1), 21).streak(noon(21));
    expect(dayOf(streak, date(7))?.why).toBe('Practised: day 7 of your streak, and you earned a freeze (you hold 1)');
    expect(dayOf(streak, date(21))?.why).toBe('Practised: day 21 of your streak (no new freeze: you hold 2, the most)');
  });

  it('bridge missed days one by one, and add nothing', () => {
    const streak = new Diary().daily(noon(1), 14).practise(noon(17)).streak(noon(17));
    expect(streak).toMatchObject({ current: 15, freezes: 0 });
    expect(dayOf(streak, date(15))?.why).toBe('Missed, bridged by a freeze (1 left): your streak stays at 14');
    expect(dayOf(streak, date(16))?.why).toBe('Missed, bridged by a freeze (0 left): your streak stays at 14');
  });

  it('are spent as days pass, and not given back when the streak breaks later', () => {
    const diary = new Diary().daily(noon(1), 7);
    expect(diary.streak(noon(9))).toMatchObject({ current: 7, alive: true, freezes: 0 });
    const broken = diary.practise(noon(11)).streak(noon(11));
    expect(broken).toMatchObject({ current: 1, freezes: 0 });
    expect(kinds(broken).slice(7)).toEqual(['freeze', 'missed', 'missed', 'practised']);
    expect(dayOf(broken, date(10))?.why).toBe('Missed: your streak had already ended');
  });
});

describe('rest days', () => {
  it('bridge, before a freeze is spent', () => {
    // 2026-06-06 is a Saturday.
    const diary = new Diary({ restDays: ['sat', 'sun'] }).daily(noon(1), 5).daily(noon(8), 2);
    const streak = diary.streak(noon(9));
    expect(streak).toMatchObject({ current: 7, freezes: 1 });
    expect(dayOf(streak, date(6))).toEqual({
      day: date(6),
      kind: 'rest',
      why: 'Saturday is a rest day of yours: your streak stays at 5',
    });
  });

  it('are those that held when the day began, not those set during it or afterwards', () => {
    const during = new Diary()
      .daily(noon(1), 5)
      .set('2026-06-06T05:00Z', { restDays: ['sat'] })
      .practise(noon(7));
    expect(dayOf(during.streak(noon(7)), date(6))?.kind).toBe('missed');
    const before = new Diary()
      .daily(noon(1), 5)
      .set('2026-06-06T03:00Z', { restDays: ['sat'] })
      .practise(noon(7));
    expect(dayOf(before.streak(noon(7)), date(6))?.kind).toBe('rest');
    const given = new Diary({ restDays: ['sat'] }).daily(noon(1), 5).set('2026-06-06T13:00Z', { restDays: [] });
    expect(dayOf(given.practise(noon(7)).streak(noon(7)), date(6))?.kind).toBe('rest');
  });

  it('count when they are practised', () => {
    expect(new Diary({ restDays: ['sat'] }).daily(noon(5), 3).streak(noon(7)).current).toBe(3);
  });
});

describe('outages', () => {
  const missedThird = new Diary().daily(noon(1), 2).practise(noon(4));
  const kindOf = (...outages: [string, string][]): string | undefined =>
    dayOf(
      missedThird.streak(
        noon(4),
        outages.map(([from, to]) => ({ from, to })),
      ),
      date(3),
    )?.kind;

  it('bridge a day on which the bot was down for 6 hours or more, in one piece or several', () => {
    expect(kindOf(['2026-06-03T10:00Z', '2026-06-03T16:00Z'])).toBe('outage');
    expect(kindOf(['2026-06-03T10:00Z', '2026-06-03T15:59Z'])).toBe('missed');
    expect(kindOf(['2026-06-03T05:00Z', '2026-06-03T08:00Z'], ['2026-06-03T20:00Z', '2026-06-03T23:00Z'])).toBe(
      'outage',
    );
  });

  it('count each hour once, and only those of the learner’s day', () => {
    expect(kindOf(['2026-06-03T05:00Z', '2026-06-03T09:00Z'], ['2026-06-03T06:00Z', '2026-06-03T10:00Z'])).toBe(
      'missed',
    );
    expect(kindOf(['2026-06-03T00:00Z', '2026-06-03T09:59Z'])).toBe('missed');
    expect(kindOf(['2026-06-03T23:00Z', '2026-06-04T05:00Z'])).toBe('missed');
    expect(kindOf(['2026-06-03T22:00Z', '2026-06-04T09:00Z'])).toBe('outage');
  });

  it('explain themselves', () => {
    const streak = missedThird.streak(noon(4), [{ from: '2026-06-03T10:00Z', to: '2026-06-03T17:30Z' }]);
    expect(streak.current).toBe(3);
    expect(dayOf(streak, date(3))?.why).toBe('The bot was down for 7 hours of this day: your streak stays at 2');
  });
});

describe('a repair', () => {
  const broken = (): Diary => new Diary().daily(noon(1), 3);

  it('is offered for 48 hours after the missed day, and says what is left to do', () => {
    const offer = broken().streak(noon(5)).repair;
    expect(offer).toEqual({ until: new Date('2026-06-07T04:00Z'), attemptsLeft: 3 });
    expect(broken().streak('2026-06-07T04:01Z').repair).toBeUndefined();
    const begun = broken().practise(noon(5), '2026-06-05T12:05Z').streak('2026-06-05T12:06Z');
    expect(begun).toMatchObject({ current: 1, repair: { attemptsLeft: 1 } });
    expect(dayOf(broken().streak(noon(5)), date(5))?.why).toBe(
      'Not practised yet: 3 answers today would repair your streak',
    );
  });

  it('takes three attempts in one day, and the streak goes on over the missed day', () => {
    const streak = broken().practise(noon(5), '2026-06-05T12:05Z', '2026-06-05T12:10Z').streak('2026-06-05T13:00Z');
    expect(streak).toMatchObject({ current: 4, longest: 4 });
    expect(streak.repair).toBeUndefined();
    expect(dayOf(streak, date(4))?.why).toBe(
      'Missed, then repaired by your three answers on 2026-06-05: your streak stays at 3',
    );
    expect(dayOf(streak, date(5))?.why).toBe('Practised: day 4 of your streak, and your three answers repaired it');
  });

  it('may come on the second day, and mends every missed day of the gap', () => {
    const second = broken().practise(noon(5)).practise(noon(6), '2026-06-06T13:00Z', '2026-06-06T14:00Z');
    expect(second.streak('2026-06-06T15:00Z').current).toBe(5);
    const wide = broken().practise(noon(6), '2026-06-06T13:00Z', '2026-06-06T14:00Z').streak('2026-06-06T15:00Z');
    expect(kinds(wide).slice(3)).toEqual(['repaired', 'repaired', 'practised']);
    expect(wide.current).toBe(4);
  });

  it('does not come from attempts on two days, too late, or from one drill answered thrice', () => {
    const twoDays = broken().practise(noon(5), '2026-06-05T13:00Z', noon(6), '2026-06-06T13:00Z');
    expect(twoDays.streak('2026-06-06T15:00Z').current).toBe(2);
    const late = broken().practise('2026-06-07T03:00Z', '2026-06-07T03:30Z').practise('2026-06-07T04:01Z');
    expect(late.streak('2026-06-07T05:00Z').current).toBe(2);
    const once = broken().practise(noon(5));
    const [attempt] = once.entries.slice(-1);
    if (attempt) once.entries.push(attempt, attempt);
    expect(once.streak('2026-06-05T15:00Z').current).toBe(1);
  });

  it('comes once in 30 days', () => {
    const repairOn = (diary: Diary, day: string): Diary =>
      diary.practise(`${day}T12:00Z`, `${day}T12:05Z`, `${day}T12:10Z`);
    // Both end with freezes spent and one missed day more.
    const until = (days: number): Diary => repairOn(broken(), date(5)).daily(noon(6), days);
    const soon = until(20).streak('2026-06-29T12:00Z');
    expect(soon).toMatchObject({ current: 0, alive: false });
    expect(soon.repair).toBeUndefined();
    const later = until(26).streak('2026-07-05T12:00Z');
    expect(later).toMatchObject({ current: 0, repair: { attemptsLeft: 3 } });
    expect(repairOn(until(26), '2026-07-05').streak('2026-07-05T13:00Z').current).toBe(31);
  });
});

describe('clocks that jump', () => {
  it('cost nothing: an attempt from the future counts for today', () => {
    const diary = new Diary().daily(noon(1), 3).practise('2027-01-01T12:00Z');
    expect(diary.streak(noon(4))).toMatchObject({ current: 4, today: 'done', practisedDays: 4 });
    expect(diary.streak(noon(3))).toMatchObject({ current: 3, today: 'done' });
  });

  it('let rules wait for their time', () => {
    const diary = new Diary().daily(noon(1), 3).set('2027-01-01T00:00Z', { zone: 'Asia/Tokyo' });
    expect(diary.streak(noon(4)).endsAt).toEqual(new Date('2026-06-05T04:00Z'));
  });
});
