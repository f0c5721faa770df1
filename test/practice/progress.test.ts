/** Progress by topic, and the readiness model worked through by hand. */
import { describe, expect, it } from 'vitest';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { ReadinessFile } from '../../src/knowledge/schema/files.ts';
import type { Grade } from '../../src/practice/ledger.ts';
import { progressOf } from '../../src/practice/progress.ts';
import { readinessOf } from '../../src/practice/readiness.ts';
import type { LearnerRecord } from '../../src/practice/records.ts';
import { realData } from '../support/folders.ts';
import { ada, answered, at, bankOf, questionsOn } from '../support/questions.ts';

const bank = bankOf(questionsOn(['sql', 'http', 'cache', 'tests'], 5));

/** The first `count` questions of a topic answered with one grade. */
function practise(record: LearnerRecord, topic: string, count: number, grade: Grade, now = at(0)): LearnerRecord {
  const questions = bank.questions.filter((question) => question.topic === topic).slice(0, count);
  return questions.reduce((learner, question) => answered(learner, question, grade, now), record);
}

describe('progress', () => {
  it('shows accuracy and memory of every topic', () => {
    const record = practise(practise(ada, 'sql', 3, 'good'), 'http', 2, 'hard');
    const { topics, answers } = progressOf(bank, record, at(0));
    expect(answers).toBe(5);
    expect(topics.slice(0, 3)).toEqual([
      { topic: 'sql', title: 'On sql', questions: 20, known: 3, answers: 3, accuracy: 1, memory: 1 },
      { topic: 'http', title: 'On http', questions: 20, known: 2, answers: 2, accuracy: 0.5, memory: 1 },
      {
        topic: 'cache',
        title: 'On cache',
        questions: 20,
        known: 0,
        answers: 0,
        accuracy: undefined,
        memory: undefined,
      },
    ]);
  });

  it('counts the first answer to a question on a day, not the ones that follow it', () => {
    const record = practise(practise(ada, 'sql', 3, 'again'), 'sql', 3, 'easy', at(0, 1));
    expect(progressOf(bank, record, at(0, 1)).topics[0]).toMatchObject({ answers: 3, accuracy: 0 });
    expect(progressOf(bank, practise(record, 'sql', 3, 'easy', at(1)), at(1)).topics[0]).toMatchObject({
      answers: 6,
      accuracy: 0.5,
    });
  });

  it('names the weakest topics, by what was wrong or what fades, where there is enough to go by', () => {
    let record = practise(ada, 'sql', 4, 'hard');
    record = practise(record, 'http', 4, 'again');
    record = practise(record, 'cache', 4, 'easy');
    record = practise(record, 'tests', 2, 'again');
    expect(progressOf(bank, record, at(0)).weakest.map(({ topic }) => topic)).toEqual(['http', 'sql']);
    expect(progressOf(bank, record, at(1500)).weakest.map(({ topic }) => topic)).toEqual(['http', 'sql', 'cache']);
    expect(progressOf(bank, ada, at(0)).weakest).toEqual([]);
  });
});

