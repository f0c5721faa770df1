/** How a community answered its daily drill: counted beside the ledgers as the answers come, so that the next post need not read them. */
import type { Grade } from '../ledger.ts';
import type { CommunityRecord } from '../records.ts';
import type { Daily, Delivery, KeptStreak, Tally } from './daily.ts';
import { dailyKey, dayOfKey } from './key.ts';

/** An answer that was recorded, and whose it is. */
export interface CountedAnswer {
  /** The id of the drill, which for a daily one is its key. */
  readonly drill: string;
  /** `role/question`. */
  readonly question: string;
  readonly grade: Grade;
  /** How many options the question has, 0 for an open one, and the index of the chosen one. */
  readonly options: number;
  readonly chosen: number | undefined;
  readonly learner: string;
  readonly name: string | undefined;
  readonly hidden: boolean;
  /** The learner's streak with this answer, in days. */
  readonly streak: number;
}

/** As many long streaks are named. */
const mostNamed = 5;
/** From so many days on it is a streak that was kept. */
const shortestStreak = 2;

/** Whether a drill is the daily one of this community. */
export function isDailyDrill(drill: string, community: string): boolean {
  const day = dayOfKey(drill);
  return day !== undefined && dailyKey(community, day) === drill;
}

/** The record with one more answer to a daily drill. The caller counts each answer once. The same record where the date is gone. */
export function withCounted(record: CommunityRecord, answer: CountedAnswer): CommunityRecord {
  const { daily } = record;
  const day = dayOfKey(answer.drill);
  if (daily === undefined || !isDailyDrill(answer.drill, record.community)) return record;
  const counts = daily.deliveries.some((each) => each.day === day && each.question === answer.question);
  if (!counts) return record;
  const deliveries = daily.deliveries.map((each) =>
    each.day === day ? { ...each, tally: tallyWith(each.tally ?? emptyTally(answer.options), answer) } : each,
  );
  return { ...record, daily: { ...daily, deliveries } };
}

const emptyTally = (options: number): Tally => ({
  answered: 0,
  right: 0,
  options: Array.from({ length: options }, () => 0),
  streaks: 0,
  longest: [],
});

const tallyWith = (tally: Tally, { grade, chosen, streak, ...who }: CountedAnswer): Tally => ({
  answered: tally.answered + 1,
  right: tally.right + (grade === 'again' ? 0 : 1),
  options: tally.options.map((count, index) => (index === chosen ? count + 1 : count)),
  streaks: tally.streaks + (streak >= shortestStreak ? 1 : 0),
  longest:
    who.hidden || who.name === undefined || streak < shortestStreak
      ? tally.longest
      : withStreak(tally.longest, { learner: who.learner, name: who.name, days: streak }),
});

/** Whether those who answered judged their answers themselves, as with any open question: nothing says that they were right. */
export const isSelfGraded = ({ options }: Tally): boolean => options.length === 0;

/** The account without this learner's name among the long streaks, which still count. The same account where the name is nowhere. */
export function withoutName(daily: Daily, learner: string): Daily {
  const isOthers = (kept: KeptStreak): boolean => kept.learner !== learner;
  if (daily.deliveries.every(({ tally }) => tally === undefined || tally.longest.every(isOthers))) return daily;
  const unnamed = ({ tally, ...rest }: Delivery): Delivery =>
    tally === undefined ? rest : { ...rest, tally: { ...tally, longest: tally.longest.filter(isOthers) } };
  return { ...daily, deliveries: daily.deliveries.map(unnamed) };
}

/** The longest streaks, the longest first; of equal ones whoever answered first. */
const withStreak = (longest: readonly KeptStreak[], kept: KeptStreak): KeptStreak[] =>
  [...longest.filter(({ learner }) => learner !== kept.learner), kept]
    .sort((a, b) => b.days - a.days)
    .slice(0, mostNamed);
