/** Weekdays as people type them and as they read them. */
import { expect, it } from 'vitest';
import { fromMonday, weekdaysIn, weekdaysInWords, weekdaysTyped } from '../../src/chat/weekdays.ts';

it.each([
  ['mon-fri', 'Monday to Friday'],
  ['Monday to Friday', 'Monday to Friday'],
  ['mon – fri', 'Monday to Friday'],
  ['weekdays', 'Monday to Friday'],
  ['weekends', 'Saturday and Sunday'],
  ['fri-mon', 'Monday, Friday, Saturday and Sunday'],
  ['daily', 'every day'],
  ['every day', 'every day'],
  ['mon,wed,fri', 'Monday, Wednesday and Friday'],
  ['Tuesdays and thurs', 'Tuesday and Thursday'],
  ['mon-wed, sat', 'Monday, Tuesday, Wednesday and Saturday'],
  ['sun', 'Sunday'],
])('reads "%s" as %s', (typed, words) => {
  expect(weekdaysInWords(weekdaysIn(typed) ?? [])).toBe(words);
});

it.each(['', 'someday', 'mon-', 'mon-fri-sun', 'mo', 'constructor', 'mon,never'])('does not guess at "%s"', (typed) => {
  expect(weekdaysIn(typed)).toBeUndefined();
});

it('writes every choice so that it can be typed again', () => {
  for (let choice = 1; choice < 2 ** 7; choice += 1) {
    const days = fromMonday.filter((_, index) => (choice >> index) % 2 === 1);
    expect(weekdaysIn(weekdaysTyped(days))).toEqual(days);
  }
});
