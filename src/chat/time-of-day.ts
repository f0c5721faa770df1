/** Times of day as people type them. */
import { literal, type Markup } from './markup.ts';
import { shorten } from './shorten.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['midday', '12:00'],
  ['midnight', '00:00'],
]);
const clockTime = /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})|h)?\s?(?:(?<half>[ap])\.?m\.?)?$/i;
const fourDigits = /^(?<hour>\d{2})(?<minute>\d{2})$/;

/** Reads "9", "9:30", "09.30", "9h30", "0930", "9am", "9:30 pm", "21:30", "noon" as `HH:MM`, 24 hours; undefined for anything else. */
export function parseTimeOfDay(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const { hour: hourText, minute = '00', half } = (fourDigits.exec(word) ?? clockTime.exec(word))?.groups ?? {};
  if (hourText === undefined) return named.get(word);
  const hour = half === undefined ? Number(hourText) : hourOfHalf(Number(hourText), half);
  if (hour === undefined || hour > 23 || Number(minute) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

/** 12 am is midnight, 12 pm noon; undefined for an hour that no clock of twelve hours has. */
const hourOfHalf = (hour: number, half: string): number | undefined =>
  hour < 1 || hour > 12 ? undefined : (hour % 12) + (half === 'p' ? 12 : 0);

/** Whether words were meant for a time, also where there is none such: "25:00". A bare number counts only where the caller says so. */
export const meansTime = (words: string, { bareNumbers }: { readonly bareNumbers: boolean }): boolean =>
  /^\d{1,4}$/.test(words) ? bareNumbers : named.has(words.toLowerCase()) || clockTime.test(words);

/** What to say to a text that is no time of day. */
export const unknownTime = (text: string): Markup =>
  `“${literal(shorten(text.trim(), 60))}” is not a time of day that I can read. Write it like \`9:00\`, \`21:30\` or \`9:30 pm\`.`;
