/** Key points in an answer: found by phrases, whatever is typed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import { keyPointsCovered } from '../../src/practice/coverage.ts';
import { realData } from '../support/folders.ts';
import { openQuestion } from '../support/questions.ts';

const question = openQuestion({
  idempotent: ['idempoten', 'same result'],
  retry: ['retry', 'try again'],
  log: ['log', 'write-ahead'],
  cafe: ['café', 'c++'],
});

describe('key points of an answer', () => {
  it.each<[answer: string, covered: string[]]>([
    ['It must be IDEMPOTENT.', ['idempotent']],
    ['idempotency keys', ['idempotent']],
    ['It gives the\n same  result', ['idempotent']],
    ['the same good result', []],
    ['We are retrying; then you try again.', ['retry']],
    ['It logs to the write ahead file', ['log']],
    ['That is logic, and a blog', []],
    ['A CAFE, or a cafe\u0301', ['cafe']],
    ['I know C++ well', ['cafe']],
    ['I know C well', []],
    ['', []],
    ['🙈 ¯\\_(ツ)_/¯', []],
    // Out of scope, and said so: phrases are looked for, not what is said about them.
    ['It is not idempotent', ['idempotent']],
  ])('%j shows %j', (answer, covered) => {
    expect(keyPointsCovered(question, answer).covered).toEqual(covered);
  });

  it('suggests a grade by the share that was covered', () => {
    const grade = (answer: string): string => keyPointsCovered(question, answer).suggested;
    expect(grade('nothing')).toBe('again');
    expect(grade('retry')).toBe('again');
    expect(grade('retry, log')).toBe('hard');
    expect(grade('retry, log, café')).toBe('good');
    expect(grade('retry, log, café, idempotent')).toBe('easy');
    expect(keyPointsCovered(question, 'retry, log')).toMatchObject({ missed: ['idempotent', 'cafe'], share: 0.5 });
  });

  it('never throws, gives each point once, and never covers less when more is written', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 6000 }), fc.lorem({ maxCount: 600 }));
    fc.assert(
      fc.property(text, text, (answer, more) => {
        const { covered, missed } = keyPointsCovered(question, answer);
        expect([...covered, ...missed].toSorted()).toEqual(['cafe', 'idempotent', 'log', 'retry']);
        expect(keyPointsCovered(question, `${answer}\n${more}`).covered).toEqual(expect.arrayContaining([...covered]));
      }),
      { numRuns: 60 },
    );
  });

  it('finds every key point of the shipped questions in their own model answers', async () => {
    const { roles } = await loadKnowledgeOrThrow(realData);
    const open = [...roles.values()].flatMap((role) => role.questions).filter((each) => each.kind === 'open');
    const missed = open.flatMap((each) =>
      keyPointsCovered(each, each.model_answer).missed.map((point) => `${each.id}: ${point}`),
    );
    expect(open.length).toBeGreaterThan(50);
    expect(missed).toEqual([]);
  });
});
