/** What an answer is worth: docs/points.md says it to learners. */
import type { Question } from '../knowledge/schema/question.ts';
import type { Grade } from './ledger.ts';

const difficulties: Readonly<Record<string, number>> = { junior: 1, mid: 2, senior: 3, staff: 4 };

/** 1 for junior to 4 for staff; a level of another name counts 1. */
export const difficultyOf = (level: string): number => difficulties[level] ?? 1;

/** A wrong choice is worth nothing, or guessing would pay. */
const choicePoints: Readonly<Record<Grade, number>> = { again: 0, hard: 10, good: 10, easy: 10 };
/** Who grades an own answer honestly must not lose by it: trying counts, and easy brings no more than good. */
const openPoints: Readonly<Record<Grade, number>> = { again: 2, hard: 6, good: 10, easy: 10 };

/** Difficulty of the level times the result: a whole number from 0 to 40. `repeated`: the question was answered before on the same local day. */
export function pointsFor(
  { kind, level }: Pick<Question, 'kind' | 'level'>,
  grade: Grade,
  { repeated }: { readonly repeated: boolean },
): number {
  if (repeated) return 0;
  return difficultyOf(level) * (kind === 'choice' ? choicePoints : openPoints)[grade];
}
