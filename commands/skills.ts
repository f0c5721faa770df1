/** `/skills [area]`: what is required, what is often missing, tools, certifications and one source's readiness model. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { Evidence } from '../src/chat/evidence.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { itemBlocks, outcomeOf, topicBlocks, topicOutcome, topicSelect } from '../src/chat/topics.ts';
import type { Role } from '../src/knowledge/knowledge.ts';
import type { Topic } from '../src/knowledge/schema/common.ts';
import type { Term } from '../src/knowledge/schema/files.ts';

const selectText = 'Choose an area';

/** The readiness model is kept in a file of its own, since it is numbers for a calculation; here it is one more area. */
const readinessArea: Term = {
  id: 'readiness',
  title: 'Readiness model',
  aliases: ['readiness', 'readiness model', 'aieh', 'assessment', 'assessments', 'weights'],
};

const topicsOf = (role: Role): Topic[] => [...role.skills.topics, ...(role.readiness?.topics ?? [])];

const areasOf = (role: Role): Term[] => [
  ...role.skills.topics,
  ...(role.readiness === undefined ? [] : [readinessArea, ...role.readiness.topics]),
];

export default defineCommand({
  name: 'skills',
  summary: 'Skills by area, common gaps and how to close them, tools, certifications with prices',
  examples: ['/skills databases', '/skills gaps', '/skills certifications', '/skills'],
  options: {
    area: {
      kind: 'term',
      noun: 'skill area',
      description: 'An area, such as databases, gaps or certifications',
      terms: areasOf,
    },
  },
  run: (context, { area }) => (area === undefined ? overview(context) : about(context, area)),
  actions: { topic: about },
});

function about(context: Context, id: string): Outcome {
  const { role } = context;
  if (id === readinessArea.id && role.readiness !== undefined) return readiness(context, role.readiness);
  const topic = topicsOf(role).find((each) => each.id === id);
  return topic === undefined ? overview(context) : topicOutcome(context, 'Skills', topic, areasOf(role), selectText);
}

/** The first topic of the file is the one that gives the whole picture. */
function overview(context: Context): Outcome {
  const { role } = context;
  const evidence = new Evidence(context.knowledge, role, context.now);
  const first = role.skills.topics[0];
  const blocks = first === undefined ? [] : topicBlocks(first, evidence);
  return outcomeOf(
    `${role.title}: skills`,
    [...blocks, ...topicSelect(context, 'topic', areasOf(role), selectText)],
    evidence,
  );
}

function readiness(context: Context, model: NonNullable<Role['readiness']>): Outcome {
  const evidence = new Evidence(context.knowledge, context.role, context.now);
  const families = [...model.families].sort((a, b) => b.weight - a.weight);
  const blocks = families.flatMap((family): Block[] => [
    { kind: 'heading', text: `${family.title}: weight ${family.weight.toFixed(2)}` },
    ...itemBlocks(family.about, evidence),
  ]);
  return outcomeOf(
    `Skills: ${readinessArea.title}`,
    [...blocks, ...topicSelect(context, 'topic', areasOf(context.role), selectText)],
    evidence,
  );
}
