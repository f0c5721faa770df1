import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaqSearch } from '../../src/knowledge/search/index.ts';
import { entry, roleWith } from '../support/small-role.ts';

const words = [
  'salary',
  'senior',
  'degree',
  'remote',
  'backend',
  'the',
  'how',
  'kubernetes',
  'on-call',
  'c++',
  '10',
  'nurse',
  'interveiw',
];
const phrase = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((picked) => picked.join(' '));
const typed = fc.oneof(
  phrase,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 6000 }),
);
const faq = fc
  .array(fc.array(phrase, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
  .map((entries) =>
    entries.map(([question = '', ...others], at) =>
      entry(`entry-${at}`, [`${question}?`, ...others], others.join(' ') || 'Yes.'),
    ),
  );
const searchFile = {
  synonyms: [
    ['salary', 'pay'],
    ['on call', 'pager'],
  ],
  other_professions: ['nurse'],
};

describe('any question to any FAQ', () => {
  it('gets a confidence from 0 to 1, and at most three different entries with the best first', () => {
    fc.assert(
      fc.property(faq, typed, (entries, question) => {
        const found = createFaqSearch(roleWith(entries), searchFile).find(question);
        expect(found.confidence).toBeGreaterThanOrEqual(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
        expect(found.near.length).toBeLessThanOrEqual(3);
        expect(new Set(found.near).size).toBe(found.near.length);
        expect(found.best).toBe(found.near[0]);
        if (found.kind === 'answered') expect(found.best).toBeDefined();
      }),
    );
  });

  it('is answered the same each time', () => {
    fc.assert(
      fc.property(faq, typed, (entries, question) => {
        const search = createFaqSearch(roleWith(entries), searchFile);
        expect(search.find(question)).toEqual(search.find(question));
      }),
    );
  });

  it('is answered with certainty if it is a phrasing of the FAQ', () => {
    fc.assert(
      fc.property(faq, fc.nat(), fc.nat(), (entries, which, phrasing) => {
        fc.pre(entries.length > 0);
        const asked = entries[which % entries.length];
        const phrasings = [asked?.question ?? '', ...(asked?.also_asked ?? [])];
        const found = createFaqSearch(roleWith(entries), searchFile).find(phrasings[phrasing % phrasings.length] ?? '');
        expect(found).toMatchObject({ kind: 'answered', confidence: 1 });
      }),
    );
  });

  it('is completed by entries of the FAQ, each once, no more than asked for', () => {
    fc.assert(
      fc.property(faq, typed, fc.integer({ min: 1, max: 25 }), (entries, partial, limit) => {
        const completed = createFaqSearch(roleWith(entries), searchFile).complete(partial, limit);
        expect(completed.length).toBeLessThanOrEqual(limit);
        expect(new Set(completed).size).toBe(completed.length);
        expect(entries).toEqual(expect.arrayContaining([...completed]));
      }),
    );
  });
});
