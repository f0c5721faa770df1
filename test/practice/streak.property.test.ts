import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInterval, daysBetween, localDay, nextDay, weekdayOf } from '../../src/practice/days.ts';
import type { Attempt, DayRules, LedgerEntry, Outage } from '../../src/practice/ledger.ts';
import { type Streak, streakOf } from '../../src/practice/streak.ts';
import { Diary, dayOf, kinds } from './diary.ts';
import { type Life, lives, zones } from './lives.ts';

const hour = 3_600_000;
const everything = lives({ moves: true, repairs: true });
const streakOfLife = ({ entries, outages, now }: Life): Streak => streakOf(entries, outages, now);
const isAttempt = (entry: LedgerEntry): entry is Attempt => entry.kind === 'attempt';

/** The rules in force at an instant: the latest at or before it. */
function rulesAt(entries: readonly LedgerEntry[], instant: Date): DayRules {
  const rules = entries.filter((entry) => entry.kind === 'rules').filter(({ at }) => new Date(at) <= instant);
  const last = rules.at(-1);
  if (!last) throw new Error('A life begins with rules.');
  return last;
}

function practiseAt(entries: readonly LedgerEntry[], instant: Date, times = 1): LedgerEntry[] {
  const rules = rulesAt(entries, instant);
  const diary = new Diary(rules).practise(...Array.from({ length: times }, () => instant.toISOString()));
  return [...entries, ...diary.entries.filter(isAttempt).map((attempt) => ({ ...attempt, id: `new-${attempt.id}` }))];
}

