/**
 * What a learner remembers of one question, and when to ask it again: FSRS, by ts-fsrs, with its published default parameters and the
 * usual aim of 90% recall. Without steps of minutes (a drill is a matter of days) and without fuzz (the date that a button promises is
 * the date that comes).
 *
 * The library's own scheduler counts dates in UTC, so that for a learner in Los Angeles two evenings could be the same day. Therefore
 * its formulas are used here with the time that has really passed; intervals are ordered as in its long-term scheduler.
 */
import { FSRSAlgorithm, Rating, State } from 'ts-fsrs';
import { dayLength } from './days.ts';
import type { Grade } from './ledger.ts';
import type { Memory } from './records.ts';

const fsrs = new FSRSAlgorithm({ enable_short_term: false, enable_fuzz: false });

const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;

type ByGrade<T> = Readonly<Record<Grade, T>>;

const byGrade = <T>(value: (grade: Grade) => T): ByGrade<T> => ({
  again: value('again'),
  hard: value('hard'),
  good: value('good'),
  easy: value('easy'),
});

/** Days since the last review, with their fraction; 0 where the clock went back. */
const elapsedDays = (memory: Memory, now: Date): number =>
  Math.max(0, (now.getTime() - Date.parse(memory.lastReview)) / dayLength);

function statesAfter(memory: Memory | undefined, now: Date): ByGrade<{ stability: number; difficulty: number }> {
  const elapsed = memory === undefined ? 0 : elapsedDays(memory, now);
  return byGrade((grade) => fsrs.next_state(memory ?? null, elapsed, ratings[grade]));
}

/** Days until the question comes back: a better grade never brings it back sooner, and never on the same day. */
function intervalsAfter(states: ByGrade<{ stability: number }>): ByGrade<number> {
  const plain = byGrade((grade) => fsrs.next_interval(states[grade].stability, 0));
  const again = Math.min(plain.again, plain.hard);
  const hard = Math.max(plain.hard, again + 1);
  const good = Math.max(plain.good, hard + 1);
  const easy = Math.max(plain.easy, good + 1);
  return { again, hard, good, easy };
}

const after = (now: Date, days: number): Date => new Date(now.getTime() + days * dayLength);

/** The memory after an answer; `memory` is undefined for the first one. */
export function reviewMemory(memory: Memory | undefined, grade: Grade, now: Date): Memory {
  const states = statesAfter(memory, now);
  const days = intervalsAfter(states)[grade];
  return {
    due: after(now, days).toISOString(),
    stability: states[grade].stability,
    difficulty: states[grade].difficulty,
    reps: (memory?.reps ?? 0) + 1,
    lapses: (memory?.lapses ?? 0) + (memory !== undefined && grade === 'again' ? 1 : 0),
    state: State.Review,
    lastReview: now.toISOString(),
    scheduledDays: days,
    learningSteps: 0,
  };
}

/** When the question would come back under each grade, if it were answered now. */
export function nextDates(memory: Memory | undefined, now: Date): Record<Grade, Date> {
  const intervals = intervalsAfter(statesAfter(memory, now));
  return byGrade((grade) => after(now, intervals[grade]));
}

/** The chance, 0 to 1, that the learner still knows the answer. */
export function retrievability(memory: Memory, now: Date): number {
  return fsrs.forgetting_curve(elapsedDays(memory, now), memory.stability);
}
