/** Counts and lengths of time in words. */
import { differenceInHours } from 'date-fns/differenceInHours';
import { differenceInMinutes } from 'date-fns/differenceInMinutes';

/** "1 day", "2 days". */
export const counted = (number: number, unit: string): string => `${number} ${unit}${number === 1 ? '' : 's'}`;

/** From `now` until `end`, in the largest unit that says enough: "3 days", "5 hours", "40 minutes"; "less than a minute" at the least. */
export function timeUntil(end: Date, now: Date): string {
  const hours = differenceInHours(end, now);
  if (hours >= 48) return counted(Math.round(hours / 24), 'day');
  if (hours >= 1) return counted(hours, 'hour');
  const minutes = differenceInMinutes(end, now);
  return minutes >= 1 ? counted(minutes, 'minute') : 'less than a minute';
}
