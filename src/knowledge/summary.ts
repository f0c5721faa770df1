/** Counts for `check-data`: what stands in the data folder. */
import type { Knowledge, KnowledgeSummary, Role } from './knowledge.ts';
import type { Topic } from './schema/common.ts';

/** Every topic of a role, of whichever file. */
export const topicsOf = (role: Role): readonly Topic[] => [
  ...role.salary.topics,
  ...role.outlook.topics,
  ...role.careerPath.topics,
  ...role.skills.topics,
  ...role.work.topics,
  ...role.interview.topics,
  ...role.comparisons.comparisons,
  ...(role.readiness?.topics ?? []),
];

/** Counts over all roles. */
export function summarize(knowledge: Knowledge): KnowledgeSummary {
  const roles = [...knowledge.roles.values()];
  const figures = roles.flatMap((role) => [...role.figures.values()]);
  const entries = roles.flatMap((role) => role.faq);
  const dates = figures.map((figure) => figure.as_of).filter((date) => date !== 'undated');
  return {
    roles: roles.length,
    sources: knowledge.sources.size,
    figures: figures.length,
    faqEntries: entries.length,
    waysOfAsking: entries.reduce((sum, entry) => sum + 1 + entry.also_asked.length, 0),
    topics: roles.reduce((sum, role) => sum + topicsOf(role).length, 0),
    disagreements: roles.reduce((sum, role) => sum + disagreementsIn(role), 0),
    questions: roles.reduce((sum, role) => sum + role.questions.length, 0),
    questionTopics: roles.reduce((sum, role) => sum + role.questionTopics.length, 0),
    oldestFigure: dates.sort()[0] ?? 'none',
    undatedFigures: figures.length - dates.length,
    oldestEntry: entries.map((entry) => entry.updated).sort()[0] ?? 'none',
  };
}

function disagreementsIn(role: Role): number {
  const items = [
    ...role.about.summary,
    ...topicsOf(role).flatMap((topic) => topic.items),
    ...role.careerPath.rungs.flatMap((rung) => [...rung.scope, ...rung.years]),
    ...(role.readiness?.families.flatMap((family) => family.about) ?? []),
  ];
  return (
    items.filter((item) => 'versions' in item).length +
    role.faq.reduce((sum, entry) => sum + entry.disagreements.length, 0)
  );
}
