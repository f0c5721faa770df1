/** The account of a community's dates: how a date is planned, how it ends, and when it must be looked at. Everything here is pure. */
import { dayLength, dayNumber, hour } from '../days.ts';
import type { LocalDay } from '../ledger.ts';
import type { CommunityRecord } from '../records.ts';
import type { Daily, Delivery, DeliveryState } from './daily.ts';
import { type DueDate, nextDate, wallTime } from './schedule.ts';

/** How long after its time, in milliseconds, a date's drill is still posted. */
export const catchUpFor = 6 * hour;

/** How many dates that have ended are kept. */
const keptDates = 60;

/** Whoever plans from further back makes no records that would be kept, in milliseconds: as many dates as are kept, a week apart. */
const accountReaches = (keptDates + 1) * 7 * dayLength;

export const isOpen = ({ state }: Delivery): boolean => state === 'planned' || state === 'claimed';

/** Whether its post is there, or may be. */
export const mayBeThere = ({ state }: Delivery): boolean => state === 'sent' || state === 'doubt';

/** Whether it needs a record of how it ended, also where it is not to be posted any more: its time has come, or a post may be there. */
export const isOwed = ({ dueAt, perhaps }: Delivery, now: Date): boolean =>
  perhaps === true || Date.parse(dueAt) <= now.getTime();

/** The date that is to be posted next, or is being posted. */
export const openDelivery = ({ deliveries }: Daily): Delivery | undefined => deliveries.find(isOpen);

export const latestSent = ({ deliveries }: Daily): Delivery | undefined =>
  deliveries.findLast(({ state }) => state === 'sent');

export const deliveryOf = ({ deliveries }: Daily, day: LocalDay): Delivery | undefined =>
  deliveries.find((each) => each.day === day);

/** The record with this account, and with the instant at which it must be looked at. The same record for the same account. */
export function withAccount(record: CommunityRecord, daily: Daily): CommunityRecord {
  if (record.daily === daily) return record;
  const wakeAt = nextWake(daily);
  if (wakeAt !== undefined) return { ...record, daily, wakeAt };
  const asleep = { ...record, daily };
  delete asleep.wakeAt;
  return asleep;
}

/** The first instant at which something can be done: for the open date, or to tell an admin of a stop. */
function nextWake(daily: Daily): string | undefined {
  const open = openDelivery(daily);
  const [first] = [open && wakeOf(open), daily.stop?.tellAt].filter((at) => at !== undefined).toSorted();
  return first;
}

/** The instant, ISO in UTC, from which on something can be done for an open date. */
export function wakeOf({ state, dueAt, notBefore = dueAt, claim }: Delivery): string {
  if (state === 'claimed') return claim?.until ?? dueAt;
  return Date.parse(notBefore) > Date.parse(dueAt) ? notBefore : dueAt;
}

/** The account with this delivery in place of the one of its date, if there was one. */
export function withDelivery(daily: Daily, delivery: Delivery): Daily {
  const others = daily.deliveries.filter(({ day }) => day !== delivery.day);
  const later = others.findIndex(({ day }) => day > delivery.day);
  return { ...daily, deliveries: others.toSpliced(later === -1 ? others.length : later, 0, delivery) };
}

/** The account without the date that is planned; it must not be owed. */
export function withoutPlanned(daily: Daily): Daily {
  return { ...daily, deliveries: daily.deliveries.filter(({ state }) => state !== 'planned') };
}

/** A delivery without what only an open one has. */
export function bare(delivery: Delivery): Delivery {
  const rest = { ...delivery };
  delete rest.claim;
  delete rest.notBefore;
  delete rest.reason;
  return rest;
}

/**
 * The account with the next date planned: the first after an instant that has no record yet and lies after all that were posted. The same
 * account where the drill is not on, or a date is open already.
 */
export function withNextPlanned(daily: Daily, after: Date): Daily {
  if (daily.status !== 'on' || openDelivery(daily) !== undefined) return daily;
  let next = nextDate(daily.settings, after);
  while (isTaken(daily, next.day)) next = nextDate(daily.settings, next.dueAt);
  return withDelivery(daily, plannedDelivery(next));
}

export const plannedDelivery = ({ day, dueAt }: DueDate): Delivery => ({
  day,
  dueAt: dueAt.toISOString(),
  state: 'planned',
  tries: 0,
});

/** Dates only go forward, also where the community moves west over the date line: its members have had the later one. */
const isTaken = (daily: Daily, day: LocalDay): boolean => deliveryOf(daily, day) !== undefined || isPassed(daily, day);

const isPassed = ({ deliveries }: Daily, day: LocalDay): boolean =>
  deliveries.some((each) => isJustAfter(each.day, day) && mayBeThere(each));

