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

/** `2026-11-22` to "Sunday 22 November". */
export function formatDay(day: LocalDay): string {
  const [, month, date] = day.split('-');
  return `${weekdayNames[weekdayOf(day)]} ${Number(date)} ${monthNames[Number(month) - 1]}`;
}
