/** Which question comes next. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BankQuestion, questionKey } from '../../src/practice/bank.ts';
import { localDay } from '../../src/practice/days.ts';
import { grades } from '../../src/practice/ledger.ts';
import { type Picked, pickQuestion } from '../../src/practice/pick.ts';
import type { LearnerRecord } from '../../src/practice/records.ts';
import { ada, answered, answeredAll, at, bankOf, choiceQuestion, questionsOn, skipped } from '../support/questions.ts';

const bank = bankOf(questionsOn(['sql', 'http', 'cache'], 8));
const week = 7 * 24 * 3600 * 1000;

const pick = (record: LearnerRecord, now: Date, more: { topic?: string; level?: string; seed?: string } = {}): Picked =>
  pickQuestion({ bank, record, now, seed: 'seed', ...more });

const of = (topic: string, level: string, count = 8): BankQuestion[] =>
  bank.questions.filter((question) => question.topic === topic && question.level === level).slice(0, count);

describe('picking a question', () => {
  it('begins with something new, junior or mid, the same one for the same seed', () => {
    const seeds = Array.from({ length: 40 }, (_, index) => `${index}`);
    const picks = seeds.map((seed) => pick(ada, at(0), { seed }));
    expect(new Set(picks.map(({ question }) => question?.level))).toEqual(new Set(['junior', 'mid']));
    expect(new Set(picks.map(({ question }) => question?.topic))).toEqual(new Set(['sql', 'http', 'cache']));
    expect(picks.every((picked) => picked.question !== undefined && picked.reason === 'new')).toBe(true);
    expect(seeds.map((seed) => pick(ada, at(0), { seed }))).toEqual(picks);
  });

  it('keeps to the topic and the level that are asked for', () => {
    expect(pick(ada, at(0), { topic: 'http', level: 'staff' }).question).toMatchObject({
      topic: 'http',
      level: 'staff',
    });
    expect(pick(ada, at(0), { topic: 'cooking' })).toEqual({ next: undefined });
  });

  it('asks what is due first, the most forgotten of it before the rest', () => {
    const [old, fresh] = of('sql', 'junior', 2);
    if (old === undefined || fresh === undefined) throw new Error('the bank is too small');
    const record = answered(answered(ada, old, 'good', at(0)), fresh, 'good', at(20));
    expect(pick(record, at(40))).toEqual({ question: old, reason: 'due' });
    expect(pick(answered(record, old, 'good', at(40)), at(40))).toEqual({ question: fresh, reason: 'due' });
  });

  it('counts a question as due for the whole local day on which it comes back', () => {
    const [question] = bank.questions;
    if (question === undefined) throw new Error('the bank is empty');
    const record = answered(ada, question, 'again', at(0, 8));
    expect(pick(record, at(1, -7)).question).toBe(question);
    expect(pick(record, at(1, -9)).question).not.toBe(question);
  });

  it('asks another due one where the first was skipped', () => {
    const record = answeredAll(ada, of('sql', 'junior', 2), 'again', at(0));
    const first = pick(record, at(5)).question;
    if (first === undefined) throw new Error('nothing is due');
    const second = pick(skipped(record, first, at(5)), at(5, 1)).question;
    expect(second?.id).not.toBe(first.id);
    if (second === undefined) throw new Error('nothing else is due');
    const both = skipped(skipped(record, first, at(5)), second, at(5, 1));
    expect(pick(both, at(5, 2)).question).toBe(first);
  });

  it('does not let one question that keeps going wrong crowd out the others', () => {
    const [hard] = of('sql', 'junior', 1);
    if (hard === undefined) throw new Error('the bank is too small');
    const twice = answered(answered(ada, hard, 'again', at(0)), hard, 'again', at(1));
    const between = pick(twice, at(2));
    expect(between.question).not.toBe(hard);
    if (between.question === undefined) throw new Error('there are others');
    expect(pick(answered(twice, between.question, 'good', at(2)), at(3))).toEqual({ question: hard, reason: 'due' });
  });

  it('says when there is something again, if everything was asked in the last seven days', () => {
    const small = bankOf([choiceQuestion('one'), choiceQuestion('two')]);
    const [one, two] = small.questions;
    if (one === undefined || two === undefined) throw new Error('the bank is too small');
    const asked = skipped(skipped(ada, one, at(0)), two, at(1));
    expect(pickQuestion({ bank: small, record: asked, now: at(2), seed: 's' })).toEqual({ next: at(7) });
    expect(pickQuestion({ bank: small, record: asked, now: at(7), seed: 's' })).toEqual({
      question: one,
      reason: 'new',
    });
    const practised = answered(answered(ada, one, 'easy', at(0)), two, 'easy', at(0));
    expect(pickQuestion({ bank: small, record: practised, now: at(7), seed: 's' })).toMatchObject({ reason: 'ahead' });
  });

  it('goes on with the nearest level where the fitting ones are used up', () => {
    const record = answeredAll(
      ada,
      bank.questions.filter(({ level }) => level === 'junior' || level === 'mid'),
      'hard',
      at(0),
    );
    expect(pick(record, at(0))).toMatchObject({ reason: 'new', question: { level: 'senior' } });
  });

  it('prefers weak topics mildly: about twice as often as strong ones', () => {
    const levels = ['junior', 'mid', 'senior', 'staff'];
    const weak = levels.map((level) => of('sql', level, 1)).flat();
    const strong = levels.map((level) => of('http', level, 1)).flat();
    const record = answeredAll(answeredAll(ada, weak, 'again', at(0)), strong, 'easy', at(0));
    const counts = { sql: 0, http: 0, cache: 0 };
    for (let seed = 0; seed < 3000; seed++) {
      const { question } = pick(record, at(0), { seed: `${seed}` });
      counts[question?.topic as keyof typeof counts] += 1;
    }
    expect(counts.sql / counts.http).toBeGreaterThan(1.5);
    expect(counts.sql / counts.http).toBeLessThan(2.6);
    expect(counts.cache).toBeGreaterThan(counts.http);
  });

  it('never repeats within seven days unless due, never more than ten due a day, and keeps its promise of the next', () => {
    const small = bankOf(questionsOn(['sql', 'http'], 2));
    const step = fc.record({
      hours: fc.integer({ min: 0, max: 60 }),
      grade: fc.option(fc.constantFrom(...grades)),
      topic: fc.option(fc.constantFrom('sql', 'http'), { nil: undefined, freq: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
        let record = ada;
        let hours = 0;
        for (const [index, { hours: passed, grade, topic }] of steps.entries()) {
          hours += passed;
          const now = at(0, hours);
          const request = { bank: small, record, seed: `${index}`, topic };
          const picked = pickQuestion({ ...request, now });
          if (picked.question === undefined) {
            if (picked.next === undefined) throw new Error('there is always something later');
            expect(picked.next.getTime()).toBeGreaterThan(now.getTime());
            expect(pickQuestion({ ...request, now: picked.next }).question).toBeDefined();
            expect(pickQuestion({ ...request, now: new Date(picked.next.getTime() - 1) }).question).toBeUndefined();
            continue;
          }
          expectAllowed(picked, record, now);
          record =
            grade === null ? skipped(record, picked.question, now) : answered(record, picked.question, grade, now);
        }
      }),
      { numRuns: 60 },
    );
  });

  function expectAllowed(
    { question, reason }: Exclude<Picked, { next: unknown }>,
    record: LearnerRecord,
    now: Date,
  ): void {
    const key = questionKey('coder', question.id);
    const memory = record.memories[key];
    if (reason === 'due') {
      const rules = { zone: 'UTC', dayStart: 4 };
      expect(localDay(new Date(memory?.due ?? ''), rules) <= localDay(now, rules)).toBe(true);
    } else {
      expect(now.getTime() - Date.parse(record.asked[key] ?? '1970-01-01')).toBeGreaterThanOrEqual(week);
      expect(memory === undefined).toBe(reason === 'new');
    }
  }
});
