import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInterval, localDay, nextDay } from '../../src/practice/days.ts';
import type { LocalDay } from '../../src/practice/ledger.ts';
import { zones } from './lives.ts';

const minute = 60_000;
const clocks = fc.record({ zone: fc.constantFrom(...zones), dayStart: fc.integer({ min: 0, max: 6 }) });
/** A hundred years, and the hours around clock changes more often than chance would have them. */
const instants = fc.oneof(
  fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
  fc
    .record({
      day: fc.constantFrom(
        '2011-12-30',
        '2018-11-04',
        '2026-03-08',
        '2026-04-05',
        '2026-10-04',
        '2026-11-01',
        '2010-11-07',
      ),
      minutes: fc.integer({ min: -2880, max: 2880 }),
    })
    .map(({ day, minutes }) => new Date(Date.parse(day) + minutes * minute)),
);

/** The wall-clock rule, by way of Intl: the date shown, or the one before it while the hour is before the day's start. */
function wallDay(instant: number, { zone, dayStart }: { zone: string; dayStart: number }): LocalDay {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
    instant,
  );
  const [date = '', time = ''] = shown.split(' ');
  const early = Number(time.slice(0, 2)) < dayStart;
  return early ? new Date(Date.parse(date) - 1440 * minute).toISOString().slice(0, 10) : date;
}

describe('local days', () => {
  it('tile time: each instant lies in the interval of its own day, which ends where the next begins', () => {
    fc.assert(
      fc.property(instants, clocks, (instant, clock) => {
        const day = localDay(instant, clock);
        const { from, to } = dayInterval(day, clock);
        expect(from.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(instant.getTime()).toBeLessThan(to.getTime());
        expect(dayInterval(nextDay(day), clock).from).toEqual(to);
        expect(localDay(from, clock)).toBe(day);
        expect(localDay(new Date(from.getTime() - 1), clock) < day).toBe(true);
        expect(localDay(to, clock) > day).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('follow the clock on the wall, and never run backwards where it goes back', () => {
    fc.assert(
      fc.property(instants, clocks, (instant, clock) => {
        const ahead = Array.from({ length: 13 }, (_, quarter) =>
          wallDay(instant.getTime() + quarter * 15 * minute, clock),
        );
        expect(localDay(instant, clock)).toBe(ahead.toSorted()[0]);
      }),
      // The very hour at which the clocks go back to the day's start comes up too seldom by chance.
      { numRuns: 500, examples: [[new Date('2010-11-07T08:00:00Z'), { zone: 'America/Los_Angeles', dayStart: 1 }]] },
    );
  });
});