/** Who crosses the date line meets two dates again at most. One that is farther ahead was posted under a clock that was wrong. */
const mostMetAgain = 2;
export function isJustAfter(later: LocalDay, day: LocalDay): boolean {
  const ahead = dayNumber(later) - dayNumber(day);
  return ahead > 0 && ahead <= mostMetAgain;
}

/**
 * The account without what a clock wrote that was wrong by more than a day: dates that were said to be over and are still to come, and a claim
 * until then, which is looked at now. What was posted stays. The same account where there is nothing of it.
 */
export function withoutWrongTimes(daily: Daily, now: Date): Daily {
  const isAhead = (at: string | undefined): boolean => at !== undefined && Date.parse(at) > now.getTime() + dayLength;
  // What cannot be planned again keeps its record.
  const isWrong = (each: Delivery): boolean =>
    isAhead(each.endedAt) && !mayBeThere(each) && Date.parse(each.dueAt) > now.getTime() && !isPassed(daily, each.day);
  const isStuck = ({ claim }: Delivery): boolean => isAhead(claim?.until);
  if (!daily.deliveries.some((each) => isWrong(each) || isStuck(each))) return daily;
  const deliveries = daily.deliveries
    .filter((each) => !isWrong(each))
    .map((each) =>
      each.claim !== undefined && isStuck(each)
        ? { ...each, claim: { ...each.claim, until: now.toISOString() } }
        : each,
    );
  return { ...daily, deliveries };
}

/** The account with the schedule on; dates count from now on. */
export function switchedOn(daily: Daily, now: Date): Daily {
  const on = { ...daily, status: 'on' as const, since: now.toISOString() };
  delete on.stop;
  return on;
}

/** How a date ends. */
export interface Ending {
  readonly state: Exclude<DeliveryState, 'planned' | 'claimed'>;
  readonly now: Date;
  readonly reason?: string;
  readonly message?: string;
  readonly channel?: string;
}

/** The account with one date ended, its question counted as used if it may be there, and, where the date was open, the next one planned. */
export function withEnded(daily: Daily, delivery: Delivery, ending: Ending): Daily {
  const ended = endedDelivery(delivery, ending);
  const counts = mayBeThere(ended) && !mayBeThere(delivery) && delivery.question !== undefined;
  const used = counts ? [...daily.used.filter((key) => key !== delivery.question), delivery.question] : daily.used;
  const account = withDelivery({ ...daily, used }, ended);
  const after = Math.max(Date.parse(delivery.dueAt), Date.parse(daily.since), ending.now.getTime() - accountReaches);
  return withNextPlanned({ ...account, deliveries: withoutOldest(account.deliveries) }, new Date(after));
}

function endedDelivery(delivery: Delivery, { now, ...ending }: Ending): Delivery {
  const { perhaps, ...rest } = bare(delivery);
  const ended = { ...rest, ...ending, endedAt: now.toISOString() };
  if (perhaps !== true || ended.state === 'sent') return ended;
  return { ...ended, state: 'doubt', reason: `An earlier post of it may be there. ${ending.reason ?? ''}`.trim() };
}

/** Ends a date that certainly has no post: skipped where none was tried. `why` is one plain line. */
export function withUnposted(daily: Daily, delivery: Delivery, why: string, now: Date): Daily {
  const { tries, reason } = delivery;
  if (tries === 0) return withEnded(daily, delivery, { state: 'skipped', reason: why, now });
  return withEnded(daily, delivery, {
    state: 'failed',
    reason: reason === undefined ? why : `${why} The last attempt: ${reason}`,
    now,
  });
}

/** Without the oldest ended one where there are too many. The last that was posted stays: no date before it may be posted again. */
function withoutOldest(deliveries: readonly Delivery[]): readonly Delivery[] {
  const ended = deliveries.filter((each) => !isOpen(each));
  if (ended.length <= keptDates) return deliveries;
  const posted = ended.findLast(mayBeThere);
  const oldest = ended.find((each) => each !== posted);
  return deliveries.filter((each) => each !== oldest);
}

/**
 * Ends each date whose time is longer ago than the drill can be posted late. `ended` names them; the same account where there is none. Dates
 * further back than the account reaches get no record.
 */
export function caughtUp(daily: Daily, now: Date): { readonly daily: Daily; readonly ended: readonly Delivery[] } {
  let [account, ended] = [daily, [] as readonly Delivery[]];
  for (;;) {
    const open = openDelivery(account);
    if (open?.state !== 'planned' || now.getTime() <= Date.parse(open.dueAt) + catchUpFor)
      return { daily: account, ended };
    account = withUnposted(account, open, tooLate(account, open), now);
    const record = deliveryOf(account, open.day);
    if (record !== undefined) ended = [...ended, record];
  }
}

const tooLate = ({ settings }: Daily, { dueAt }: Delivery): string =>
  `The bot could not post within six hours of ${wallTime(new Date(dueAt), settings.zone)} (it was down, or the platform was).`;
