/** Puts a community's daily drill to one learner. The drill's id is the post's key, so that answering twice counts once. */
import { answeredQuestion, openDrill } from '../attempts.ts';
import { type Bank, type BankQuestion, questionKey, roleOfKey, wordingOf } from '../bank.ts';
import type { DailyAsked } from '../practice.ts';
import type { CommunityRecord, LearnerRecord } from '../records.ts';
import type { Change } from '../store.ts';
import { deliveryOf, latestSent } from './account.ts';
import { dailyKey, dayOfKey } from './key.ts';

/** The question that a daily drill puts, or why nobody can answer it now. */
export type FoundDaily =
  { readonly kind: 'found'; readonly question: BankQuestion } | Exclude<DailyAsked, { readonly drill: string }>;

/** The key of the drill that was posted last; undefined where the community has had none. */
export function latestKey({ community, daily }: CommunityRecord): string | undefined {
  const delivery = daily === undefined ? undefined : latestSent(daily);
  return delivery === undefined ? undefined : dailyKey(community, delivery.day);
}

/**
 * The daily drill with this key. Whoever pressed a button of its post has seen it, whatever the record says of its sending: where that
 * was in doubt, it was sent.
 */
export function findDaily({ community, daily }: CommunityRecord, key: string, bank: Bank): FoundDaily {
  const day = dayOfKey(key);
  if (daily === undefined || day === undefined || dailyKey(community, day) !== key) return { kind: 'none' };
  const delivery = deliveryOf(daily, day);
  const isClosed = daily.deliveries.some((each) => each.state === 'sent' && each.day > day);
  if (delivery === undefined || isClosed) return { kind: 'closed' };
  if (delivery.question === undefined) return { kind: 'none' };
  const role = roleOfKey(delivery.question);
  if (role !== bank.id) return { kind: 'other-role', role };
  const question = bank.questions.find(({ id }) => questionKey(role, id) === delivery.question);
  return question === undefined || wordingOf(question) !== delivery.wording
    ? { kind: 'none' }
    : { kind: 'found', question };
}

/** Where and when a drill is put to a learner. */
export interface Occasion {
  readonly bank: Bank;
  readonly community: string;
  readonly now: Date;
}

/** Opens the drill for the learner, once. An answer that the learner gave stays one, also when the drill has closed since. */
export function putDaily(
  record: LearnerRecord,
  key: string,
  found: FoundDaily,
  { bank, community, now }: Occasion,
): Change<LearnerRecord, DailyAsked> {
  const answered = dayOfKey(key) === undefined ? undefined : answeredQuestion(record, key, bank);
  if (answered !== undefined) return { record, result: { kind: 'answered', drill: key, question: answered } };
  if (found.kind !== 'found') return { record, result: found };
  const { question } = found;
  const wording = wordingOf(question);
  const drill = { id: key, role: bank.id, question: question.id, wording, community, askedAt: now.toISOString() };
  return { record: openDrill(record, drill), result: { kind: 'question', drill: key, question } };
}
