/** When a community's daily drill is due: settings and a zone's rules give one instant for each date. No clock is read here. */
import { dayInterval, dayLength, dayNumber, dayOfNumber, firstShowing, hour, localDay, weekdayOf } from '../days.ts';
import type { LocalDay } from '../ledger.ts';
import type { DailySettings } from './daily.ts';

/** The wall time and the zone in which it is meant. */
export type DailyClock = Pick<DailySettings, 'time' | 'zone'>;

/** A date on which the drill is to be posted, and the instant of its time. */
export interface DueDate {
  readonly day: LocalDay;
  readonly dueAt: Date;
}

const minute = hour / 60;
/** Until today's weekday has come twice more: the first time may be a date that the zone skipped. */
const longestSearch = 1 + 7 + 7;

/** The date on the wall in a zone. Throws a RangeError for an unknown zone. */
export const wallDate = (instant: Date, zone: string): LocalDay => localDay(instant, { zone, dayStart: 0 });

/** The time on the wall in a zone, `HH:MM`. Throws a RangeError for an unknown zone. */
export const wallTime = (instant: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  );

/**
 * The instant at which a date's time comes: the first at which the zone's clocks show it, or, where they skip it, the next that they
 * show. A date that the zone skipped whole (Samoa had no 2011-12-30) has no instant of its own and gives the start of the next one;
 * `nextDate` leaves such a date out. Throws a RangeError for an unknown zone, or where the date or time (`HH:MM`) is none.
 */
export function dueAt(day: LocalDay, { time, zone }: DailyClock): Date {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) throw new RangeError(`"${time}" is not a time of the form HH:MM.`);
  return new Date(firstShowing(dayNumber(day) * dayLength + Number(hours) * hour + Number(minutes) * minute, zone));
}

/** The first of the chosen dates whose time comes after an instant. Throws a RangeError as `dueAt` does, or where no weekday is chosen. */
export function nextDate(settings: DailyClock & Pick<DailySettings, 'weekdays'>, after: Date): DueDate {
  // Before a date's instant clocks never show a later date: none is due that lies before the date on the wall.
  const first = dayNumber(wallDate(after, settings.zone));
  for (let number = first; number < first + longestSearch; number += 1) {
    const day = dayOfNumber(number);
    if (!settings.weekdays.includes(weekdayOf(day))) continue;
    const due = dueAt(day, settings);
    if (due > after && !isSkipped(day, settings.zone)) return { day, dueAt: due };
  }
  throw new RangeError('No weekday was chosen for the daily drill.');
}

/** Whether a zone's clocks went over a whole date: it crossed the date line. */
function isSkipped(day: LocalDay, zone: string): boolean {
  const { from, to } = dayInterval(day, { zone, dayStart: 0 });
  return from.getTime() === to.getTime();
}
