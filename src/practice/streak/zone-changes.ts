/** How often a zone may be changed: without a limit, moving on paper would excuse any missed day. */
import { dayLength } from '../days.ts';
import type { LedgerEntry } from '../ledger.ts';
import { rulesInOrder } from './ledger-order.ts';
import { movesOf } from './rules-in-force.ts';

const mostChanges = 2;
const period = 7 * dayLength;

/**
 * Whether the learner may change their zone now: at most twice in 7 days (168 hours). The first rules of a ledger are no change, nor is a
 * change of day start or rest days. If not, `again` is the instant from which they may.
 */
export function zoneChangeAllowed(
  entries: readonly LedgerEntry[],
  now: Date,
): { allowed: true } | { allowed: false; again: Date } {
  const decisive = movesOf(rulesInOrder(entries)).at(-mostChanges);
  if (!decisive || decisive.at + period <= now.getTime()) return { allowed: true };
  return { allowed: false, again: new Date(decisive.at + period) };
}
