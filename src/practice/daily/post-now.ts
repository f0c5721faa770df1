/** "Post it now", put into the account. */
import type { LocalDay } from '../ledger.ts';
import type { CommunityRecord } from '../records.ts';
import {
  caughtUp,
  deliveryOf,
  isJustAfter,
  isOwed,
  mayBeThere,
  openDelivery,
  plannedDelivery,
  withAccount,
  withDelivery,
  withoutPlanned,
  withoutWrongTimes,
  withUnposted,
} from './account.ts';
import type { Daily, Delivery } from './daily.ts';
import { wallDate } from './schedule.ts';

/**
 * `ready`: today's date is to be posted now; `takeUp` gives it out. `already`: today's has been posted. `perhaps`: it may have been, and
 * nobody can tell. `busy`: another one is being sent. `unset`: nothing has been set up.
 */
export interface PostNow {
  readonly record: CommunityRecord;
  readonly outcome: 'ready' | 'already' | 'perhaps' | 'busy' | 'unset';
  /** The delivery that the outcome is about. */
  readonly delivery?: Delivery;
}

/**
 * Has today's drill posted at once: in place of its time, on a weekday that was not chosen, after it was missed, and also while the
 * schedule is paused or stopped. While paused it stays so; a stop is over when the post is sent. `anyway` posts again what may be there.
 */
export function withPostNow(
  record: CommunityRecord,
  { now, anyway }: { readonly now: Date; readonly anyway: boolean },
): PostNow {
  if (record.daily === undefined) return { record, outcome: 'unset' };
  const { daily } = caughtUp(withoutWrongTimes(record.daily, now), now);
  const today = wallDate(now, daily.settings.zone);
  const open = openDelivery(daily);
  if (open?.state === 'claimed') {
    const isFree = open.day === today && Date.parse(open.claim?.until ?? open.dueAt) <= now.getTime();
    return { record, outcome: isFree ? 'ready' : 'busy', delivery: open };
  }
  const posted = daily.deliveries.findLast(
    (each) => (each.day === today || isJustAfter(each.day, today)) && mayBeThere(each),
  );
  if (posted?.state === 'sent' || (posted !== undefined && posted.day > today)) {
    return { record, outcome: 'already', delivery: posted };
  }
  if (posted !== undefined && !anyway) return { record, outcome: 'perhaps', delivery: posted };
  const account = withToday(daily, today, now);
  const planned = openDelivery(account);
  return {
    record: withAccount(record, account),
    outcome: 'ready',
    ...(planned === undefined ? {} : { delivery: planned }),
  };
}

/** Today planned for now, in place of what was planned, with all that is known of a post that may be there: its buttons fit the question. */
function withToday(daily: Daily, today: LocalDay, now: Date): Daily {
  const open = openDelivery(daily);
  const isMissed = open !== undefined && open.day !== today && isOwed(open, now);
  const why = 'An admin had the drill of the date after it posted instead.';
  const account = withoutPlanned(isMissed ? withUnposted(daily, open, why, now) : daily);
  const planned = plannedDelivery({ day: today, dueAt: now });
  return withDelivery(account, { ...planned, ...knownOf(deliveryOf(daily, today)) });
}

function knownOf(before: Delivery | undefined): Partial<Delivery> {
  if (before?.question === undefined || before.wording === undefined) return {};
  const { question, wording, tally, perhaps = before.state === 'doubt' } = before;
  return { question, wording, ...(tally && { tally }), ...(perhaps && { perhaps }) };
}
