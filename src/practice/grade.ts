/** What a grade is worth when results are counted. */
import type { Grade } from './ledger.ts';

const shares: Readonly<Record<Grade, number>> = { again: 0, hard: 0.5, good: 1, easy: 1 };

/** How much of an answer was right, 0 to 1. Easy counts as good: it says when to ask again, not that more was known. */
export const shareRight = (grade: Grade): number => shares[grade];

/** The grade of a choice: nobody is asked how hard it was, so that a right click stays one click. */
export const gradeOfChoice = (right: boolean): Grade => (right ? 'good' : 'again');
