/** What a platform calls a person, as others may read it. */
import type { Invocation } from './invocation.ts';
import { shorten } from './shorten.ts';

/** As much of a name as a leaderboard shows. UTF-16 units. */
const longestName = 80;

/** The first of the names that shows something, on one line and visibly shortened; nothing where none does. They may hold anything. */
export function nameAmong(names: readonly (string | null | undefined)[]): Pick<Invocation, 'name'> {
  const shown = names.map((each) => cleanName(each ?? '')).find((each) => /[^\p{Z}\p{C}]/u.test(each));
  return shown === undefined ? {} : { name: shorten(shown, longestName) };
}

/** Without what would turn round the text after it, break its line or command a terminal: names stand in what others read. */
const cleanName = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
