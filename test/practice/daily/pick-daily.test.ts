import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BankQuestion, questionKey } from '../../../src/practice/bank.ts';
import type { DailySettings } from '../../../src/practice/daily/daily.ts';
import { pickDaily } from '../../../src/practice/daily/pick-daily.ts';
import { bankOf, choiceQuestion, questionsOn } from '../../support/questions.ts';
import { settingsOf } from './support.ts';

const guild = 'discord:1';
const keyOf = ({ id }: BankQuestion): string => questionKey('coder', id);

/** The next so many questions, each counted as posted, after what was posted before. */
function posted(
  questions: readonly BankQuestion[],
  count: number,
  { used = [], community = guild, ...settings }: { used?: string[]; community?: string } & Partial<DailySettings> = {},
): string[] {
  const [all, bank] = [[...used], bankOf(questions)];
  for (let time = 0; time < count; time += 1) {
    const last = [...new Set(all.toReversed())].toReversed();
    const question = pickDaily(bank, { settings: settingsOf(settings), used: last }, community);
    if (question !== undefined) all.push(keyOf(question));
  }
  return all.slice(used.length);
}

describe('the daily question', () => {
  const questions = questionsOn(['sql', 'http', 'cache'], 5);

  it('is the same whenever it is asked for, and another in another community', () => {
    const cycle = posted(questions, 20);
    expect(posted(questions, 20)).toEqual(cycle);
    expect(posted(questions, 20, { community: 'discord:2' })).not.toEqual(cycle);
  });

  it('is of the chosen topics and level', () => {
    const keys = posted(questions, 10, { topics: ['sql', 'http'], level: 'mid' });
    expect(keys.toSorted()).toEqual(
      ['http', 'sql'].flatMap((topic) => Array.from({ length: 5 }, (_, index) => `coder/${topic}-mid-${index}`)),
    );
  });

  it('is none where nothing fits', () => {
    expect(posted(questions, 1, { topics: ['cooking'] })).toEqual([]);
    expect(posted([], 1)).toEqual([]);
  });

  it('comes again even if it is the only one', () => {
    expect(posted([choiceQuestion('one')], 3)).toEqual(['coder/one', 'coder/one', 'coder/one']);
  });

  it('never comes again before each of the others that fit has come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 60 }),
        fc.string(),
        (size, count, community) => {
          const keys = posted(questions.slice(0, size), count, { community });
          for (let start = 0; start + size <= count; start += 1) {
            expect(new Set(keys.slice(start, start + size)).size).toBe(size);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps its order where the bank grows: what was added comes in between, before any comes again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 29 }), fc.integer({ min: 0, max: 80 }), (size, count) => {
        const before = posted(questions.slice(0, size), count);
        const grown = questions.slice(0, 30);
        const added = grown.slice(size).map(keyOf);
        const after = posted(grown, 30, { used: before });
        expect(new Set(after).size).toBe(30);
        const old = after.filter((key) => !added.includes(key));
        expect(old).toEqual(posted(questions.slice(0, size), size, { used: before }));
      }),
      { numRuns: 100 },
    );
  });

  it('comes late after other topics have been chosen for a while, if it came shortly before', () => {
    const sql = questions.filter(({ topic }) => topic === 'sql');
    const first = posted(sql, 7);
    const [other] = posted(questions, 1, { used: first, topics: ['http'] });
    expect(first).not.toContain(other);
    expect(posted(sql, sql.length - 7, { used: [...first, ...(other === undefined ? [] : [other])] })).not.toContain(
      first[0],
    );
  });
});
