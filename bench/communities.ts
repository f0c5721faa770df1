/** Communities with a daily drill, for benchmarks. */
import type { Bank } from '../src/practice/bank.ts';
import type { DailySettings } from '../src/practice/daily/daily.ts';
import { settle, takeUp, withDaily } from '../src/practice/daily/outbox.ts';
import { type CommunityRecord, newCommunity } from '../src/practice/records.ts';

const daysBefore = 30;
const begun = new Date('2026-10-23T00:00:00Z');

/** The instant at which the first of many communities is due; each next one is due a second later. */
export const firstDue = Date.parse('2026-11-22T09:00:00Z');
export const secondsLater = 1000;

export const communityNumber = (number: number): string => `discord:${200_000_000_000_000_000n + BigInt(number)}`;

export const settingsIn = (zone: string, role: string): DailySettings => ({
  channel: '300000000000000000',
  time: '09:00',
  zone,
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  role,
  topics: [],
  recap: false,
});

/** One date of a community: taken up when it is due, sent, and accounted for. */
export function postOnce(record: CommunityRecord, bank: Bank, claim: string): CommunityRecord {
  const now = new Date(record.wakeAt ?? '');
  const { record: taken, task } = takeUp(record, { now, claim, bank });
  if (task.kind !== 'post') throw new Error(`nothing was due: ${task.kind}`);
  const { day, channel = '' } = task.delivery;
  return settle(taken, { claim, day, channel, now, result: { kind: 'sent', message: '400000000000000000' } });
}

/** A community that has posted for a month. */
export function communityAfterAMonth(id: string, zone: string, bank: Bank): CommunityRecord {
  let record = withDaily(newCommunity(id), settingsIn(zone, bank.id), { by: 'discord:1', now: begun });
  for (let day = 0; day < daysBefore; day += 1) record = postOnce(record, bank, `claim-${day}`);
  return record;
}

/** The number-th of many: the model under another id, and due at another time. */
export const communityLike = (model: CommunityRecord, number: number): CommunityRecord => ({
  ...model,
  community: communityNumber(number),
  wakeAt: new Date(firstDue + number * secondsLater).toISOString(),
});

/** The instant at which so many of them are due. */
export const whenDue = (communities: number): Date => new Date(firstDue + (communities - 1) * secondsLater);
