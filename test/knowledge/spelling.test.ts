import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnglishWord } from '../../src/knowledge/search/english.ts';
import { createRepair } from '../../src/knowledge/search/repair.ts';
import { Vocabulary } from '../../src/knowledge/search/vocabulary.ts';
import { editDistance, nearestWord } from '../../src/knowledge/spelling.ts';
import { contentWords, wordsOf } from '../../src/knowledge/words.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('editDistance', () => {
  it.each([
    ['salary', 'salary', 0],
    ['salry', 'salary', 1],
    ['seinor', 'senior', 1],
    ['langauge', 'language', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('from %s to %s is %i', (a, b, edits) => expect(editDistance(a, b)).toBe(edits));

  it('is the same both ways, and 0 only for the same word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('gives up above its limit with one more than the limit', () => {
    fc.assert(
      fc.property(word, word, fc.nat(4), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b), limit + 1));
      }),
    );
  });
});

describe('nearestWord', () => {
  it('allows one edit up to four letters and two above', () => {
    expect(nearestWord('mdi', ['mid'])).toBe('mid');
    expect(nearestWord('mxy', ['mid'])).toBeUndefined();
    expect(nearestWord('junoir', ['junior', 'senior'])).toBe('junior');
  });

  it('takes the first of equally near words', () => expect(nearestWord('stuff', ['staff', 'stiff'])).toBe('staff'));
});

describe('createRepair', () => {
  const vocabulary = new Vocabulary(
    new Map([
      ['salary', 3],
      ['remote', 1],
      ['celery', 1],
    ]),
  );
  const repair = createRepair(
    () => [vocabulary],
    (word) => word === 'remotes',
  );

  it('repairs a slip of a known word', () => expect(repair(['salrey', 'remtoe'])).toEqual(['salary', 'remote']));

  it('touches neither English words, known words, short words nor anything but letters', () => {
    const untouched = ['salty', 'remotes', 'rmt', 'salar7', 'rémote', ''];
    expect(repair(untouched)).toEqual(untouched);
  });
});

describe('isEnglishWord', () => {
  it.each(['aa', 'pizza', 'engineer', 'zzzs'])('knows %s', (known) => expect(isEnglishWord(known)).toBe(true));
  it.each(['', 'salry', 'kuberntes', 'zzzzz', 'a\nb', 'pizza\n', 'ü'])('does not know %j', (unknown) =>
    expect(isEnglishWord(unknown)).toBe(false),
  );
});

describe('wordsOf', () => {
  it('keeps the signs that belong to names, and drops accents, case and apostrophes', () => {
    expect(wordsOf("What's C++, C# or Node.js? Résumé: on-call!")).toEqual([
      'whats',
      'c++',
      'c#',
      'or',
      'node.js',
      'resume',
      'on',
      'call',
    ]);
  });

  it('leaves the words that say what a text is about', () => {
    expect(contentWords('How do I get a remote job, please?')).toEqual(['remote', 'job']);
  });
});
