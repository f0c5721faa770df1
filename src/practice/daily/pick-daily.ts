/** Which question the whole community gets next. */
import { type Bank, type BankQuestion, questionKey } from '../bank.ts';
import { fractionOf } from '../seed.ts';
import type { Daily, DailySettings } from './daily.ts';

/** The questions of the topics and the level that the admins chose. */
export function fittingQuestions({ questions }: Bank, { topics, level }: DailySettings): readonly BankQuestion[] {
  return questions.filter(
    (question) =>
      (topics.length === 0 || topics.includes(question.topic)) && (level === undefined || question.level === level),
  );
}

/**
 * The next question: one that was never posted, in an order that each community has of its own; when all that fit have been, the one
 * whose last time is longest ago. So none comes again before each of the others has come, and a question that is added comes before
 * any comes again. The same `used` gives the same question. Undefined where none fits.
 */
export function pickDaily(
  bank: Bank,
  { settings, used }: Pick<Daily, 'settings' | 'used'>,
  community: string,
): BankQuestion | undefined {
  const lastPosted = new Map(used.map((key, index) => [key, index]));
  // Fractions lie below 1: what was never posted comes before what was.
  const turn = (key: string): number => {
    const index = lastPosted.get(key);
    return index === undefined ? fractionOf(`${community} ${key}`) : 1 + index;
  };
  return fittingQuestions(bank, settings)
    .map((question) => ({ question, turn: turn(questionKey(bank.id, question.id)) }))
    .reduce<{ question: BankQuestion; turn: number } | undefined>(
      (first, each) => (first === undefined || each.turn < first.turn ? each : first),
      undefined,
    )?.question;
}
