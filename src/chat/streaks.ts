/** A streak in words and as a calendar. */
import { dayNumber, dayOfNumber, weekdayOfNumber } from '../practice/days.ts';
import { type LocalDay, weekdays } from '../practice/ledger.ts';
import type { Streak, StreakDay } from '../practice/streak.ts';
import { formatAsOf } from './dates.ts';
import { counted, timeUntil } from './durations.ts';
import { literal } from './markup.ts';
import type { Block } from './reply.ts';

export const daysInWords = (number: number): string => counted(number, 'day');

/** One line: the number, whether today counts already, how long today lasts, and a repair that is possible. */
export function streakLine(streak: Streak, now: Date): string {
  const { repair, today, alive, endsAt } = streak;
  const done = `Your streak: **${daysInWords(streak.current)}**. Today counts.`;
  if (repair !== undefined) {
    const more = `**${counted(repair.attemptsLeft, 'more answer')}** ${today === 'done' ? 'today' : 'in one day'}`;
    const offer = `you can repair it: ${more}, within ${timeUntil(repair.until, now)}.`;
    return today === 'done' ? `${done} The one before broke, but ${offer}` : `Your streak broke, but ${offer}`;
  }
  if (today === 'done') return done;
  return alive
    ? `Your streak: **${daysInWords(streak.current)}**, not yet extended today. Your day ends in ${timeUntil(endsAt, now)}.`
    : 'You have no streak at the moment: one answer today starts one.';
}

/** Current, longest, freezes, and the last five weeks. */
export function streakBlocks(streak: Streak, now: Date): Block[] {
  return [
    { kind: 'text', text: streakLine(streak, now) },
    {
      kind: 'fields',
      fields: [
        { name: 'Current', value: daysInWords(streak.current) },
        { name: 'Longest', value: daysInWords(streak.longest) },
        {
          name: 'Freezes held',
          value: `${streak.freezes} of 2 (one for every 7 days of practice, used automatically)`,
        },
        { name: 'Practised in all', value: daysInWords(streak.practisedDays) },
      ],
    },
    ...(streak.days.length === 0 ? [] : calendarBlocks(streak.days)),
  ];
}

const signs: Record<StreakDay['kind'], string> = {
  practised: '●',
  today: '○',
  freeze: '*',
  rest: '–',
  outage: '!',
  moved: '>',
  repaired: '+',
  missed: 'x',
  'no-such-day': '.',
};

const signWords: Record<StreakDay['kind'], string> = {
  practised: 'practised',
  today: 'today, still open',
  freeze: 'bridged by a freeze',
  rest: 'rest day',
  outage: 'the bot was down',
  moved: 'crossed by moving zone',
  repaired: 'repaired',
  missed: 'missed',
  'no-such-day': 'no such date there',
};

const weeksShown = 5;

/** The last five weeks, a row a week from Monday on, with the meaning of each sign that occurs. */
function calendarBlocks(days: readonly StreakDay[]): Block[] {
  const byDate = new Map(days.map((day) => [day.day, day]));
  const monday = mondayOf(days.at(-1)?.day ?? '');
  const shown: StreakDay[] = [];
  const rows = Array.from({ length: weeksShown }, (_, week) => {
    const first = monday - 7 * (weeksShown - 1 - week);
    const cells = Array.from({ length: 7 }, (_unused, weekday) => {
      const day = byDate.get(dayOfNumber(first + weekday));
      if (day !== undefined) shown.push(day);
      return day === undefined ? ' ' : signs[day.kind];
    });
    return [formatAsOf(dayOfNumber(first)).replace(/^(\d+ \w{3}).*$/, '$1'), ...cells];
  });
  const kinds = [...new Set(shown.map((day) => day.kind))];
  return [
    { kind: 'table', columns: ['Week of', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'], rows },
    { kind: 'text', text: kinds.map((kind) => `${literal(signs[kind])} ${signWords[kind]}`).join(' · ') },
  ];
}

/** The number of the Monday on or before a date. */
function mondayOf(day: LocalDay): number {
  const number = dayNumber(day);
  return number - ((weekdays.indexOf(weekdayOfNumber(number)) + 6) % 7);
}

/**
 * Day by day, newest first, as many as fit one answer; `before` leaves out that date and what came after it. Where there are earlier days,
 * a button leads to them; `earlier` writes its action.
 */
export function explanationBlocks(
  streak: Streak,
  { mostDays, before, earlier }: { mostDays: number; before: LocalDay | undefined; earlier: (day: LocalDay) => string },
): Block[] {
  const newest = streak.days.filter(({ day }) => before === undefined || day < before).toReversed();
  const shown = newest.slice(0, mostDays);
  const left = newest.length - shown.length;
  const last = shown.at(-1);
  return [
    ...(shown.length === 0
      ? [
          {
            kind: 'text' as const,
            text: 'There is no day to explain yet: the first one is the day of your first answer.',
          },
        ]
      : [{ kind: 'list' as const, items: shown.map(({ day, why }) => `**${day}** ${literal(why)}`) }]),
    ...(left > 0 && last !== undefined
      ? [
          { kind: 'text' as const, text: `_… ${daysInWords(left)} before that._` },
          { kind: 'buttons' as const, buttons: [{ label: 'Earlier days', action: earlier(last.day) }] },
        ]
      : []),
  ];
}
