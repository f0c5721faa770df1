/** Counts and lengths of time in words. */
import { differenceInHours } from 'date-fns/differenceInHours';
import { differenceInMinutes } from 'date-fns/differenceInMinutes';

/** "1 day", "2 days". */
export const counted = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** From so many hours on, minutes say nothing more. */
const manyHours = 3;

/**
 * From `now` until `end`, as exactly as it matters: "3 days", "5 hours", "1 hour 40 minutes", "40 minutes"; "less than a minute" at the
 * least. Hours and minutes are never overstated.
 */
export function timeUntil(end: Date, now: Date): string {
  const hours = differenceInHours(end, now);
  if (hours >= 48) return counted(Math.round(hours / 24), 'day');
  if (hours >= manyHours) return counted(hours, 'hour');
  const minutes = differenceInMinutes(end, now) % 60;
  if (hours < 1) return minutes < 1 ? 'less than a minute' : counted(minutes, 'minute');
  return minutes < 1 ? counted(hours, 'hour') : `${counted(hours, 'hour')} ${counted(minutes, 'minute')}`;
}
