/** Dates of sources, in words. */
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
