/** What is to be done for a community's daily drill, for whichever process asks first. */
import { type Bank, type BankQuestion, questionKey, wordingOf } from '../bank.ts';
import { hour } from '../days.ts';
import type { CommunityRecord } from '../records.ts';
import { bare, caughtUp, deliveryOf, openDelivery, wakeOf, withAccount, withDelivery, withEnded } from './account.ts';
import type { Daily, Delivery } from './daily.ts';
import { fittingQuestions, pickDaily } from './pick-daily.ts';

/** How long, in milliseconds, a claim keeps all others away. */
const leaseFor = 60_000;

/**
 * What must be left of a lease when sending begins, in milliseconds: within this time the sender has an answer, or has recorded that there
 * is none. So nobody else looks, finds nothing and sends again while a request is still on its way.
 */
const sendingTakes = 50_000;

/** How far the clocks of those who sent, those who look and the platform may be apart: a clock that is wrong by its summer time. */
export const clocksApart = hour;

/** `post`: the delivery is claimed by us; send it. `look`: an attempt was not accounted for; look whether its post is there. */
export type Task =
  | { readonly kind: 'post'; readonly delivery: Delivery; readonly question: BankQuestion }
  | { readonly kind: 'look'; readonly delivery: Delivery; readonly since: Date }
  | { readonly kind: 'nothing' };

export interface TakingUp {
  readonly now: Date;
  /** New for each call, and unguessable. */
  readonly claim: string;
  /** The role of the settings; undefined where it is gone. */
  readonly bank: Bank | undefined;
  /** The claim under which the caller has just looked and found nothing: if it still stands, the date is the caller's to send. */
  readonly absent?: string | undefined;
}

export interface TakenUp {
  /** The same one where nothing was to be done. */
  readonly record: CommunityRecord;
  readonly task: Task;
  /** The dates that ended here without a post, for logs and metrics. */
  readonly ended: readonly Delivery[];
}

/**
 * Claims what is to be done now. It can be called at any time, by any process, as often as it likes: a date is in one hand at a time, and
 * one that was posted is never given out again. Dates that were missed end here, each with its reason, and the next one is planned.
 */
export function takeUp(record: CommunityRecord, taking: TakingUp): TakenUp {
  if (record.daily === undefined) return { record, task: { kind: 'nothing' }, ended: [] };
  const { daily, ended } = caughtUp(record.daily, taking.now);
  const open = openDelivery(daily);
  const isOwn = isLeasedUnder(open, taking.absent, taking.now);
  if (open === undefined || (!isOwn && taking.now.getTime() < Date.parse(wakeOf(open)))) {
    return { record: withAccount(record, daily), task: { kind: 'nothing' }, ended };
  }
  if (open.state === 'claimed' && !isOwn) return { ...lookFor(record, daily, open, taking), ended };

  const { bank, now } = taking;
  const question = bank === undefined ? undefined : questionFor(record.community, daily, open, bank);
  if (bank !== undefined && question !== undefined) {
    return { ...post(record, daily, open, { ...taking, bank, question }), ended };
  }
  const without = withEnded(daily, open, { state: 'failed', reason: whyNone(daily, bank), now });
  const rest = takeUp(withAccount(record, without), taking);
  const failed = deliveryOf(without, open.day);
  return { ...rest, ended: [...ended, ...(failed === undefined ? [] : [failed]), ...rest.ended] };
}

/** Whether the claim stands, and its lease is not over. */
const isLeasedUnder = (open: Delivery | undefined, claim: string | undefined, now: Date): boolean =>
  open?.claim !== undefined && open.claim.id === claim && now.getTime() <= Date.parse(open.claim.until);

type Taken = Pick<TakenUp, 'record' | 'task'>;

const leaseUntil = ({ now }: TakingUp): string => new Date(now.getTime() + leaseFor).toISOString();

function post(
  record: CommunityRecord,
  daily: Daily,
  open: Delivery,
  taking: TakingUp & { readonly bank: Bank; readonly question: BankQuestion },
): Taken {
  const { question, bank, claim, now } = taking;
  const asked = { question: questionKey(bank.id, question.id), wording: wordingOf(question) };
  const { tally, ...rest } = bare(open);
  const isSame = asked.question === open.question && asked.wording === open.wording;
  const delivery: Delivery = {
    ...rest,
    ...(isSame && tally !== undefined && { tally }),
    ...asked,
    state: 'claimed',
    tries: open.tries + 1,
    claim: { id: claim, at: now.toISOString(), until: leaseUntil(taking) },
    channel: daily.settings.channel,
  };
  return { record: withAccount(record, withDelivery(daily, delivery)), task: { kind: 'post', delivery, question } };
}

function lookFor(record: CommunityRecord, daily: Daily, open: Delivery, taking: TakingUp): Taken {
  // The first instant stays, so that a look covers everything that may have been sent since.
  const at = open.claim?.at ?? open.dueAt;
  const delivery = { ...open, claim: { id: taking.claim, at, until: leaseUntil(taking) } };
  const since = new Date(Math.min(Date.parse(at), taking.now.getTime()) - clocksApart);
  return { record: withAccount(record, withDelivery(daily, delivery)), task: { kind: 'look', delivery, since } };
}

/** The question of an earlier attempt as long as it can still be put, else the next one: what is tried again is certainly not there. */
function questionFor(community: string, daily: Daily, open: Delivery, bank: Bank): BankQuestion | undefined {
  const before = fittingQuestions(bank, daily.settings).find(
    (question) => questionKey(bank.id, question.id) === open.question && wordingOf(question) === open.wording,
  );
  return before ?? pickDaily(bank, daily, community);
}

/** Why there is no question, in one line for the admins. */
function whyNone({ settings }: Daily, bank: Bank | undefined): string {
  return bank === undefined
    ? `The bot knows no role "${settings.role}" any more. Choose another one with /daily set.`
    : 'No question fits the topics and the level that were chosen. Choose others with /daily set.';
}

/** When, and how long after it was claimed. */
export interface SendingMoment {
  readonly now: Date;
  /** Milliseconds since before the claim, by a clock that is never set back: by `now` alone a lease that is over could last again. */
  readonly sinceClaim: number;
}

/**
 * Whether the holder of a claim may begin to send at this moment: the claim stands, and its lease outlives the sending. To be asked right
 * before sending, of the record as the claim was written; whoever may not settles with `later`, since nothing was sent.
 */
export function maySend({ daily }: CommunityRecord, claim: string, { now, sinceClaim }: SendingMoment): boolean {
  const open = daily === undefined ? undefined : openDelivery(daily);
  if (open?.claim?.id !== claim) return false;
  return Date.parse(open.claim.until) - now.getTime() >= sendingTakes && sinceClaim <= leaseFor - sendingTakes;
}
