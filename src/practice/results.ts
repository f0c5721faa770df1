/** The answers that results are counted from. */
import { type Bank, type BankQuestion, questionKey } from './bank.ts';
import { shareRight } from './grade.ts';
import type { LedgerEntry } from './ledger.ts';
import { attemptsInOrder } from './streak/ledger-order.ts';

/** One answer to a question of the bank. */
export interface Result {
  readonly question: BankQuestion;
  /** Instant in milliseconds. */
  readonly at: number;
  /** 0 to 1. */
  readonly share: number;
}

/**
 * A learner's answers to questions that the bank still has, the oldest first. Of several answers to one question on one local day only
 * the first counts: the others came with the solution in mind.
 */
export function resultsOf(bank: Pick<Bank, 'id' | 'questions'>, ledger: readonly LedgerEntry[]): Result[] {
  const questions = new Map(bank.questions.map((question) => [questionKey(bank.id, question.id), question]));
  const seen = new Set<string>();
  return attemptsInOrder(ledger).flatMap(({ at, attempt }) => {
    const question = questions.get(attempt.question);
    const once = `${attempt.day} ${attempt.question}`;
    if (question === undefined || seen.has(once)) return [];
    seen.add(once);
    return [{ question, at, share: shareRight(attempt.grade) }];
  });
}

/** The mean of their shares, 0 to 1; undefined where there is none. */
export function meanShare(results: readonly Pick<Result, 'share'>[]): number | undefined {
  return results.length === 0 ? undefined : results.reduce((sum, { share }) => sum + share, 0) / results.length;
}
