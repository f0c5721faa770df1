/** A role with nothing but a FAQ, for tests of the search. */
import type { Role } from '../../src/knowledge/knowledge.ts';
import type { FaqEntry } from '../../src/knowledge/schema/files.ts';

/** An entry with these phrasings, the question first. */
export function entry(id: string, phrasings: readonly [string, ...string[]], answer = 'It depends.'): FaqEntry {
  const [question, ...alsoAsked] = phrasings;
  return {
    id,
    question,
    also_asked: alsoAsked,
    answer,
    sources: [],
    disagreements: [],
    related: [],
    tags: ['test'],
    updated: '2026-11-22',
  };
}

/** The role "Backend Engineer", also called "backend developer" and "backend". */
export function roleWith(faq: readonly FaqEntry[]): Role {
  const topics = { figures: [], topics: [] };
  return {
    id: 'backend-engineer',
    title: 'Backend Engineer',
    about: {
      id: 'backend-engineer',
      title: 'Backend Engineer',
      aliases: ['backend developer', 'backend'],
      summary: [{ text: 'Builds servers.', sources: ['test'] }],
      levels: [],
      tiers: [],
      places: [],
    },
    salary: { figures: [], notes: [], topics: [] },
    outlook: topics,
    careerPath: { figures: [], rungs: [], topics: [] },
    skills: topics,
    work: topics,
    interview: topics,
    comparisons: { figures: [], comparisons: [] },
    readiness: undefined,
    faq,
    figures: new Map(),
    questions: [],
    questionTopics: [],
  };
}
