/** A schedule that had to stop, and how its admins come to know: at most once, and as soon as they can be told. Everything here is pure. */
import { dayLength, hour } from '../days.ts';
import type { CommunityRecord } from '../records.ts';
import { withAccount, withEnded } from './account.ts';
import type { Daily, Delivery, PostResult, Refusal, Stop } from './daily.ts';

/** Between attempts to tell somebody, in milliseconds: as long as it is since the stop, so that each pause is twice the one before. */
const shortestPause = 60_000;
const longestPause = 6 * hour;

/** How long it is tried, in milliseconds from the stop: whoever has not missed the drill for a week finds out from `/daily status`. */
const triedFor = 7 * dayLength;

/** With a token that the platform refuses nobody can be told. In milliseconds: when it is tried with what may be another one. */
const untilAnotherToken = hour;

/** Why something was refused for good, and when. */
export interface Refused {
  readonly why: Refusal;
  readonly detail: string;
  readonly now: Date;
}

/** Nothing is planned any more. Admins who were told already are not told again while it is for the same reason. */
export function withStop(daily: Daily, delivery: Delivery, { why, detail, now }: Refused): Daily {
  const told = daily.stop?.why === why && daily.stop.told;
  const tellAt = new Date(now.getTime() + (why === 'token-refused' ? untilAnotherToken : 0)).toISOString();
  const isToTell = !told && daily.setBy !== '';
  const stop: Stop = { at: now.toISOString(), why, detail, told, ...(isToTell && { tellAt }) };
  return withEnded({ ...daily, status: 'stopped', stop }, delivery, { state: 'failed', reason: detail, now });
}

/** What is to be told, and to whom. */
export interface Telling {
  readonly learner: string;
  readonly stop: Stop;
  /** The date that could not be posted. */
  readonly delivery: Delivery;
}

/** Whether somebody is to be told of a stop now. */
export const isToTell = ({ daily }: CommunityRecord, now: Date): boolean =>
  daily?.stop?.tellAt !== undefined && Date.parse(daily.stop.tellAt) <= now.getTime();

/**
 * Takes the telling up, for whichever process asks first: the record, in which the admins count as told, is to be written before they are. No
 * `telling` where it is not its time, or where nobody is left to tell.
 */
export function beginTelling(
  record: CommunityRecord,
  now: Date,
): { readonly record: CommunityRecord; readonly telling?: Telling } {
  const { daily } = record;
  if (daily?.stop === undefined || !isToTell(record, now)) return { record };
  const { at, tellings = 0 } = daily.stop;
  const delivery = daily.deliveries.find(({ endedAt }) => endedAt === at);
  if (delivery === undefined || daily.setBy === '')
    return { record: withAccount(record, { ...daily, stop: quiet(daily.stop) }) };
  const stop: Stop = { ...quiet(daily.stop), told: true, tellings: tellings + 1 };
  return {
    record: withAccount(record, { ...daily, stop }),
    telling: { learner: daily.setBy, stop, delivery },
  };
}

/** Whether a message certainly said nothing, and may be taken later: also by another token, where the app has none or a dead one. */
export const isUntold = (result: PostResult): boolean =>
  result.kind === 'later' ||
  (result.kind === 'refused' && (result.why === 'token-refused' || result.why === 'not-connected'));

/**
 * The record in which a telling that certainly said nothing is to be done again: after a pause, not sooner than `after` milliseconds, and not
 * for ever. The same record where there is another stop by now, or somebody else has taken the telling up.
 */
export function withStopUntold(
  record: CommunityRecord,
  { stop, after = 0, now }: { readonly stop: Stop; readonly after?: number; readonly now: Date },
): CommunityRecord {
  const { daily } = record;
  const present = daily?.stop;
  const isOurs = present?.told === true && present.at === stop.at && present.tellings === stop.tellings;
  if (daily === undefined || !isOurs) return record;
  const stoppedAt = Date.parse(present.at);
  const pause = Math.min(Math.max(now.getTime() - stoppedAt, shortestPause), longestPause);
  const again = now.getTime() + Math.max(after, pause);
  const tellAt = again > stoppedAt + triedFor ? undefined : new Date(again).toISOString();
  return withAccount(record, { ...daily, stop: { ...present, told: false, ...(tellAt && { tellAt }) } });
}

/** A stop of which nobody is to be told. */
function quiet(stop: Stop): Stop {
  const rest = { ...stop };
  delete rest.tellAt;
  return rest;
}
