/** Weekdays as people type them, and as they read them. */
import { type Weekday, weekdayNames, weekdays } from '../practice/ledger.ts';

/** Monday first, as weeks are told. */
export const fromMonday: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** "sat", "tues", "Saturdays"; undefined for anything else. */
export const weekdayIn = (word: string): Weekday | undefined =>
  word.length < 3
    ? undefined
    : weekdays.find((day) => `${weekdayNames[day]}s`.toLowerCase().startsWith(word.toLowerCase()));

const groups: Readonly<Record<string, readonly Weekday[]>> = {
  daily: fromMonday,
  everyday: fromMonday,
  all: fromMonday,
  weekday: fromMonday.slice(0, 5),
  weekdays: fromMonday.slice(0, 5),
  workdays: fromMonday.slice(0, 5),
  weekend: fromMonday.slice(5),
  weekends: fromMonday.slice(5),
};

/** "fri-mon" goes over the end of the week. */
function range(first: Weekday, last: Weekday): Weekday[] {
  const start = fromMonday.indexOf(first);
  const length = ((fromMonday.indexOf(last) - start + 7) % 7) + 1;
  return [...fromMonday, ...fromMonday].slice(start, start + length);
}

function daysOf(part: string): readonly Weekday[] | undefined {
  const group = Object.hasOwn(groups, part) ? groups[part] : undefined;
  if (group !== undefined) return group;
  const [first, last, ...more] = part.split('-').map(weekdayIn);
  if (first === undefined || more.length > 0) return undefined;
  if (!part.includes('-')) return [first];
  return last === undefined ? undefined : range(first, last);
}

/** "mon-fri", "weekends", "every monday", "mon, wed and fri": the weekdays, Monday first; undefined where a word is none of these. */
export function weekdaysIn(text: string): readonly Weekday[] | undefined {
  const parts = text
    .toLowerCase()
    .replaceAll(/\bevery\s+day\b/g, 'daily')
    .replaceAll(/\s*[-–—]\s*|\s+(?:to|through)\s+/g, '-')
    .split(/[\s,;+&]+/)
    .filter((part) => part !== '' && part !== 'and' && part !== 'every');
  const days = parts.map(daysOf);
  if (days.length === 0 || days.includes(undefined)) return undefined;
  const chosen = new Set(days.flatMap((each) => each ?? []));
  return fromMonday.filter((day) => chosen.has(day));
}

interface InOrder {
  readonly chosen: readonly Weekday[];
  /** Whether they follow each other, three at the least. */
  readonly isRun: boolean;
}

function inOrder(days: readonly Weekday[]): InOrder {
  const indices = fromMonday.flatMap((day, index) => (days.includes(day) ? [index] : []));
  const isRun = indices.length > 2 && (indices.at(-1) ?? 0) - (indices[0] ?? 0) === indices.length - 1;
  return { chosen: fromMonday.filter((day) => days.includes(day)), isRun };
}

/** "every day", "Monday to Friday", "Saturday and Sunday", "Monday, Wednesday and Friday". */
export function weekdaysInWords(days: readonly Weekday[]): string {
  const { chosen, isRun } = inOrder(days);
  const names = chosen.map((day) => weekdayNames[day]);
  if (names.length === 7) return 'every day';
  if (isRun) return `${names[0]} to ${names.at(-1)}`;
  return names.length < 2 ? (names[0] ?? 'never') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The same as one types it: "daily", "mon-fri", "mon,wed". */
export function weekdaysTyped(days: readonly Weekday[]): string {
  const { chosen, isRun } = inOrder(days);
  if (chosen.length === 7) return 'daily';
  return isRun ? `${chosen[0]}-${chosen.at(-1)}` : chosen.join(',');
}