describe('any streak', () => {
  it('is the same whatever order the entries come in, and however often', () => {
    const mixed = everything.chain((life) =>
      fc.record({
        life: fc.constant(life),
        shuffled: fc.shuffledSubarray([...life.entries], { minLength: life.entries.length }),
        again: fc.subarray([...life.entries]),
        outagesAgain: fc.shuffledSubarray([...life.outages]),
      }),
    );
    fc.assert(
      fc.property(mixed, ({ life, shuffled, again, outagesAgain }) => {
        const doubled = streakOf([...again, ...shuffled], [...outagesAgain, ...life.outages.toReversed()], life.now);
        expect(doubled).toEqual(streakOfLife(life));
      }),
      { numRuns: 300 },
    );
  });

  it('never changes its mind about a day that is over, except to repair it', () => {
    fc.assert(
      fc.property(everything, fc.double({ min: 0, max: 1, noNaN: true }), ({ entries, outages, now }, share) => {
        const begin = Date.parse(entries[1]?.at ?? '');
        const then = new Date(begin + share * (now.getTime() - begin));
        const known = entries.filter(({ at }) => new Date(at) <= then);
        const later = entries.filter(({ at }) => new Date(at) > then);
        const earlierView = streakOf(known, outages, then);
        const laterView = streakOf(entries, outages, now);
        // A flight west opens a date again: only what stayed over throughout is compared.
        const todays = later.map((entry) => (isAttempt(entry) ? entry.day : localDay(new Date(entry.at), entry)));
        const [over = ''] = [localDay(then, rulesAt(entries, then)), ...todays].toSorted();
        for (const { day, kind } of earlierView.days.filter((each) => each.day < over)) {
          expect([kind, kind === 'missed' ? 'repaired' : kind]).toContain(dayOf(laterView, day)?.kind);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('is explained by its days: the numbers add up', () => {
    fc.assert(
      fc.property(everything, (life) => {
        const streak = streakOfLife(life);
        const told = kinds(streak);
        const since = told.slice(told.lastIndexOf('missed') + 1);
        expect(streak.current).toBe(since.filter((kind) => kind === 'practised').length);
        expect(streak.practisedDays).toBe(told.filter((kind) => kind === 'practised').length);
        const numbers = streak.days.map(({ why }) => Number(/^Practised: day (\d+) of/.exec(why)?.[1] ?? 0));
        expect(streak.longest).toBe(Math.max(0, ...numbers));
        expect(streak.alive).toBe(streak.current > 0);
        if (streak.current > 0) expect(numbers.findLast((number) => number > 0)).toBe(streak.current);
        expect(streak.freezes).toBeGreaterThanOrEqual(0);
        expect(streak.freezes).toBeLessThanOrEqual(2);
        streak.days.slice(1).forEach(({ day }, index) => expect(day).toBe(nextDay(streak.days[index]?.day ?? '')));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its word: who is told "alive" can lengthen it until the day ends, at any hour', () => {
    fc.assert(
      fc.property(everything, fc.double({ min: 0, max: 0.999, noNaN: true }), ({ entries, outages, now }, share) => {
        const streak = streakOf(entries, outages, now);
        fc.pre(streak.today === 'open' && streak.alive);
        const later = new Date(now.getTime() + Math.floor(share * (streak.endsAt.getTime() - now.getTime())));
        expect(streakOf(practiseAt(entries, later), outages, later).current).toBe(streak.current + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its word: who is told "done" loses nothing when the day ends', () => {
    fc.assert(
      fc.property(everything, ({ entries, outages, now }) => {
        const streak = streakOf(entries, outages, now);
        fc.pre(streak.today === 'done');
        const next = streakOf(entries, outages, streak.endsAt);
        expect(next.current).toBeGreaterThanOrEqual(streak.current);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its word: a repair that is offered works', () => {
    fc.assert(
      fc.property(everything, ({ entries, outages, now }) => {
        const { repair, days } = streakOf(entries, outages, now);
        const left = repair?.attemptsLeft ?? 0;
        fc.pre(left > 0);
        const repaired = streakOf(practiseAt(entries, now, left), outages, now);
        const broken = days.findLast(({ kind }) => kind === 'missed');
        expect(dayOf(repaired, broken?.day ?? '')?.kind).toBe('repaired');
        expect(repaired.repair).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('is never shortened by practising on a further day', () => {
    fc.assert(
      fc.property(everything, ({ entries, outages, now }) => {
        const before = streakOf(entries, outages, now);
        const after = streakOf(practiseAt(entries, now), outages, now);
        expect(after.longest).toBeGreaterThanOrEqual(before.longest);
        expect(after.current).toBeGreaterThanOrEqual(before.current);
        expect(after.today).toBe('done');
      }),
      { numRuns: 300 },
    );
  });

  it('is never shortened by an outage or a rest day more', () => {
    const outage = fc.record({ after: fc.integer({ min: 0, max: 1400 }), hours: fc.integer({ min: 1, max: 80 }) });
    fc.assert(
      fc.property(lives({ moves: true, repairs: false }), outage, ({ entries, outages, now }, { after, hours }) => {
        const from = Date.parse(entries[1]?.at ?? '') + after * hour;
        const more = { from: new Date(from).toISOString(), to: new Date(from + hours * hour).toISOString() };
        const restful = entries.map((entry) =>
          isAttempt(entry) ? entry : { ...entry, restDays: [...entry.restDays, 'wed' as const] },
        );
        const before = streakOf(entries, outages, now);
        for (const kinder of [streakOf(entries, [...outages, more], now), streakOf(restful, outages, now)]) {
          expect(kinder.current).toBeGreaterThanOrEqual(before.current);
          expect(kinder.longest).toBeGreaterThanOrEqual(before.longest);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** docs/streaks.md read aloud for somebody who never moves and never repairs: slow, and written without the code under test's fold. */
function expectedKinds({ entries, outages, now }: Life): string[] {
  const rules = rulesAt(entries, now);
  const practised = new Set(entries.filter(isAttempt).map(({ day }) => day));
  const today = localDay(now, rules);
  const expected: string[] = [];
  let [freezes, count] = [0, 0];
  for (let day = [...practised].toSorted()[0] ?? today; day <= today; day = nextDay(day)) {
    const { from, to } = dayInterval(day, rules);
    if (practised.has(day)) {
      count += 1;
      if (count % 7 === 0) freezes = Math.min(2, freezes + 1);
      expected.push('practised');
    } else if (day === today) expected.push('today');
    else if (to.getTime() - from.getTime() < 12 * hour) expected.push('no-such-day');
    else if (rules.restDays.includes(weekdayOf(day))) expected.push('rest');
    else if (minutesDown(outages, from, to) >= 360) expected.push('outage');
    else if (freezes > 0) {
      freezes -= 1;
      expected.push('freeze');
    } else expected.push('missed');
  }
  return practised.size > 0 ? expected : [];
}

/** Counts the minutes of the day, one by one. */
function minutesDown(outages: readonly Outage[], from: Date, to: Date): number {
  let minutes = 0;
  for (let at = from.getTime(); at < to.getTime(); at += 60_000) {
    if (outages.some((outage) => Date.parse(outage.from) <= at && at < Date.parse(outage.to))) minutes += 1;
  }
  return minutes;
}

describe('missing days', () => {
  it('are bridged as the rules say, for somebody who stays in one zone', () => {
    const wholeMinutes = (life: Life): Life => ({
      ...life,
      outages: life.outages.map(({ from, to }) => ({ from: `${from.slice(0, 16)}Z`, to: `${to.slice(0, 16)}Z` })),
    });
    fc.assert(
      fc.property(lives({ moves: false, repairs: false }).map(wholeMinutes), (life) => {
        expect(kinds(streakOfLife(life))).toEqual(expectedKinds(life));
      }),
      { numRuns: 150 },
    );
  });

  it('are min(missing dates, whole 24-hour spans) after a move, and those that were over before it stay missed', () => {
    const journey = fc.record({
      from: fc.constantFrom(...zones),
      to: fc.constantFrom(...zones),
      moveAfter: fc.integer({ min: 1, max: 80 * 60 }),
      backAfter: fc.integer({ min: 1, max: 80 * 60 }),
      minute: fc.integer({ min: 0, max: 1439 }),
    });
    fc.assert(
      fc.property(journey, ({ from, to, moveAfter, backAfter, minute }) => {
        // In June no zone of the list changes its clocks.
        const left = Date.parse('2026-06-10T00:00Z') + minute * 60_000;
        const moved = left + moveAfter * 60_000;
        const arrived = moved + backAfter * 60_000;
        const iso = (instant: number): string => new Date(instant).toISOString();
        const diary = new Diary({ zone: from })
          .practise(iso(left))
          .set(iso(moved), { zone: to })
          .practise(iso(arrived));
        const [first = '', last = ''] = diary.entries.filter(isAttempt).map(({ day }) => day);
        fc.pre(from !== to && first < last);
        const spans = Math.floor((dayInterval(last, diary.rules).from.getTime() - left) / (24 * hour));
        const missing = daysBetween(first, last) - 1;
        const over = daysBetween(first, localDay(new Date(moved - 1), { zone: from, dayStart: 4 })) - 1;
        const missed = Math.max(Math.min(missing, spans), Math.min(missing, over), 0);
        const told = kinds(diary.streak(iso(arrived)));
        expect(told.filter((kind) => kind === 'missed')).toHaveLength(missed);
      }),
      { numRuns: 1000 },
    );
  });
});
