/** What admins do to the daily drill, put into the account. */
import { weekdayOf } from '../days.ts';
import type { LocalDay } from '../ledger.ts';
import type { CommunityRecord } from '../records.ts';
import {
  caughtUp,
  deliveryOf,
  isOwed,
  openDelivery,
  switchedOn,
  withAccount,
  withDelivery,
  withNextPlanned,
  withoutPlanned,
  withoutWrongTimes,
  withUnposted,
} from './account.ts';
import type { Daily, DailySettings, Delivery } from './daily.ts';
import { dueAt } from './schedule.ts';

/**
 * Sets the daily drill up, or changes it; paused it stays so, else it is on afterwards. The next date is the first whose time is still to
 * come and that has no record yet. What is being sent at this moment is not touched: planning goes on when it has ended. A date whose time
 * had come without a post gets a record that says so, unless the new settings plan it again. The same record where it was all so already.
 */
export function withDaily(
  record: CommunityRecord,
  settings: DailySettings,
  { by, now }: { readonly by: string; readonly now: Date },
): CommunityRecord {
  const before = record.daily === undefined ? undefined : caughtUp(withoutWrongTimes(record.daily, now), now).daily;
  const { used, deliveries }: Pick<Daily, 'used' | 'deliveries'> = before ?? { used: [], deliveries: [] };
  const status = before?.status === 'paused' ? 'paused' : 'on';
  const changed: Daily = { settings, setBy: by, since: now.toISOString(), status, used, deliveries };
  const open = openDelivery(changed);
  const fresh = withNextPlanned(withoutPlanned(changed), now);
  if (record.daily !== undefined && isAsBefore(record.daily, fresh)) return record;
  if (open?.state !== 'planned' || !isOwed(open, now)) return withAccount(record, fresh);
  const isPlannedAgain = deliveryOf(fresh, open.day) !== undefined && open.perhaps !== true;
  if (isPlannedAgain) return withAccount(record, fresh);
  return withAccount(record, withUnposted(changed, open, 'The settings were changed before it could be posted.', now));
}

/** Whether the same was set and is planned already. */
const isAsBefore = (before: Daily, after: Daily): boolean =>
  before.status === after.status &&
  chosenIn(before.settings) === chosenIn(after.settings) &&
  datesOf(before) === datesOf(after);

const chosenIn = ({ channel, time, zone, weekdays, role, topics, level, recap }: DailySettings): string =>
  JSON.stringify([channel, time, zone, weekdays, role, topics, level, recap]);

const datesOf = ({ deliveries }: Daily): string =>
  JSON.stringify(deliveries.map(({ day, dueAt, state, tries }) => [day, dueAt, state, tries]));

/** Posts nothing any more until it is resumed. What is being sent at this moment is still accounted for. Only what is on can be paused. */
export function withPause(record: CommunityRecord, now: Date): CommunityRecord {
  if (record.daily?.status !== 'on') return record;
  const paused: Daily = { ...caughtUp(record.daily, now).daily, status: 'paused' };
  const open = openDelivery(paused);
  if (open?.state !== 'planned' || !isOwed(open, now)) return withAccount(record, withoutPlanned(paused));
  return withAccount(record, withUnposted(paused, open, 'It was paused before it could be posted.', now));
}

/** Goes on after a pause or a stop, with the first date whose time is still to come and that has no record yet. */
export function withResume(record: CommunityRecord, now: Date): CommunityRecord {
  if (record.daily === undefined || record.daily.status === 'on') return record;
  return withAccount(record, withNextPlanned(switchedOn(withoutWrongTimes(record.daily, now), now), now));
}

/** Skips the planned date. The same record where none is planned, or one is being sent. */
export function withSkip(record: CommunityRecord, now: Date): CommunityRecord {
  if (record.daily === undefined) return record;
  const { daily } = caughtUp(record.daily, now);
  const open = openDelivery(daily);
  if (open?.state !== 'planned') return withAccount(record, daily);
  return withAccount(record, withUnposted(daily, open, 'An admin skipped it.', now));
}

/**
 * Takes back that an admin skipped a date: where its time is still to come, by the settings of now too, it is posted as if it had never been
 * skipped. The same record otherwise, or where a later date was posted, or is being sent.
 */
export function withoutSkip(record: CommunityRecord, day: LocalDay, now: Date): CommunityRecord {
  if (record.daily === undefined) return record;
  const { daily } = caughtUp(record.daily, now);
  const skipped = deliveryOf(daily, day);
  if (skipped === undefined || !isSkippedAhead(skipped, now) || !isChosen(day, daily.settings, now))
    return withAccount(record, daily);
  if (daily.deliveries.some((each) => each.day > day && !isStillToCome(each, now))) return withAccount(record, daily);
  const account = { ...daily, deliveries: daily.deliveries.filter((each) => each !== skipped) };
  const open = openDelivery(account);
  // The end of an earlier one plans this date.
  const replanned = open !== undefined && open.day > day ? withNextPlanned(withoutPlanned(account), now) : account;
  return withAccount(record, replanned);
}

/** Whether an admin skipped it and its time is still to come: nothing else ends a date before its time. */
export const isSkippedAhead = ({ state, dueAt: due, endedAt = due }: Delivery, now: Date): boolean =>
  state === 'skipped' && Date.parse(due) > Math.max(now.getTime(), Date.parse(endedAt));

const isChosen = (day: LocalDay, settings: DailySettings, now: Date): boolean =>
  settings.weekdays.includes(weekdayOf(day)) && dueAt(day, settings) > now;

const isStillToCome = (delivery: Delivery, now: Date): boolean =>
  isSkippedAhead(delivery, now) || (delivery.state === 'planned' && !isOwed(delivery, now));

/** The date that is posted next, or would be if the schedule were resumed now; undefined where nothing has been set up. */
export function nextDelivery(record: CommunityRecord, now: Date): Delivery | undefined {
  const { daily: resumed } = withResume(record, now);
  if (resumed === undefined) return undefined;
  const { daily } = caughtUp(resumed, now);
  const open = openDelivery(daily);
  if (open?.state !== 'claimed') return open;
  return openDelivery(withNextPlanned(withDelivery(daily, { ...open, state: 'sent' }), now));
}
