/** What became of an attempt to post, put into the account. */
import type { LocalDay } from '../ledger.ts';
import type { CommunityRecord } from '../records.ts';
import { bare, catchUpFor, deliveryOf, isOpen, switchedOn, withAccount, withDelivery, withEnded } from './account.ts';
import type { Daily, Delivery, Finding, PostResult } from './daily.ts';
import { type Refused, withStop } from './stop.ts';

const second = 1000;
const shortestPause = 15 * second;
const longestPause = 15 * 60 * second;
/** From a look that told nothing to the next one, in milliseconds. */
const betweenLooks = 60 * second;

/** Milliseconds to wait after so many attempts. */
const pauseAfter = (tries: number): number => Math.min(shortestPause * 2 ** (tries - 1), longestPause);

/** A pause of everything says nothing about this one post: it has not failed, and goes on with the others, or at once with other processes. */
function pauseFor(
  { after = 0, everywhere = false, ours = false }: Extract<PostResult, { kind: 'later' }>,
  { tries }: Delivery,
): number {
  if (after === 0 || (!everywhere && !ours)) return Math.max(after, pauseAfter(tries));
  return ours ? 0 : after;
}

/** Which attempt, and what is known of it. */
export interface Settling {
  readonly claim: string;
  readonly day: LocalDay;
  /** The platform's id of the channel that it went to. */
  readonly channel: string;
  readonly now: Date;
}

/**
 * The record with the result of an attempt. That it was sent holds whoever says so, and however late: the date has its post. Everything
 * else counts only from the holder of the claim. `doubt` leaves the date claimed: the sender is to look, or others when the lease is over.
 */
export function settle(record: CommunityRecord, settling: Settling & { readonly result: PostResult }): CommunityRecord {
  const { result, claim, day, channel, now } = settling;
  return withOutcome(record, day, (daily, delivery) => {
    if (result.kind === 'sent') return withSent(daily, delivery, { message: result.message, channel, now });
    if (!isClaimedUnder(delivery, claim)) return daily;
    switch (result.kind) {
      case 'later':
        return withRetry(daily, delivery, { pause: pauseFor(result, delivery), reason: result.detail, now });
      case 'refused':
        return withRefusal(daily, delivery, { ...result, channel, now });
      case 'doubt':
        return withDelivery(daily, { ...delivery, reason: result.detail });
    }
  });
}

/**
 * The record with what a look found. A post that is there holds whoever says so. Where there is none, the date stays claimed: who looked may
 * send at once (`absent` of `takeUp`), and nobody else without another look, since a request that was slow may still arrive. Where nobody
 * can tell, it is never tried again; where nobody can tell just now, it stays claimed until the next look, for as long as a date can be
 * posted late.
 */
export function looked(record: CommunityRecord, looking: Settling & { readonly finding: Finding }): CommunityRecord {
  const { finding, claim, day, channel, now } = looking;
  return withOutcome(record, day, (daily, delivery) => {
    if (finding.kind === 'found') return withSent(daily, delivery, { message: finding.message, channel, now });
    if (!isClaimedUnder(delivery, claim)) return daily;
    if (finding.kind === 'unknown') {
      return withEnded(daily, delivery, { state: 'doubt', reason: finding.detail, channel, now });
    }
    if (finding.kind === 'later') return withAnotherLook(daily, delivery, { ...finding, channel, now });
    const absent = { ...delivery, reason: delivery.reason ?? 'The post did not arrive.' };
    const whyNot = whyNoRetry(daily, absent, now);
    if (whyNot === undefined) return withDelivery(daily, absent);
    return withEnded(daily, delivery, { state: 'failed', reason: `${absent.reason} ${whyNot}`, now });
  });
}

function withOutcome(
  record: CommunityRecord,
  day: LocalDay,
  outcome: (daily: Daily, delivery: Delivery) => Daily,
): CommunityRecord {
  const { daily } = record;
  const delivery = daily === undefined ? undefined : deliveryOf(daily, day);
  return daily === undefined || delivery === undefined ? record : withAccount(record, outcome(daily, delivery));
}

/** However old the claim is: until somebody else takes the date up, what became of it is its holder's to say. */
const isClaimedUnder = ({ state, claim }: Delivery, id: string): boolean => state === 'claimed' && claim?.id === id;

interface Sent {
  readonly message: string;
  readonly channel: string;
  readonly now: Date;
}

/** What was sent shows that sending works again; dates that passed while nothing was posted were promised by nobody. */
function withSent(daily: Daily, delivery: Delivery, sent: Sent): Daily {
  if (delivery.state === 'sent') return daily;
  const healed = isOpen(delivery) && daily.status === 'stopped' ? switchedOn(daily, sent.now) : daily;
  return withEnded(healed, delivery, { state: 'sent', ...sent });
}

interface AnotherLook {
  /** Milliseconds. */
  readonly after?: number;
  readonly detail: string;
  readonly channel: string;
  readonly now: Date;
}

/** Whoever is next looks again; nobody sends before that. */
function withAnotherLook(daily: Daily, delivery: Delivery, { after = 0, detail, channel, now }: AnotherLook): Daily {
  const until = now.getTime() + Math.max(after, betweenLooks);
  if (delivery.claim === undefined || until > Date.parse(delivery.dueAt) + catchUpFor)
    return withEnded(daily, delivery, { state: 'doubt', reason: detail, channel, now });
  const claim = { ...delivery.claim, until: new Date(until).toISOString() };
  return withDelivery(daily, { ...delivery, claim, reason: detail });
}

interface Retry {
  /** Milliseconds. */
  readonly pause: number;
  readonly reason: string;
  readonly now: Date;
}

function withRetry(daily: Daily, delivery: Delivery, { pause, reason, now }: Retry): Daily {
  const notBefore = new Date(now.getTime() + pause);
  const whyNot = whyNoRetry(daily, delivery, notBefore);
  if (whyNot !== undefined) return withEnded(daily, delivery, { state: 'failed', reason: `${reason} ${whyNot}`, now });
  const planned: Delivery = { ...bare(delivery), state: 'planned', notBefore: notBefore.toISOString(), reason };
  return withDelivery(daily, planned);
}

/** Why a date is not tried again at an instant, in one line; undefined where it is. */
function whyNoRetry({ status }: Daily, { dueAt }: Delivery, at: Date): string | undefined {
  if (status !== 'on') return `It was not tried again, because the daily drill is ${status}.`;
  return at.getTime() > Date.parse(dueAt) + catchUpFor
    ? 'Six hours after its time it is not tried any more.'
    : undefined;
}

/** What no channel takes stops the schedule; what a channel refuses that is not the chosen one any more says nothing of the new one. */
function withRefusal(
  daily: Daily,
  delivery: Delivery,
  { channel, ...refused }: Refused & { readonly channel: string },
): Daily {
  const { why, detail, now } = refused;
  const isOfChannel = why === 'channel-gone' || why === 'no-access';
  if (isOfChannel && channel !== daily.settings.channel) {
    return withRetry(daily, delivery, { pause: 0, reason: `The channel of before did not take it: ${detail}`, now });
  }
  // A pause is the admins' word, and what was posted by hand meanwhile must not end it; whoever posts by hand sees what came of it.
  if (daily.status === 'paused') return withEnded(daily, delivery, { state: 'failed', reason: detail, now });
  return withStop(daily, delivery, refused);
}
