/** What `/review` says of what is due. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bank } from '../../src/practice/bank.ts';
import { localDay } from '../../src/practice/days.ts';
import { grades } from '../../src/practice/ledger.ts';
import { pickQuestion } from '../../src/practice/pick.ts';
import { reviewState } from '../../src/practice/review.ts';
import { ada, answered, answeredAll, at, bankOf, questionsOn, skipped } from '../support/questions.ts';

const bank = bankOf(questionsOn(['sql', 'http', 'cache'], 8));

describe('review', () => {
  const learnt = answeredAll(ada, bank.questions.slice(0, 34), 'again', at(0));

  it('says that nothing is due, and when the next is', () => {
    expect(reviewState(bank, ada, at(0))).toMatchObject({
      today: [],
      waiting: 0,
      next: undefined,
      summary: 'Nothing is due.',
    });
    const state = reviewState(bank, learnt, at(0));
    expect(state).toMatchObject({ today: [], waiting: 0, awayDays: undefined });
    // The first moment of the local day after.
    expect(state.next).toEqual(at(1, -8));
  });

  it('caps the backlog after a break at ten a day, the most forgotten first, and says so', () => {
    const state = reviewState(bank, learnt, at(30));
    expect(state.today).toHaveLength(10);
    expect(state).toMatchObject({ waiting: 24, awayDays: 30, next: at(31, -8) });
    expect(state.summary).toBe(
      'Welcome back after 30 days. 10 questions due today, and 24 more for the following days: it is never more than 10 a day, the most forgotten first.',
    );
    const risks = state.today.map(({ retrievability }) => retrievability);
    expect(risks.toSorted((a, b) => a - b)).toEqual(risks);
  });

  it('says that one is due, and that today’s are done', () => {
    const one = answeredAll(ada, bank.questions.slice(0, 1), 'again', at(0));
    expect(reviewState(bank, one, at(2)).summary).toBe('1 question due today.');
    let record = learnt;
    for (const { question } of reviewState(bank, learnt, at(3)).today)
      record = answered(record, question, 'good', at(3));
    expect(reviewState(bank, record, at(3, 2))).toMatchObject({ today: [], waiting: 24, next: at(4, -8) });
    expect(reviewState(bank, record, at(3, 2)).summary).toContain('Today’s reviews are done. 24 questions more');
  });

  it('never asks more than ten due questions on a local day, answered or skipped', () => {
    const visit = fc.record({
      hours: fc.integer({ min: 0, max: 6 }),
      grade: fc.option(fc.constantFrom(...grades), { freq: 4 }),
    });
    fc.assert(
      fc.property(
        fc.array(visit, { minLength: 30, maxLength: 60 }),
        fc.integer({ min: 0, max: 23 }),
        (visits, start) => {
          let record = learnt;
          let hours = start;
          const dueOn = new Map<string, Set<string>>();
          for (const { hours: passed, grade } of visits) {
            hours += passed;
            const now = at(20, hours);
            const picked = pickQuestion({ bank, record, now, seed: 'seed' });
            if (picked.question === undefined) continue;
            if (picked.reason === 'due') {
              const day = localDay(now, { zone: 'UTC', dayStart: 4 });
              dueOn.set(day, (dueOn.get(day) ?? new Set()).add(picked.question.id));
            }
            record =
              grade === null ? skipped(record, picked.question, now) : answered(record, picked.question, grade, now);
          }
          expect(Math.max(...[...dueOn.values()].map((ids) => ids.size))).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves out questions that the bank has no more', () => {
    const smaller: Bank = { ...bank, questions: bank.questions.slice(30) };
    expect(reviewState(smaller, learnt, at(30))).toMatchObject({ waiting: 0 });
    expect(reviewState(smaller, learnt, at(30)).today).toHaveLength(4);
  });
});
