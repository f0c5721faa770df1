/** What practice needs of a role, and the name that a question has in a learner's record. */
import type { Role } from '../knowledge/knowledge.ts';
import type { BankQuestion } from '../knowledge/question-bank.ts';
import { fingerprintOf } from './fingerprint.ts';

export type { BankQuestion };

/** As much of a role as drills need; every `Role` is one. Its levels stand in order, the lowest first. */
export type Bank = Pick<Role, 'id' | 'questions'> & { readonly about: Pick<Role['about'], 'levels'> };

/** `role/question`: unique over all roles. Names the question in memories, in `asked`, and in the ledger's attempts. */
export const questionKey = (role: string, question: string): string => `${role}/${question}`;

/** The role in a question's key. */
export const roleOfKey = (key: string): string => key.split('/')[0] ?? '';

/** A short text that changes when the question or the order of its options does. */
export function wordingOf(question: BankQuestion): string {
  const options = question.kind === 'choice' ? question.options.map(({ text, right }) => `${text} ${right}`) : [];
  return fingerprintOf([question.prompt, ...options].join('\n'));
}
