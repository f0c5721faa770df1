/** What a learner has to review: what is due, how many, and when the next. */
import type { Bank } from './bank.ts';
import { daysBetween } from './days.ts';
import { type DueQuestion, duePerDay, dueQueue } from './due.ts';
import type { LearnerRecord } from './records.ts';
import { todayOf } from './rules.ts';

/** From this many days without an answer on, somebody has been away. */
const breakDays = 7;

export interface ReviewState {
  /** What is left for today, the most forgotten first; at most ten a day, those of today that are done included. */
  readonly today: readonly DueQuestion[];
  /** How many more are due and wait for the following days. */
  readonly waiting: number;
  /** When the next ones come after today's; undefined where nothing was ever answered. */
  readonly next: Date | undefined;
  /** How many days the learner was away, if that was a week or longer. */
  readonly awayDays: number | undefined;
  /** All of it in a sentence or two, without the date of the next. */
  readonly summary: string;
}

/** What a learner has to review at an instant. */
export function reviewState(bank: Pick<Bank, 'id' | 'questions'>, record: LearnerRecord, now: Date): ReviewState {
  const { today, waiting, next } = dueQueue(bank, record, now);
  const awayDays = awayFor(record, now);
  return { today, waiting, next, awayDays, summary: summaryOf(today.length, waiting, awayDays) };
}

function awayFor(record: LearnerRecord, now: Date): number | undefined {
  const lastDay = record.ledger.reduce<string | undefined>(
    (last, entry) => (entry.kind === 'attempt' && (last === undefined || entry.day > last) ? entry.day : last),
    undefined,
  );
  const away = lastDay === undefined ? 0 : daysBetween(lastDay, todayOf(record, now).day);
  return away >= breakDays ? away : undefined;
}

const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`);

function summaryOf(today: number, waiting: number, awayDays: number | undefined): string {
  const welcome = awayDays === undefined ? '' : `Welcome back after ${awayDays} days. `;
  if (today + waiting === 0) return `${welcome}Nothing is due.`;
  if (waiting === 0) return `${welcome}${questions(today)} due today.`;
  const limit = `it is never more than ${duePerDay} a day, the most forgotten first`;
  return today === 0
    ? `${welcome}Today’s reviews are done. ${questions(waiting)} more for the following days: ${limit}.`
    : `${welcome}${questions(today)} due today, and ${waiting} more for the following days: ${limit}.`;
}
