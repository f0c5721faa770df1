/** What clocks on the wall show, by way of Intl alone: an oracle that shares nothing with the code under test. */
const minute = 60_000;
const day = 1440 * minute;

export const everyZone: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Reads the clocks of a zone: milliseconds from 1970-01-01T00:00 on the wall, at an instant in milliseconds. */
export function wallClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const [month, date, year, hours, minutes, seconds] = format.format(instant).split(/\D+/).map(Number);
    return Date.UTC(year ?? 0, (month ?? 0) - 1, date, hours, minutes, seconds);
  };
}

/** The first minute with another offset, of each change between two instants. Two within 25 days may be overlooked. */
export function clockChanges(wall: (instant: number) => number, from: number, to: number): number[] {
  const offset = (instant: number): number => wall(instant) - instant;
  const changes: number[] = [];
  let [known, its] = [from, offset(from)];
  for (let next = from + 25 * day; next <= to; next += 25 * day) {
    const other = offset(next);
    if (other !== its) changes.push(firstWith(known, next, (instant) => offset(instant) !== its));
    [known, its] = [next, other];
  }
  return changes;
}

function firstWith(from: number, to: number, holds: (instant: number) => boolean): number {
  let [before, after] = [from, to];
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute;
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}
