import { describe, expect, it } from 'vitest';
import { createFaqSearch } from '../../src/knowledge/search/index.ts';
import { entry, roleWith } from '../support/small-role.ts';

const faq = [
  entry('duties', ['What does a backend engineer do?', 'daily tasks on the server side']),
  entry('pay', ['How much does a backend engineer earn?', 'average salary', 'what is the typical compensation']),
  entry('senior-pay', ['What is the salary of a senior?', 'senior compensation', 'pay after ten years of experience']),
  entry('degree', ['Do I need a university degree?', 'is college mandatory', 'jobs without a diploma']),
  entry('interview', ['How do interviews run?', 'whiteboard rounds', 'hiring process step by step']),
  entry('remote', ['Can I work remotely?', 'is there a home office', 'fully distributed teams']),
  entry('certificates', ['Are certificates worth their price?', 'aws exam', 'which badge helps my resume']),
  entry('languages', ['Which programming language comes first?', 'python or java', 'best language to start with']),
];
const search = createFaqSearch(roleWith(faq), {
  synonyms: [
    ['salary', 'pay', 'wage'],
    ['remotely', 'work from home', 'wfh'],
  ],
  other_professions: ['nurse', 'truck driver'],
});
const bestFor = (question: string): string | undefined => search.find(question).best?.id;

describe('finding the entry that answers', () => {
  it('answers a phrasing as it stands with certainty, whatever its case and punctuation', () => {
    const found = search.find('  IS college mandatory!? ');
    expect(found).toMatchObject({ kind: 'answered', confidence: 1 });
    expect(found.best?.id).toBe('degree');
  });

  it('finds other endings of the same words', () => expect(bestFor('interviewing')).toBe('interview'));

  it.each([
    ['univercity degre', 'degree'],
    ['intreview', 'interview'],
    ['best langauge', 'languages'],
  ])('repairs slips: %s', (typed, id) => expect(bestFor(typed)).toBe(id));

  it('leaves words alone that are English, however near to a known one', () => {
    // One edit from "exam" and "degree", two from "salary".
    for (const word of ['exalt', 'decree', 'salty']) expect(search.find(word).best).toBeUndefined();
  });

  it('takes synonyms from the data, phrases too', () => {
    expect(bestFor('wages for a senior')).toBe('senior-pay');
    expect(bestFor('may i work from home')).toBe('remote');
  });

  it('prefers the very wording over a synonym', () => {
    const twins = [entry('wage', ['What is the wage?']), entry('salary', ['What is the salary?'])];
    const found = createFaqSearch(roleWith(twins), { synonyms: [['salary', 'wage']], other_professions: [] });
    expect(found.find('the salary, please').best?.id).toBe('salary');
    expect(found.find('the wage, please').best?.id).toBe('wage');
  });

  it.each(['backend engineer', 'backend developers', 'Backend'])('does not let the role name decide: %s', (name) => {
    expect(bestFor(`${name} diploma`)).toBe('degree');
    expect(search.find(`${name} diploma`).near.map(({ id }) => id)).not.toContain('duties');
  });

  it('still knows what a question is about that holds nothing but the role name', () => {
    expect(bestFor('what is a backend engineer')).toBe('duties');
  });

  it('lets a question word decide between two entries on one subject', () => {
    const twins = [entry('who', ['Who decides on promotion?']), entry('when', ['When is promotion decided?'])];
    const found = createFaqSearch(roleWith(twins), { synonyms: [], other_professions: [] });
    expect(found.find('promotion, when').best?.id).toBe('when');
    expect(found.find('promotion, by whom or who').best?.id).toBe('who');
  });
});

describe('saying how sure it is', () => {
  it('answers a good paraphrase', () => {
    expect(search.find('what is the average pay of a backend developer').kind).toBe('answered');
  });

  it('suggests where the question could mean several entries', () => {
    const found = search.find('can I work remotely without a university degree');
    expect(found.kind).toBe('suggested');
    expect(found.near.map(({ id }) => id)).toEqual(expect.arrayContaining(['remote', 'degree']));
  });

  it('is not sure because of one known word among words that say nothing', () => {
    const asked = [
      entry('what', ['What does a backend engineer do?', 'the job in short']),
      entry('pay', ['How much does it pay?']),
    ];
    const found = createFaqSearch(roleWith(asked), { synonyms: [], other_professions: [] });
    expect(found.find('what does a backend developer do').kind).toBe('answered');
    expect(found.find('how did most people get into backend').kind).not.toBe('answered');
  });

  it.each([
    'how do I train a puppy',
    'best pizza in town',
    'zebra xylophone quokka',
    'salary of giraffes in antarctic waters near penguins',
  ])('does not answer what it does not know: %s', (question) =>
    expect(search.find(question).kind).not.toBe('answered'),
  );

  it('trusts a question less that names another profession', () => {
    const own = search.find('average salary of such people');
    expect(search.find('average salary of a nurse').confidence).toBeLessThan(own.confidence);
    expect(search.find('average salary of a truck driver').kind).not.toBe('answered');
  });

  it.each(['', '   ', '?!', 'what is it?', '🎉🎉🎉', 'مرحبا كيف حالك', 'constructor __proto__'])(
    'has nothing for %j',
    (question) => {
      expect(search.find(question)).toEqual({ kind: 'unknown', best: undefined, near: [], confidence: 0 });
    },
  );

  it('finds the question in 6,000 characters of text', () => {
    const found = search.find(`is college mandatory ${'🎉 <@everyone> '.repeat(500)}`.slice(0, 6000));
    expect(found.best?.id).toBe('degree');
  });

  it('lives with a role that has no FAQ', () => {
    const empty = createFaqSearch(roleWith([]), { synonyms: [], other_professions: [] });
    expect(empty.find('salary')).toEqual({ kind: 'unknown', best: undefined, near: [], confidence: 0 });
    expect(empty.complete('sal', 25)).toEqual([]);
  });
});

describe('completing what is being typed', () => {
  const completions = (typed: string, limit = 25): string[] => search.complete(typed, limit).map(({ id }) => id);

  it('offers the first entries before anything is typed', () => expect(completions('', 2)).toEqual(['duties', 'pay']));

  it('takes the last word as a beginning, in any way of asking', () => {
    expect(completions('whiteb')).toEqual(['interview']);
    expect(completions('python or ja')).toEqual(['languages']);
  });

  it('puts first what begins as typed', () => expect(completions('what is the s')[0]).toBe('senior-pay'));

  it('wants every word that carries the topic', () => expect(completions('senior compens')[0]).toBe('senior-pay'));

  it('offers the nearest entries after a slip', () => expect(completions('univercity deg')).toContain('degree'));

  it('offers no more than asked for, and each once', () => {
    const all = completions('h', 3);
    expect(all.length).toBeLessThanOrEqual(3);
    expect(new Set(all).size).toBe(all.length);
  });
});
