/** Local days: from an instant to the learner's date and back, exact in every zone. No clock is read here. */
import { tzOffset } from '@date-fns/tz/tzOffset';
import { type DayRules, type LocalDay, type Weekday, weekdays } from './ledger.ts';

/** What decides where a day begins and ends. */
export type DayClock = Pick<DayRules, 'zone' | 'dayStart'>;

const second = 1000;
/** One hour in milliseconds. */
export const hour = 3600 * second;
/** Twenty-four hours in milliseconds; a local day may be shorter or longer. */
export const dayLength = 24 * hour;

const validZones = new Set<string>();

/**
 * Whether the name is an IANA time zone that this runtime knows, such as `Asia/Tokyo`. Case does not matter, as in the IANA rules;
 * plain offsets (`+09:00`) are no zones, since they know no daylight saving time.
 */
export function isZone(name: string): boolean {
  if (validZones.has(name)) return true;
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    return false;
  }
  validZones.add(name);
  return true;
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. Throws a RangeError for an unknown zone. */
function offsetAt(zone: string, instant: number): number {
  // tzOffset alone would read an offset out of a made-up name such as "Mars/GMT+05".
  if (!isZone(zone)) throw new RangeError(`"${zone}" is not an IANA time zone.`);
  return tzOffset(zone, new Date(instant)) * 60 * second;
}

/** The first instant in (from, to], in milliseconds, whose offset differs from the one at `from`. There is exactly one change between. */
function clockChange(zone: string, from: number, to: number): number {
  const offset = offsetAt(zone, from);
  let [before, after] = [from, to];
  while (after - before > second) {
    const middle = before + Math.floor((after - before) / 2 / second) * second;
    if (offsetAt(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** A date as the number of days since 1970-01-01, for counting. Throws a RangeError if it is not a date. */
export function dayNumber(day: LocalDay): number {
  const number = Date.parse(`${day}T00:00:00Z`) / dayLength;
  if (!Number.isInteger(number)) throw new RangeError(`"${day}" is not a date of the form YYYY-MM-DD.`);
  return number;
}

/** The date of a day number. */
export function dayOfNumber(number: number): LocalDay {
  return new Date(number * dayLength).toISOString().slice(0, 10);
}

/** The weekday of a day number. */
export function weekdayOfNumber(number: number): Weekday {
  // 1970-01-01 was a Thursday; the double remainder keeps dates before it in range.
  return weekdays[(((number + 4) % 7) + 7) % 7] ?? 'sun';
}

/** When a zone's clocks show a wall time: by the offset before the one change near it, if there is any, and by the offset after it. */
interface Showings {
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** `wall`: milliseconds from 1970-01-01T00:00 on the wall. All instants are in milliseconds; without a change, it was ages ago. */
function showingsOf(wall: number, zone: string): Showings {
  // No zone is further than 14 hours ahead of UTC or 12 behind it.
  const earliest = wall - 16 * hour;
  const latest = wall + 14 * hour;
  const before = wall - offsetAt(zone, earliest);
  const after = wall - offsetAt(zone, latest);
  return { before, after, change: before === after ? -Infinity : clockChange(zone, earliest, latest) };
}

/**
 * The first instant, in milliseconds, at which the zone's clocks show a wall time, given as milliseconds from 1970-01-01T00:00 on the
 * wall. Where they skip it: the instant of the skip, at which they show the next time that there is.
 */
export function firstShowing(wall: number, zone: string): number {
  const { before, after, change } = showingsOf(wall, zone);
  return before < change ? before : Math.max(change, after);
}

/**
 * The instant, in milliseconds, at which a local day begins: from then on the zone's clocks never again show a time before the day's
 * start. A start that the clocks skip is the instant of the skip; of a start that comes twice with a time before it in between, the
 * second counts, so that nobody's day ends while it could still be lengthened.
 */
export function dayBegins(day: number, { zone, dayStart }: DayClock): number {
  const { before, after, change } = showingsOf(day * dayLength + dayStart * hour, zone);
  // Clocks that go back to the very start of the day show no time before it: the first of the two starts is the one.
  return after > change ? after : Math.min(before, change);
}

/** The number of the local day that an instant, in milliseconds, belongs to. */
export function dayNumberAt(instant: number, clock: DayClock): number {
  let day = Math.floor((instant + offsetAt(clock.zone, instant) - clock.dayStart * hour) / dayLength);
  // Only where clocks go back over the day's start: the day has begun once and not yet for good.
  while (dayBegins(day, clock) > instant) day -= 1;
  return day;
}

/**
 * The local day of an instant: the date on the wall in the zone, or the date before it while the local hour is before the day's start.
 * Throws a RangeError for an unknown zone.
 */
export function localDay(instant: Date, clock: DayClock): LocalDay {
  return dayOfNumber(dayNumberAt(instant.getTime(), clock));
}

/**
 * The instants at which a local day begins (included) and ends (excluded). A date that the zone skipped is short or empty. Throws a
 * RangeError for an unknown zone or a text that is no date.
 */
export function dayInterval(day: LocalDay, clock: DayClock): { from: Date; to: Date } {
  const number = dayNumber(day);
  return { from: new Date(dayBegins(number, clock)), to: new Date(dayBegins(number + 1, clock)) };
}

/** The date after a date. */
export function nextDay(day: LocalDay): LocalDay {
  return dayOfNumber(dayNumber(day) + 1);
}

/** How many dates `to` lies after `from`; negative if it lies before. */
export function daysBetween(from: LocalDay, to: LocalDay): number {
  return dayNumber(to) - dayNumber(from);
}

/** The weekday of a date. */
export function weekdayOf(day: LocalDay): Weekday {
  return weekdayOfNumber(dayNumber(day));
}
