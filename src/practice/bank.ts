/** What practice needs of a role, and the name that a question has in a learner's record. */
import type { Role } from '../knowledge/knowledge.ts';
import type { BankQuestion } from '../knowledge/question-bank.ts';

export type { BankQuestion };

/** As much of a role as drills need; every `Role` is one. Its levels stand in order, the lowest first. */
export type Bank = Pick<Role, 'id' | 'questions'> & { readonly about: Pick<Role['about'], 'levels'> };

/** `role/question`: unique over all roles. Names the question in memories, in `asked`, and in the ledger's attempts. */
export const questionKey = (role: string, question: string): string => `${role}/${question}`;

/**
 * A short text that changes when the question or the order of its options does (FNV-1a, 32 bits: enough to notice an edit, no secret).
 */
export function wordingOf(question: BankQuestion): string {
  const options = question.kind === 'choice' ? question.options.map(({ text, right }) => `${text} ${right}`) : [];
  let hash = 0x811c9dc5;
  for (const character of [question.prompt, ...options].join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}
