import { beforeAll, describe, expect, it } from 'vitest';
import { measureQuality, type Quality } from '../../bench/quality.ts';
import { loadQuestions, type QuestionSet } from '../../bench/questions.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { Knowledge, Role } from '../../src/knowledge/knowledge.ts';
import { createFaqSearch } from '../../src/knowledge/search/index.ts';
import { wordsOf } from '../../src/knowledge/words.ts';
import { realData } from '../support/folders.ts';

let knowledge: Knowledge;
let role: Role;
let questions: QuestionSet;

beforeAll(async () => {
  knowledge = await loadKnowledgeOrThrow(realData);
  const backend = knowledge.roles.get('backend-engineer');
  if (backend === undefined) throw new Error('data/ has no backend engineer');
  role = backend;
  questions = await loadQuestions(role);
});

describe('the search over the real FAQ', () => {
  // Floors and ceilings a little beside what `npm run bench -- search` measures: they catch a step back, not a wobble.
  it('is right often enough on questions it was not tuned on, and seldom wrong with confidence', () => {
    const quality: Quality = measureQuality(createFaqSearch(role, knowledge.search), questions.test);
    expect(quality.rightAtOne).toBeGreaterThanOrEqual(0.91);
    expect(quality.withinThree).toBeGreaterThanOrEqual(0.96);
    expect(quality.wrongButConfident).toBeLessThanOrEqual(0.02);
    expect(quality.suggested).toBeLessThanOrEqual(0.28);
    expect(quality.refused).toBeLessThanOrEqual(0.06);
    expect(quality.foreignAnswered).toBeLessThanOrEqual(0.03);
    expect(quality.foreignRefused).toBeGreaterThanOrEqual(0.79);
  });

  it('answers each of its own phrasings with its own entry', () => {
    const search = createFaqSearch(role, knowledge.search);
    for (const entry of role.faq) {
      for (const text of [entry.question, ...entry.also_asked]) expect(search.find(text).best?.id, text).toBe(entry.id);
    }
  });

  it('is measured on enough questions', () => {
    const known = [...questions.tuning.known, ...questions.test.known];
    expect(known.length).toBeGreaterThanOrEqual(250);
    expect(new Set(known.map(({ entry }) => entry)).size).toBeGreaterThanOrEqual(120);
    expect(questions.tuning.foreign.length + questions.test.foreign.length).toBeGreaterThanOrEqual(70);
  });
});

describe('data/search.yaml', () => {
  it('has each word and phrase in one group only, for the second would never be reached', () => {
    const phrases = knowledge.search.synonyms.flat().map((phrase) => wordsOf(phrase).join(' '));
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
  });

  it('names no profession twice', () => {
    const names = knowledge.search.other_professions;
    expect(new Set(names).size).toBe(names.length);
  });
});
