/** Reminders over months of lives: moves, clock changes, breaks, and looks that come when they come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLook, takeReminder, withNextLook } from '../../../src/practice/daily/reminders.ts';
import { dayInterval, localDay } from '../../../src/practice/days.ts';
import type { LocalDay, Weekday } from '../../../src/practice/ledger.ts';
import { type LearnerRecord, newLearner } from '../../../src/practice/records.ts';
import { rulesInForce } from '../../../src/practice/rules.ts';
import { streakOf } from '../../../src/practice/streak.ts';
import { withRules } from '../../../src/practice/zone-in-force.ts';
import { answered, choiceQuestion } from '../../support/questions.ts';
import { zones } from '../lives.ts';

const minute = 60_000;
const hour = 60 * minute;
const step = 20 * minute;

interface Move {
  readonly zone?: string;
  readonly dayStart?: number;
  readonly restDays?: readonly Weekday[];
}
type Doing = { readonly at: number } & ({ readonly practise: true } | { readonly set: Move });

interface Life {
  readonly begin: number;
  readonly first: Move;
  readonly doings: readonly Doing[];
  readonly end: number;
}

const zone = fc.constantFrom(...zones);
const dayStart = fc.integer({ min: 0, max: 6 });
const practise = fc.constant({ practise: true as const });
const move = fc.oneof(fc.record({ zone }), fc.record({ dayStart })).map((set) => ({ set }));

/** Some five days around clock changes, Samoa's skipped date, and quiet weeks; each deed some hours after the one before. */
const lives = (moves: boolean): fc.Arbitrary<Life> =>
  fc
    .record({
      begin: fc.constantFrom(
        '2011-12-28T09:00Z',
        '2026-03-07T15:00Z',
        '2026-04-03T21:00Z',
        '2026-10-30T03:00Z',
        '2026-06-01T03:00Z',
      ),
      first: fc.record({ zone, dayStart }),
      deeds: fc.array(
        fc.record({
          hours: fc.integer({ min: 1, max: 30 }),
          deed: moves ? fc.oneof({ weight: 3, arbitrary: practise }, { weight: 1, arbitrary: move }) : practise,
        }),
        { minLength: 1, maxLength: 8 },
      ),
    })
    .map(({ begin, first, deeds }) => {
      let at = Date.parse(begin);
      const doings: Doing[] = [{ at, practise: true }];
      for (const { hours, deed } of deeds) doings.push({ at: (at += hours * hour), ...deed });
      return { begin: Date.parse(begin), first, doings, end: Math.min(at + 60 * hour, Date.parse(begin) + 140 * hour) };
    });

const begun = ({ begin, first }: Life): LearnerRecord =>
  changed({ ...newLearner('slack:T:U'), settings: { reminders: true } }, first, new Date(begin));

function changed(record: LearnerRecord, set: Move, now: Date): LearnerRecord {
  const settings = { ...record.settings, ...set };
  const ledger = withRules(record.ledger, rulesInForce({ settings, ledger: record.ledger }, undefined, now), now);
  return withNextLook({ ...record, settings, ledger }, now);
}

function done(record: LearnerRecord, doing: Doing): LearnerRecord {
  const now = new Date(doing.at);
  if ('set' in doing) return changed(record, doing.set, now);
  return withNextLook(answered(record, choiceQuestion(`at-${doing.at}`), 'good', now), now);
}

interface Reminded {
  readonly day: LocalDay;
  readonly at: number;
}

/** Lives the life, and looks at each step, or only when the record asks for it. */
function live(
  life: Life,
  { always }: { always: boolean },
  check: (record: LearnerRecord, now: Date, due: boolean) => void = () => undefined,
): Reminded[] {
  const reminded: Reminded[] = [];
  let record = begun(life);
  let next = 0;
  for (let at = life.begin; at < life.end; at += step) {
    for (let doing = life.doings[next]; doing !== undefined && doing.at <= at; doing = life.doings[next]) {
      record = done(record, doing);
      next += 1;
    }
    if (!always && (record.wakeAt === undefined || Date.parse(record.wakeAt) > at)) continue;
    const now = new Date(at);
    const taken = takeReminder(record, { outages: [], now });
    check(record, now, taken.due);
    if (taken.due) reminded.push({ day: localDay(now, rulesInForce(record, undefined, now)), at });
    record = taken.record;
    expect(Date.parse(record.wakeAt ?? '')).toBeGreaterThan(at);
  }
  return reminded;
}