describe('the readiness model', () => {
  const model: ReadinessFile = {
    figures: [],
    families: [
      { id: 'python', title: 'Python', weight: 0.9, about: [], measured_by: ['http', 'cache'] },
      { id: 'sql', title: 'SQL', weight: 0.85, about: [], measured_by: ['sql'] },
      { id: 'talk', title: 'Talking', weight: 0.65, about: [], measured_by: ['tests'] },
      { id: 'javascript', title: 'JavaScript', weight: 0.5, about: [], measured_by: [] },
    ],
    scale: { low: 300, high: 850 },
    half_life_months: 18,
    topics: [],
  };
  const role = { ...bank, readiness: model };
  const now = at(0, (18 * 365.25 * 24) / 12);

  it('is computed step by step, and leaves out what is not measured', () => {
    let record = practise(ada, 'sql', 10, 'good');
    record = practise(record, 'http', 8, 'hard');
    record = practise(record, 'tests', 4, 'good');
    const readiness = readinessOf(role, record, at(0));
    expect(readiness?.families).toMatchObject([
      {
        id: 'python',
        state: 'measured',
        measuredBy: ['On http', 'On cache'],
        questions: 8,
        answers: 8,
        share: 0.5,
        score: 575,
      },
      { id: 'sql', state: 'measured', answers: 10, evidence: 10, share: 1, score: 850 },
      { id: 'talk', state: 'too-little', questions: 4, score: undefined },
      { id: 'javascript', state: 'unmeasured', score: undefined },
    ]);
    // 0.9 × 575 + 0.85 × 850 = 517.5 + 722.5 = 1240; 1240 / 1.75 = 708.57
    expect(readiness).toMatchObject({
      answers: 22,
      weights: 1.75,
      weighted: 1240,
      total: 709,
      leftOut: ['Talking', 'JavaScript'],
    });
    expect(readiness?.steps).toEqual([
      'Python (weight 0.90), from On http, On cache: 8 answers to 8 questions, which weigh 8.0 after their age (half after 18 months); 50.0% right; 300 + 0.500 × 550 = 575.',
      'SQL (weight 0.85), from On sql: 10 answers to 10 questions, which weigh 10.0 after their age (half after 18 months); 100.0% right; 300 + 1.000 × 550 = 850.',
      'Talking (weight 0.65), from On tests: too little data, 4 of at least 5 questions answered; left out.',
      'JavaScript (weight 0.50): not measured, no topic of questions stands in for it; left out.',
      'Total: (0.90 × 575 + 0.85 × 850) / 1.75 = 1240.0 / 1.75 = 709. Without Talking, JavaScript.',
    ]);
  });

  it('lets evidence fade: an answer as old as the half-life weighs half', () => {
    const old = practise(ada, 'sql', 10, 'again');
    const record = practise(old, 'sql', 10, 'good', now);
    const [, sql] = readinessOf(role, record, now)?.families ?? [];
    expect(sql?.evidence).toBeCloseTo(15, 2);
    // 10 right answers of weight 1, 10 wrong ones of weight 0.5.
    expect(sql?.share).toBeCloseTo(10 / 15, 3);
  });

  it('says that there is too little data rather than a number', () => {
    const few = readinessOf(role, practise(ada, 'sql', 19, 'good'), at(0));
    expect(few).toMatchObject({ total: undefined, answers: 19 });
    expect(few?.steps.at(-1)).toBe('Total: too little data, 19 of at least 20 answers.');
    const narrow = [1, 2, 3, 4, 5].reduce((record, day) => practise(record, 'sql', 4, 'good', at(day)), ada);
    expect(readinessOf(role, narrow, at(6))).toMatchObject({ total: undefined, answers: 20 });
    expect(readinessOf(role, narrow, at(6))?.steps.at(-1)).toContain('no family has enough questions answered');
    expect(readinessOf({ ...role, readiness: undefined }, ada, at(0))).toBeUndefined();
  });

  it('applies to the shipped role with its published weights and scale', async () => {
    const backend = (await loadKnowledgeOrThrow(realData)).roles.get('backend-engineer');
    if (backend === undefined) throw new Error('the role is gone');
    const record = backend.questions.reduce<LearnerRecord>(
      (learner, question) => answered(learner, question, 'good', at(0)),
      ada,
    );
    // Answered under another role's name: none of it counts.
    expect(readinessOf(backend, record, at(0))).toMatchObject({
      answers: 0,
      scale: { low: 300, high: 850 },
      halfLifeMonths: 18,
    });
    const all = readinessOf({ ...backend, id: 'coder', questions: backend.questions }, record, at(0));
    expect(all?.families.map(({ id, weight, state }) => [id, weight, state])).toEqual([
      ['python', 0.9, 'measured'],
      ['sql', 0.85, 'measured'],
      ['communication', 0.65, 'measured'],
      ['reasoning', 0.6, 'measured'],
      ['javascript', 0.5, 'unmeasured'],
    ]);
    expect(all).toMatchObject({ total: 850, weights: 3, leftOut: ['JavaScript Fundamentals'] });
  });
});
