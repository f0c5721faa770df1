/** `/compare [role]`: this role beside a neighbouring one. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { Evidence } from '../src/chat/evidence.ts';
import type { Outcome } from '../src/chat/reply.ts';
import { outcomeOf, topicOutcome, topicSelect } from '../src/chat/topics.ts';

const selectText = 'Compare with';

export default defineCommand({
  name: 'compare',
  summary: 'The role beside a neighbouring one: full-stack, frontend, ML, data, DevOps',
  examples: ['/compare frontend', '/compare full-stack', '/compare devops'],
  options: {
    role: {
      kind: 'term',
      noun: 'role to compare with',
      description: 'The other role, such as frontend, data or DevOps',
      terms: (role) => role.comparisons.comparisons,
    },
  },
  run: (context, { role }) => (role === undefined ? choose(context) : about(context, role)),
  actions: { topic: about },
});

function about(context: Context, id: string): Outcome {
  const { comparisons } = context.role.comparisons;
  const comparison = comparisons.find((each) => each.id === id);
  return comparison === undefined
    ? choose(context)
    : topicOutcome(context, 'Compare', comparison, comparisons, selectText);
}

function choose(context: Context): Outcome {
  const { comparisons } = context.role.comparisons;
  const evidence = new Evidence(context.knowledge, context.role, context.now);
  const text =
    comparisons.length === 0
      ? 'I have no sources that compare this role with another yet.'
      : 'Choose a role to see how the two differ, from the sources that compare them:';
  return outcomeOf(
    `${context.role.title} compared`,
    [
      { kind: 'text', text },
      ...(comparisons.length === 0 ? [] : [{ kind: 'list' as const, items: comparisons.map((each) => each.title) }]),
      ...topicSelect(context, 'topic', comparisons, selectText),
    ],
    evidence,
  );
}
