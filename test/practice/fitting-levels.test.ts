/** The rule by which learners move up and down the levels. */
import { describe, expect, it } from 'vitest';
import { fittingLevels } from '../../src/practice/fitting-levels.ts';
import type { Grade } from '../../src/practice/ledger.ts';
import { resultsOf } from '../../src/practice/results.ts';
import { ada, answeredAll, at, bankOf, questionsOn } from '../support/questions.ts';

const bank = bankOf(questionsOn(['sql', 'http', 'cache'], 8));

describe('the fitting level', () => {
  const levelsAfter = (...answers: [level: string, grade: Grade, count: number][]): readonly string[] => {
    const record = answers.reduce((learner, [level, grade, count], index) => {
      const questions = bank.questions.filter((question) => question.level === level).slice(0, count);
      return answeredAll(learner, questions, grade, at(index));
    }, ada);
    return fittingLevels(bank, resultsOf(bank, record.ledger));
  };

  it.each<[what: string, answers: [level: string, grade: Grade, count: number][], fitting: string[]]>([
    ['starts at the bottom', [], ['junior', 'mid']],
    ['stays while there is little to go by', [['junior', 'good', 4]], ['junior', 'mid']],
    ['moves up after good results', [['junior', 'good', 5]], ['mid', 'senior']],
    [
      'moves up again',
      [
        ['junior', 'good', 5],
        ['mid', 'easy', 6],
      ],
      ['senior', 'staff'],
    ],
    ['stays after middling results', [['junior', 'hard', 8]], ['junior', 'mid']],
    [
      'comes down after weak results above',
      [
        ['junior', 'good', 5],
        ['senior', 'again', 5],
      ],
      ['junior', 'mid'],
    ],
    [
      'comes down when the old level is forgotten',
      [
        ['junior', 'good', 10],
        ['junior', 'hard', 10],
      ],
      ['junior', 'mid'],
    ],
    ['shrinks at the bottom', [['junior', 'again', 5]], ['junior']],
    [
      'ends at the highest level that has questions',
      [
        ['junior', 'good', 5],
        ['mid', 'good', 5],
        ['senior', 'good', 5],
        ['staff', 'good', 5],
      ],
      ['staff'],
    ],
  ])('%s', (_, answers, fitting) => {
    expect(levelsAfter(...answers)).toEqual(fitting);
  });
});
