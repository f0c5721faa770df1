/** Memory: FSRS by ts-fsrs, with the time that has really passed. */
import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating, type Card } from 'ts-fsrs';
import { describe, expect, it } from 'vitest';
import { type Grade, grades } from '../../src/practice/ledger.ts';
import { nextDates, retrievability, reviewMemory } from '../../src/practice/memory.ts';
import type { Memory } from '../../src/practice/records.ts';
import { at } from '../support/questions.ts';

const ratings = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
const day = 24 * 3600 * 1000;

describe('memory of a question', () => {
  it('agrees with the scheduler of ts-fsrs where reviews lie whole days apart', () => {
    const scheduler = fsrs({ enable_short_term: false });
    const reviews = fc.array(fc.record({ grade: fc.constantFrom(...grades), days: fc.integer({ min: 1, max: 90 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(reviews, (all) => {
        let card: Card = createEmptyCard(at(0));
        let memory: Memory | undefined;
        let now = at(0);
        for (const { grade, days } of all) {
          card = scheduler.next(card, now, ratings[grade]).card;
          memory = reviewMemory(memory, grade, now);
          expect(memory.due).toBe(card.due.toISOString());
          expect(memory.stability).toBeCloseTo(card.stability, 6);
          expect(memory.difficulty).toBeCloseTo(card.difficulty, 6);
          expect([memory.reps, memory.lapses]).toEqual([card.reps, card.lapses]);
          now = new Date(now.getTime() + days * day);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('promises the dates that come, a better grade never sooner and none on the same day', () => {
    const grade = fc.constantFrom(...grades);
    const gap = fc.double({ min: 0, max: 400, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(grade, gap), { maxLength: 10 }), (all) => {
        let memory: Memory | undefined;
        let now = at(0);
        for (const [each, days] of all) {
          const promised = nextDates(memory, now);
          const order = grades.map((name: Grade) => promised[name].getTime());
          expect(order.toSorted((a, b) => a - b)).toEqual(order);
          expect(order[0]).toBeGreaterThanOrEqual(now.getTime() + day);
          memory = reviewMemory(memory, each, now);
          expect(memory.due).toBe(promised[each].toISOString());
          now = new Date(now.getTime() + days * day);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('fades from certainty, to 90% when FSRS would ask again', () => {
    const memory = reviewMemory(undefined, 'good', at(0));
    expect(retrievability(memory, at(0))).toBe(1);
    expect(retrievability(memory, new Date(at(0).getTime() + memory.stability * day))).toBeCloseTo(0.9, 6);
    expect(retrievability(memory, at(400))).toBeLessThan(0.7);
    expect(retrievability(memory, at(-3))).toBe(1);
  });

  it('counts evenings in Los Angeles as days of their own, though one UTC date may hold both', () => {
    const evening = new Date('2026-02-02T01:00:00Z');
    const nextAfternoon = new Date('2026-02-02T23:30:00Z');
    const first = reviewMemory(undefined, 'again', evening);
    expect(reviewMemory(first, 'good', nextAfternoon).stability).toBeGreaterThan(first.stability * 1.5);
  });

  it('survives being written as JSON', () => {
    const memory = reviewMemory(reviewMemory(undefined, 'hard', at(0)), 'again', at(3, 5));
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
    expect(memory).toMatchObject({ reps: 2, lapses: 1, lastReview: at(3, 5).toISOString() });
  });
});
