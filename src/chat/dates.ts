/** Dates in words. */
import { weekdayOf } from '../practice/days.ts';
import { type LocalDay, weekdayNames } from '../practice/ledger.ts';

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2024-05` to "May 2024", `2024-05-09` to "9 May 2024", `2024` and `undated` as they are. */
export function formatAsOf(asOf: string): string {
  const [year, month, day] = asOf.split('-');
  const monthName = monthNames[Number(month) - 1];
  if (year === undefined || monthName === undefined) return asOf;
  return day === undefined ? `${monthName} ${year}` : `${Number(day)} ${monthName} ${year}`;
}

/** An instant to the minute: "2026-11-22 17:20 UTC". */
export const formatInstant = (instant: Date): string => `${instant.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const weekdayAndDate = (day: LocalDay): string => `${weekdayNames[weekdayOf(day)]} ${Number(day.slice(8))}`;

const monthOf = (day: LocalDay): string | undefined => monthNames[Number(day.slice(5, 7)) - 1];

/** `2026-11-22` to "Sunday 22 November". */
export const formatDay = (day: LocalDay): string => `${weekdayAndDate(day)} ${monthOf(day)}`;

/** Several dates that are to stand in one sentence, each month after its last: "Saturday 21", "Sunday 22 November". */
export const daysInWords = (days: readonly LocalDay[]): string[] =>
  days.map((day, index) => {
    const next = days[index + 1];
    return next !== undefined && monthOf(next) === monthOf(day) ? weekdayAndDate(day) : formatDay(day);
  });
