/** The schedule over all zones and a hundred years, against what Intl says that clocks show. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { dueAt, nextDate } from '../../../src/practice/daily/schedule.ts';
import { weekdays } from '../../../src/practice/ledger.ts';
import { clockChanges, everyZone, wallClock } from './wall-clock.ts';

const minute = 60_000;
const dayLength = 1440 * minute;
const from = Date.UTC(2000, 0, 1);
const to = Date.UTC(2100, 0, 1);

/** Zones whose clocks have been the same since 2000 are looked at once: the changes of each kind of zone, with one zone of that kind. */
const kinds = new Map<string, { zone: string; changes: readonly number[] }>();

beforeAll(() => {
  for (const zone of everyZone) {
    const wall = wallClock(zone);
    const changes = clockChanges(wall, from, to);
    const offsets = [from, ...changes].map((instant) => `${instant} ${wall(instant) - instant}`);
    // From 2040 on the years are alike: every third change is enough, in spring and in autumn by turns.
    const looked = changes.filter((change, index) => change < Date.UTC(2040, 0, 1) || index % 3 === 0);
    kinds.set(offsets.join(), { zone, changes: looked });
  }
});

const dateOf = (number: number): string => new Date(number * dayLength).toISOString().slice(0, 10);
const timeOf = (minutes: number): string => new Date(minutes * minute).toISOString().slice(11, 16);
const weekdayOf = (number: number): (typeof weekdays)[number] => weekdays[(number + 4) % 7] ?? 'sun';

const minutesOf = (wall: number): number => (wall % dayLength) / minute;

const zones = fc.constantFrom(...everyZone);
const numbers = fc.integer({ min: from / dayLength, max: to / dayLength });
const instants = fc.oneof(
  fc.integer({ min: from, max: to }),
  fc.integer({ min: Date.parse('2011-12-20'), max: Date.parse('2012-01-05') }),
);
const minutes = fc.integer({ min: 0, max: 1439 });
const chosen = fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 });

/** Fails where the date's instant is not the first at which the clocks show its time or a later one. `earlier`: instants to compare. */
function checkDue(wall: (instant: number) => number, due: number, wanted: number, earlier: readonly number[]): void {
  const isRight =
    due % minute === 0 && wall(due) >= wanted && [due - minute, ...earlier].every((instant) => wall(instant) < wanted);
  // One comparison in place of hundreds of thousands of expectations, each with its cost.
  if (!isRight) expect.fail(`${new Date(due).toISOString()} is not the first ${new Date(wanted).toISOString()} there`);
}

/** Whether the clocks ever show a date, given as the number of days since 1970. */
function exists(wall: (instant: number) => number, number: number): boolean {
  const midnight = number * dayLength;
  return Array.from({ length: 53 * 4 }, (_, quarter) => midnight + (quarter * 15 - 27 * 60) * minute).some(
    (instant) => Math.floor(wall(instant) / dayLength) === number,
  );
}

describe('the schedule, over all zones and a hundred years', () => {
  it('gives the wanted time or the first one after it on the days around changes of clocks', () => {
    let looked = 0;
    for (const { zone, changes } of kinds.values()) {
      const wall = wallClock(zone);
      for (const change of changes) {
        const [last, first] = [wall(change - minute) + minute, wall(change)];
        // The ends and the middle of what is skipped or comes twice, and the same time on the days beside it.
        const middle = Math.floor((last + first) / 2 / minute) * minute;
        for (const wanted of [last, first, middle, middle - dayLength, middle + dayLength]) {
          const due = dueAt(dateOf(Math.floor(wanted / dayLength)), {
            zone,
            time: timeOf(minutesOf(wanted)),
          }).getTime();
          checkDue(wall, due, wanted, change < due ? [change - minute] : []);
          looked += 1;
        }
      }
    }
    expect(looked).toBeGreaterThan(30_000);
  });

  it('comes once for each date, in their order, through changes of clocks', () => {
    let walked = 0;
    for (const { zone, changes } of kinds.values()) {
      const wall = wallClock(zone);
      for (const change of changes) {
        const clock = { zone, time: timeOf(minutesOf(wall(change - minute) + 31 * minute)) };
        let number = Math.floor(wall(change - minute) / dayLength) - 1;
        let due = dueAt(dateOf(number), clock);
        for (const last = number + 2; number < last; walked += 1) {
          const next = nextDate({ ...clock, weekdays }, due);
          do number += 1;
          while (next.day !== dateOf(number) && !exists(wall, number));
          const isRight = next.day === dateOf(number) && next.dueAt > due;
          if (!isRight) expect.fail(`${zone}: ${next.day} ${next.dueAt.toISOString()} after ${due.toISOString()}`);
          due = next.dueAt;
        }
      }
    }
    expect(walked).toBeGreaterThan(12_000);
  });

  it('gives the right instant on any date in any zone', () => {
    fc.assert(
      fc.property(zones, numbers, minutes, (zone, number, time) => {
        const wall = wallClock(zone);
        const due = dueAt(dateOf(number), { zone, time: timeOf(time) }).getTime();
        const quarters = Array.from({ length: 4 * 30 }, (_, quarter) => due - (1 + quarter) * 15 * minute);
        checkDue(wall, due, number * dayLength + time * minute, quarters);
      }),
      { numRuns: 1500 },
    );
  });

  it('finds the first chosen date whose time is after an instant', () => {
    fc.assert(
      fc.property(zones, instants, minutes, chosen, (zone, instant, time, chosenDays) => {
        const wall = wallClock(zone);
        const clock = { zone, time: timeOf(time) };
        const today = Math.floor(wall(instant) / dayLength);
        const first = Array.from({ length: 18 }, (_, index) => today - 2 + index).find(
          (number) =>
            chosenDays.includes(weekdayOf(number)) &&
            dueAt(dateOf(number), clock).getTime() > instant &&
            exists(wall, number),
        );
        const expected = first === undefined ? undefined : { day: dateOf(first), dueAt: dueAt(dateOf(first), clock) };
        expect(nextDate({ ...clock, weekdays: chosenDays }, new Date(instant))).toEqual(expected);
      }),
      { numRuns: 1000, examples: [['Pacific/Apia', Date.parse('2011-12-23T22:00Z'), 600, ['fri']]] },
    );
  });
});
