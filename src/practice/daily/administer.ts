/** What admins do to the daily drill, put into the account. */
import type { CommunityRecord } from '../records.ts';
import {
  caughtUp,
  deliveryOf,
  isOwed,
  openDelivery,
  switchedOn,
  withAccount,
  withNextPlanned,
  withoutPlanned,
  withUnposted,
} from './account.ts';
import type { Daily, DailySettings } from './daily.ts';

/**
 * Sets the daily drill up, or changes it; it is on afterwards. The next date is the first whose time is still to come and that has no
 * record yet. What is being sent at this moment is not touched: planning goes on when it has ended. A date whose time had come without a
 * post gets a record that says so, unless the new settings plan it again.
 */
export function withDaily(
  record: CommunityRecord,
  settings: DailySettings,
  { by, now }: { readonly by: string; readonly now: Date },
): CommunityRecord {
  const before = record.daily === undefined ? undefined : caughtUp(record.daily, now).daily;
  const { used, deliveries }: Pick<Daily, 'used' | 'deliveries'> = before ?? { used: [], deliveries: [] };
  const changed: Daily = { settings, setBy: by, since: now.toISOString(), status: 'on', used, deliveries };
  const open = openDelivery(changed);
  const fresh = withNextPlanned(withoutPlanned(changed), now);
  if (open?.state !== 'planned' || !isOwed(open, now)) return withAccount(record, fresh);
  const isPlannedAgain = deliveryOf(fresh, open.day) !== undefined && open.perhaps !== true;
  if (isPlannedAgain) return withAccount(record, fresh);
  return withAccount(record, withUnposted(changed, open, 'The settings were changed before it could be posted.', now));
}

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
  return withAccount(record, withNextPlanned(switchedOn(record.daily, now), now));
}

/** Leaves the planned date out. The same record where none is planned, or one is being sent. */
export function withSkip(record: CommunityRecord, now: Date): CommunityRecord {
  if (record.daily === undefined) return record;
  const { daily } = caughtUp(record.daily, now);
  const open = openDelivery(daily);
  if (open?.state !== 'planned') return withAccount(record, daily);
  return withAccount(record, withUnposted(daily, open, 'An admin left it out.', now));
}
