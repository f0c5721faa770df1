import fc from 'fast-check';
import { localDay } from '../../src/practice/days.ts';
import { type DayRules, type LedgerEntry, type Outage, weekdays } from '../../src/practice/ledger.ts';
import { Diary } from './diary.ts';

/** Both hemispheres' DST, half and quarter hours, Lord Howe's 30 minutes, Samoa's skipped day, clocks that change at midnight. */
export const zones = [
  'UTC',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
] as const;

/** What a learner does after some hours. */
type Step = { readonly hours: number } & ({ readonly practise: number } | { readonly set: Partial<DayRules> });

/** A learner's months: the ledger, when it ends, and when the bot was down. */
export interface Life {
  readonly entries: readonly LedgerEntry[];
  readonly outages: readonly Outage[];
  readonly now: Date;
}

const restDays = fc.uniqueArray(fc.constantFrom(...weekdays), { maxLength: 2 });
const rules: fc.Arbitrary<DayRules> = fc.record({
  zone: fc.constantFrom(...zones),
  dayStart: fc.integer({ min: 0, max: 6 }),
  restDays,
});
/** Mostly about a day, so that streaks, single missed days and long breaks all occur. */
const wait = fc.oneof(
  { weight: 10, arbitrary: fc.double({ min: 18, max: 30, noNaN: true }) },
  { weight: 4, arbitrary: fc.double({ min: 0.01, max: 12, noNaN: true }) },
  { weight: 3, arbitrary: fc.double({ min: 30, max: 120, noNaN: true }) },
);
const practise: fc.Arbitrary<Step> = fc.record({
  hours: wait,
  practise: fc.constantFrom(1, 1, 1, 3),
});
const settle: fc.Arbitrary<Step> = fc.record({
  hours: wait,
  set: fc.oneof(
    fc.record({ zone: fc.constantFrom(...zones) }),
    fc.record({ dayStart: fc.integer({ min: 0, max: 6 }) }),
    fc.record({ restDays }),
  ),
});
const outages: fc.Arbitrary<{ after: number; hours: number }[]> = fc.array(
  fc.record({
    after: fc.double({ min: 0, max: 60 * 24, noNaN: true }),
    hours: fc.double({ min: 0.1, max: 50, noNaN: true }),
  }),
  { maxLength: 4 },
);

/** Lives with moves, other settings, outages and breaks, some of them over Samoa's skipped day and DST changes. */
export function lives(options: { moves: boolean; repairs: boolean }): fc.Arbitrary<Life> {
  const step = options.moves
    ? fc.oneof({ weight: 6, arbitrary: practise }, { weight: 1, arbitrary: settle })
    : practise;
  return fc
    .record({
      begin: fc.constantFrom(
        '2011-12-12T09:00Z',
        '2025-10-20T15:00Z',
        '2026-02-20T21:00Z',
        '2026-06-01T03:00Z',
        '2026-09-10T00:00Z',
      ),
      rules,
      steps: fc.array(step, { minLength: 1, maxLength: 45 }),
      outages,
      rest: wait,
    })
    .map(({ begin, rules: first, steps, outages: down, rest }) => {
      const start = Date.parse(begin);
      const diary = new Diary(first);
      let at = start;
      for (const each of steps) {
        at += each.hours * hour;
        if ('set' in each) diary.set(iso(at), each.set);
        else
          for (let time = 0; time < each.practise; time += 1)
            if (options.repairs || !fullDay(diary, at)) diary.practise(iso(at + time * 60_000));
      }
      return {
        entries: diary.entries,
        outages: down.map(({ after, hours }) => ({
          from: iso(start + after * hour),
          to: iso(start + (after + hours) * hour),
        })),
        now: new Date(at + rest * hour),
      };
    });
}

const hour = 3_600_000;
const iso = (instant: number): string => new Date(instant).toISOString();

/** Two attempts a day repair nothing. */
function fullDay({ entries, rules: inForce }: Diary, at: number): boolean {
  const today = localDay(new Date(at), inForce);
  return entries.filter((entry) => entry.kind === 'attempt' && entry.day === today).length >= 2;
}
