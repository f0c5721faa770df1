/** What practice needs of a role, and the name that a question has in a learner's record. */
import type { Role } from '../knowledge/knowledge.ts';

export type { BankQuestion } from '../knowledge/question-bank.ts';

/** As much of a role as drills need; every `Role` is one. Its levels stand in order, the lowest first. */
export type Bank = Pick<Role, 'id' | 'questions'> & { readonly about: Pick<Role['about'], 'levels'> };

/** `role/question`: unique over all roles. Names the question in memories, in `asked`, and in the ledger's attempts. */
export const questionKey = (role: string, question: string): string => `${role}/${question}`;
