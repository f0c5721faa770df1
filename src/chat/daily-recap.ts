/** A look back at the week before, in the first post of a week. */
import type { Role } from '../knowledge/knowledge.ts';
import type { Daily, Delivery, KeptStreak } from '../practice/daily/daily.ts';
import { dayNumber, weekdayOf } from '../practice/days.ts';
import type { LocalDay } from '../practice/ledger.ts';
import { noAnswers, percentOf, promptInShort, questionOf, streakInWords, together } from './daily-results.ts';
import { formatDay } from './dates.ts';
import { counted } from './durations.ts';
import type { Markup } from './markup.ts';
import type { Block } from './reply.ts';
import { fromMonday } from './weekdays.ts';

/** As many names as a recap has. */
const mostNames = 5;

/** The number of the Monday that a date's week begins with, as ISO 8601 counts weeks. */
const mondayOf = (day: LocalDay): number => dayNumber(day) - fromMonday.indexOf(weekdayOf(day));

/** Empty where the week has had a post already, or nobody answered one in the week before. */
export function recapBlocks({ deliveries }: Daily, day: LocalDay, role: Role): Block[] {
  const monday = mondayOf(day);
  const sent = deliveries.filter((each) => each.state === 'sent' && each.day < day);
  const week = sent.filter((each) => mondayOf(each.day) === monday - 7);
  if (week.length === 0 || sent.some((each) => mondayOf(each.day) === monday)) return [];
  const tallies = week.map(({ tally }) => tally ?? noAnswers);
  const answered = tallies.reduce((sum, tally) => sum + tally.answered, 0);
  if (answered === 0) return [];
  const right = tallies.reduce((sum, tally) => sum + tally.right, 0);
  const streaks = longestOf(tallies.flatMap(({ longest }) => longest));
  const items: Markup[] = [
    `${counted(week.length, 'drill')}, ${counted(answered, 'answer')}, ${percentOf(right, answered)} right`,
    ...hardestOf(week, role),
    ...(streaks.length === 0 ? [] : [`Longest streaks: ${together(streaks.map(streakInWords))}`]),
  ];
  return [
    { kind: 'heading', text: 'Last week' },
    { kind: 'list', items },
  ];
}

/** The drill with the smallest share of right answers; none where everything was right or only one was answered. */
function hardestOf(week: readonly Delivery[], role: Role): Markup[] {
  const answered = week.flatMap((delivery) => {
    const { answered: all, right } = delivery.tally ?? noAnswers;
    return all === 0 ? [] : [{ delivery, all, right }];
  });
  const [hardest] = answered.toSorted((a, b) => a.right / a.all - b.right / b.all);
  if (hardest === undefined || answered.length < 2 || hardest.right === hardest.all) return [];
  const question = questionOf(hardest.delivery, role);
  const what = question === undefined ? `that of ${formatDay(hardest.delivery.day)}` : promptInShort(question);
  return [`The hardest: ${what} (${hardest.right} of ${hardest.all} right)`];
}

/** Each learner once, at the longest. */
function longestOf(kept: readonly KeptStreak[]): KeptStreak[] {
  const byLearner = new Map<string, KeptStreak>();
  for (const each of kept.toSorted((a, b) => a.days - b.days)) byLearner.set(each.learner, each);
  return [...byLearner.values()].toSorted((a, b) => b.days - a.days).slice(0, mostNames);
}