describe('reminders', () => {
  it('come in the last two hours of a day, at most one a date, never on a practised one, whatever moves', () => {
    fc.assert(
      fc.property(lives(true), (life) => {
        const reminded = live(life, { always: true }, (record, now, due) => {
          if (!due) return;
          const rules = rulesInForce(record, undefined, now);
          const day = localDay(now, rules);
          const left = dayInterval(day, rules).to.getTime() - now.getTime();
          expect(left).toBeGreaterThan(0);
          expect(left).toBeLessThanOrEqual(2 * hour);
          expect(record.ledger.filter((entry) => entry.kind === 'attempt' && entry.day === day)).toEqual([]);
        });
        expect(new Set(reminded.map(({ day }) => day)).size).toBe(reminded.length);
      }),
      { numRuns: 25 },
    );
  });

  it('come once on each day on which the streak is alive and not extended', () => {
    fc.assert(
      fc.property(lives(false), (life) => {
        const wanted = new Set<LocalDay>();
        const reminded = live(life, { always: true }, (record, now) => {
          const rules = rulesInForce(record, undefined, now);
          const day = localDay(now, rules);
          const isLate = dayInterval(day, rules).to.getTime() - now.getTime() <= 2 * hour;
          if (!isLate) return;
          const { alive, today } = streakOf(record.ledger, [], now);
          if (alive && today === 'open') wanted.add(day);
        });
        expect(reminded.map(({ day }) => day)).toEqual([...wanted]);
      }),
      { numRuns: 25 },
    );
  });

  it('come the same where the learner is looked at only when the record asks for it', () => {
    fc.assert(
      fc.property(lives(true), (life) => {
        expect(live(life, { always: false })).toEqual(live(life, { always: true }));
      }),
      { numRuns: 25 },
    );
  });

  it('are looked for two hours before a day ends, also on days of 23 and 25 hours and on one that is nearly none', () => {
    const looks = (name: string, start: number, now: string): string | undefined =>
      nextLook(
        { ...newLearner('slack:T:U'), settings: { reminders: true, zone: name, dayStart: start } },
        new Date(now),
      );
    expect(looks('Europe/Berlin', 4, '2026-03-28T12:00Z')).toBe('2026-03-29T00:00:00.000Z');
    expect(looks('Europe/Berlin', 4, '2026-10-24T12:00Z')).toBe('2026-10-25T01:00:00.000Z');
    expect(looks('America/Los_Angeles', 0, '2026-03-08T12:00Z')).toBe('2026-03-09T05:00:00.000Z');
    // Samoa left out 30 December 2011: of that date there are the hours from 00:00 to 01:00 of the 31st.
    expect(looks('Pacific/Apia', 1, '2011-12-30T10:30Z')).toBe('2011-12-30T10:00:00.000Z');
  });

  it('do not come twice for a date that a flight over the date line brings back', () => {
    const monday = Date.parse('2026-06-01T00:00Z');
    const doings: Doing[] = [
      { at: monday, practise: true },
      // In the last minutes of Wednesday, after the reminder: it is Tuesday again, which the rest day has bridged, and then Wednesday.
      { at: Date.parse('2026-06-03T13:40Z'), set: { zone: 'Pacific/Pago_Pago' } },
    ];
    const first = { zone: 'Pacific/Kiritimati', dayStart: 4, restDays: ['tue' as const] };
    const life: Life = { begin: monday, first, doings, end: Date.parse('2026-06-04T16:00Z') };
    expect(live(life, { always: true })).toEqual([
      { day: '2026-06-02', at: Date.parse('2026-06-02T12:00Z') },
      { day: '2026-06-03', at: Date.parse('2026-06-03T12:00Z') },
    ]);
  });

  it('are not looked for where they are off', () => {
    const record = withNextLook(
      { ...newLearner('slack:T:U'), settings: { reminders: true } },
      new Date('2026-06-01T12:00Z'),
    );
    const off = withNextLook({ ...record, settings: { reminders: false } }, new Date('2026-06-01T12:00Z'));
    expect([record.wakeAt, 'wakeAt' in off]).toEqual(['2026-06-02T02:00:00.000Z', false]);
    const { due, record: after } = takeReminder(
      { ...record, settings: {} },
      { outages: [], now: new Date('2026-06-02T02:30Z') },
    );
    expect([due, after.wakeAt]).toEqual([false, undefined]);
  });
});
