/** Brings a ledger into one order, whatever order it came in. */
import { dayNumber } from '../days.ts';
import type { Attempt, LedgerEntry, RulesChange } from '../ledger.ts';

/** An attempt with its instant in milliseconds and its day as a number. */
export interface TimedAttempt {
  readonly at: number;
  readonly day: number;
  readonly attempt: Attempt;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The attempts of a ledger in the order of their instants, ties by id. An id that comes twice (double click, redelivery) counts once,
 * the first time.
 */
export function attemptsInOrder(entries: readonly LedgerEntry[]): TimedAttempt[] {
  const attempts: TimedAttempt[] = [];
  for (const entry of entries) {
    if (entry.kind === 'attempt') {
      attempts.push({ at: Date.parse(entry.at), day: dayNumber(entry.day), attempt: entry });
    }
  }
  attempts.sort(
    (a, b) => a.at - b.at || byText(a.attempt.id, b.attempt.id) || a.day - b.day || a.attempt.points - b.attempt.points,
  );
  const byId = new Map<string, TimedAttempt>();
  for (const timed of attempts) {
    if (!byId.has(timed.attempt.id)) byId.set(timed.attempt.id, timed);
  }
  return [...byId.values()];
}

/** The rules of a ledger in the order of their instants. Of several at the very same instant one is kept, always the same. */
export function rulesInOrder(entries: readonly LedgerEntry[]): { at: number; rules: RulesChange }[] {
  const text = ({ zone, dayStart, restDays }: RulesChange): string => [zone, dayStart, ...restDays].join();
  return entries
    .filter((entry) => entry.kind === 'rules')
    .map((rules) => ({ at: Date.parse(rules.at), rules }))
    .sort((a, b) => a.at - b.at || byText(text(a.rules), text(b.rules)))
    .filter(({ at }, index, all) => all[index + 1]?.at !== at);
}
