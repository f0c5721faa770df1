import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleWithOwn, type RoleWithOwn } from '../../src/knowledge/own-faq.ts';
import type { FaqEntry } from '../../src/knowledge/schema/files.ts';
import { createFaqSearch } from '../../src/knowledge/search/index.ts';
import { atOnce } from '../../src/knowledge/slices.ts';
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

describe('own entries laid over shared ones', () => {
  /** The ids of some own entries are those of shared ones: they stand in for these. */
  const writings = fc.array(
    fc.record({ at: fc.nat(7), isNew: fc.boolean(), question: phrase, aliases: fc.array(phrase, { maxLength: 3 }) }),
    { maxLength: 5 },
  );
  const roleOf = (
    entries: readonly FaqEntry[],
    written: readonly { at: number; isNew: boolean; question: string; aliases: string[] }[],
  ): RoleWithOwn => {
    const own = written.map(({ at, isNew, ...text }) => ({
      ...text,
      id: `${isNew ? 'own' : 'entry'}-${at}`,
      answer: 'Here, degree.',
      at: '2026-11-22',
    }));
    return roleWithOwn(roleWith(entries), [...new Map(own.map((each) => [each.id, each])).values()]);
  };

  it('are found, offered and told apart as if all stood in one index, to the last digit of the confidence', () => {
    fc.assert(
      fc.property(faq, writings, typed, (entries, written, question) => {
        const role = roleOf(entries, written);
        const laidOver = atOnce(createFaqSearch(role.sharedRole, searchFile).withOwn(role.ownFaq));
        const inOne = createFaqSearch(role, searchFile);
        expect(laidOver.find(question)).toEqual(inOne.find(question));
        expect(laidOver.complete(question, 25)).toEqual(inOne.complete(question, 25));
      }),
      { numRuns: 300 },
    );
  });

  it('take along a word that stood only in the answer of an entry that they stand in for', () => {
    const entries = [entry('pay', ['What is the salary?'], 'Ask the zookeeper.'), entry('degree', ['A degree?'])];
    const role = roleWithOwn(roleWith(entries), [
      { id: 'pay', question: 'Our salary?', aliases: [], answer: 'No.', at: '2026-11-22' },
    ]);
    const shared = createFaqSearch(role.sharedRole, searchFile);
    const laidOver = atOnce(shared.withOwn(role.ownFaq));
    expect(shared.find('zookeeper').best?.id).toBe('pay');
    expect(laidOver.find('zookeeper').best).toBeUndefined();
    const question = 'salary of a zookeeper';
    expect(laidOver.find(question)).toEqual(createFaqSearch(role, searchFile).find(question));
  });

  it('leave the shared search as it was, and nothing of an entry that they stand in for is found', () => {
    fc.assert(
      fc.property(faq, writings, typed, (entries, written, question) => {
        const role = roleOf(entries, written);
        const shared = createFaqSearch(role.sharedRole, searchFile);
        const before = [shared.find(question), shared.complete(question, 25)];
        const laidOver = atOnce(shared.withOwn(role.ownFaq));
        const found = [...laidOver.find(question).near, ...laidOver.complete(question, 25)];
        expect(found.filter((each) => !role.faq.includes(each))).toEqual([]);
        expect([shared.find(question), shared.complete(question, 25)]).toEqual(before);
      }),
    );
  });
});
