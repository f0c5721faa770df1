/** A look back at the week before, in the first post of a week. */
import type { Role } from '../knowledge/knowledge.ts';
import type { Daily, Delivery, KeptStreak, Tally } from '../practice/daily/daily.ts';
import { isSelfGraded } from '../practice/daily/tally.ts';
import { dayNumber, weekdayOf } from '../practice/days.ts';
import type { LocalDay } from '../practice/ledger.ts';
import { noAnswers, percentOf, promptInShort, questionOf, streakInWords, together, wasSeen } from './daily-results.ts';
import { formatDay } from './dates.ts';
import { counted } from './durations.ts';
import type { Markup } from './markup.ts';
import type { Block } from './reply.ts';
import { fromMonday } from './weekdays.ts';

/** As many names as a recap has. */
const mostNames = 5;

/** The number of the Monday that a date's week begins with, as ISO 8601 counts weeks. */
const mondayOf = (day: LocalDay): number => dayNumber(day) - fromMonday.indexOf(weekdayOf(day));

/**
 * Empty where people have seen a post of the week already (`wasSeen`), nobody answered one of the week before, or there was but one, which
 * the same post shows (`resultBlocks`).
 */
export function recapBlocks({ deliveries }: Daily, day: LocalDay, role: Role): Block[] {
  const monday = mondayOf(day);
  const seen = deliveries.filter((each) => each.day < day && wasSeen(each));
  const week = seen.filter((each) => mondayOf(each.day) === monday - 7);
  if (week.length < 2 || seen.some((each) => mondayOf(each.day) === monday)) return [];
  const tallies = week.map(({ tally }) => tally ?? noAnswers);
  const answered = tallies.reduce((sum, tally) => sum + tally.answered, 0);
  if (answered === 0) return [];
  const streaks = longestOf(tallies.flatMap(({ longest }) => longest));
  const items: Markup[] = [
    `${counted(week.length, 'drill')}, ${counted(answered, 'answer')}${rightInWords(tallies, answered)}`,
    ...hardestOf(week, role),
    ...(streaks.length === 0 ? [] : [`Longest streaks: ${together(streaks.map(streakInWords))}`]),
  ];
  return [
    { kind: 'heading', text: 'Last week' },
    { kind: 'list', items },
  ];
}

/** How many answers were right, among those that somebody else than their author judged. */
function rightInWords(tallies: readonly Tally[], answered: number): string {
  const checked = tallies.filter((tally) => !isSelfGraded(tally));
  const toChoices = checked.reduce((sum, tally) => sum + tally.answered, 0);
  if (toChoices === 0) return '';
  const share = percentOf(
    checked.reduce((sum, { right }) => sum + right, 0),
    toChoices,
  );
  return toChoices === answered ? `, ${share} right` : `; ${share} of those to choice questions right`;
}

/** The choice question with the smallest share of right answers; none where everything was right or only one was answered. */
function hardestOf(week: readonly Delivery[], role: Role): Markup[] {
  const answered = week.flatMap((delivery) => {
    const { tally = noAnswers } = delivery;
    const { answered: all, right } = tally;
    return all === 0 || isSelfGraded(tally) ? [] : [{ delivery, all, right }];
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
