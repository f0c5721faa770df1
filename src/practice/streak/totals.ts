/** What leaderboards count. */
import type { LedgerEntry } from '../ledger.ts';
import { attemptsInOrder } from './ledger-order.ts';

/** On how many local days the learner practised at or after an instant. */
export function practisedDaysSince(entries: readonly LedgerEntry[], since: Date): number {
  const attempts = attemptsInOrder(entries).filter(({ at }) => at >= since.getTime());
  return new Set(attempts.map(({ day }) => day)).size;
}

/** The points of all attempts at or after an instant, each drill counted once. */
export function pointsSince(entries: readonly LedgerEntry[], since: Date): number {
  return attemptsInOrder(entries)
    .filter(({ at }) => at >= since.getTime())
    .reduce((sum, { attempt }) => sum + attempt.points, 0);
}
