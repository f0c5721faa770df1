/** Which question to ask next. */
import { type Bank, type BankQuestion, questionKey } from './bank.ts';
import { dayLength } from './days.ts';
import { dueQueue } from './due.ts';
import { fittingLevels } from './fitting-levels.ts';
import { retrievability } from './memory.ts';
import type { LearnerRecord } from './records.ts';
import { meanShare, type Result, resultsOf } from './results.ts';
import { fractionOf } from './seed.ts';

/** A question does not come back sooner than this, in milliseconds, unless it is due. */
const quietTime = 7 * dayLength;
/** Fewer answers than this say nothing about a topic yet. */
const enoughForTopic = 3;

export interface PickRequest {
  readonly bank: Bank;
  readonly record: LearnerRecord;
  readonly now: Date;
  /** Only questions of this topic. */
  readonly topic?: string | undefined;
  /** Only questions of this level, instead of those that fit. */
  readonly level?: string | undefined;
  /** The same seed picks the same question from the same record. */
  readonly seed: string;
}

/**
 * A question, and why it: `due` under FSRS, `new` (never answered), or `ahead` of its time because everything has been answered. Or no
 * question, and when there is one again (`next` is undefined where the bank has none that fits the request).
 */
export type Picked =
  | { readonly question: BankQuestion; readonly reason: 'due' | 'new' | 'ahead' }
  | { readonly question?: undefined; readonly next: Date | undefined };

/**
 * Picks what is due, most forgotten first, but no question a third time in a row; else something new at a fitting level; else what is
 * due next. Nothing is changed.
 */
export function pickQuestion({ bank, record, now, topic, level, seed }: PickRequest): Picked {
  const wanted = bank.questions.filter(
    (question) =>
      (topic === undefined || question.topic === topic) && (level === undefined || question.level === level),
  );
  const queue = dueQueue({ id: bank.id, questions: wanted }, record, now);
  const keyOf = (question: BankQuestion): string => questionKey(bank.id, question.id);
  // A question that keeps going wrong is due every day: after two times in a row comes another one, or it would crowd out all others.
  const stuck = answeredTwiceInARow(record);
  const due = queue.today.find(({ question }) => keyOf(question) !== stuck);
  if (due !== undefined) return { question: due.question, reason: 'due' };

  const rested = wanted.filter((question) => restedAt(record, keyOf(question), now) <= now.getTime());
  const unknown = rested.filter((question) => record.memories[keyOf(question)] === undefined);
  const fresh = pickNew({ bank, record, unknown, anyLevel: level !== undefined, seed });
  if (fresh !== undefined) return { question: fresh, reason: 'new' };
  const [dueAgain] = queue.today;
  if (dueAgain !== undefined) return { question: dueAgain.question, reason: 'due' };

  // What is due beyond the day's limit waits for tomorrow: coming "ahead" would get round the limit.
  const ahead = minimumBy(
    rested.filter((question) => !queue.keys.has(keyOf(question))),
    (question) => {
      const memory = record.memories[keyOf(question)];
      return memory === undefined ? 1 : retrievability(memory, now);
    },
  );
  if (ahead !== undefined) return { question: ahead, reason: 'ahead' };
  const chances = wanted.map((question) => restedAt(record, keyOf(question), now)).filter((at) => at > now.getTime());
  const next = Math.min(queue.next?.getTime() ?? Infinity, ...chances);
  return { next: next === Infinity ? undefined : new Date(next) };
}

/** The key of the question to which both of the last two answers were; undefined where they were to different ones. */
function answeredTwiceInARow({ ledger }: LearnerRecord): string | undefined {
  const [before, last] = ledger.filter((entry) => entry.kind === 'attempt').slice(-2);
  return before?.question === last?.question ? last?.question : undefined;
}

/** When a question may come again though it is not due, in milliseconds. An instant ahead of the clock counts like one just as long ago. */
function restedAt(record: LearnerRecord, key: string, now: Date): number {
  const seen = [record.asked[key], record.memories[key]?.lastReview]
    .filter((instant) => instant !== undefined)
    .map((instant) => Date.parse(instant));
  return Math.max(-Infinity, ...seen.map((at) => Math.min(at, 2 * now.getTime() - at) + quietTime));
}

interface NewRequest extends Pick<PickRequest, 'bank' | 'record' | 'seed'> {
  readonly unknown: readonly BankQuestion[];
  readonly anyLevel: boolean;
}

/** A new question of the fitting levels, or of those nearest to them where these are used up. */
function pickNew({ bank, record, unknown, anyLevel, seed }: NewRequest): BankQuestion | undefined {
  if (unknown.length === 0) return undefined;
  const results = resultsOf(bank, record.ledger);
  const order = bank.about.levels.map((each) => each.id);
  const fitting = anyLevel ? order : fittingLevels(bank, results);
  const distance = ({ level }: BankQuestion): number =>
    Math.min(...fitting.map((each) => Math.abs(order.indexOf(each) - order.indexOf(level))));
  const nearest = Math.min(...unknown.map(distance));
  const preference = topicPreference(results);
  // The exponential race: each question's chance is in proportion to its weight, whatever else the bank has.
  return minimumBy(
    unknown.filter((question) => distance(question) === nearest),
    (question) => -Math.log(fractionOf(`${seed} ${question.id}`)) / preference(question.topic),
  );
}

/** Weak topics come up to twice as often as strong ones; topics that are hardly known yet lie between. */
function topicPreference(results: readonly Result[]): (topic: string) => number {
  const byTopic = Map.groupBy(results, ({ question }) => question.topic);
  return (topic) => {
    const of = byTopic.get(topic) ?? [];
    return 2 - (of.length < enoughForTopic ? 0.5 : (meanShare(of) ?? 0.5));
  };
}

function minimumBy<T>(items: readonly T[], cost: (item: T) => number): T | undefined {
  let [best, lowest] = [undefined as T | undefined, Infinity];
  for (const item of items) {
    const its = cost(item);
    if (its < lowest) [best, lowest] = [item, its];
  }
  return best;
}
