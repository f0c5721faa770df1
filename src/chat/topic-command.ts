/** The commands that show topics of one data file: what the job is like, the outlook, interviews. */
import type { Role } from '../knowledge/knowledge.ts';
import type { Topic } from '../knowledge/schema/common.ts';
import { defineCommand, type Command, type Context } from './command.ts';
import { Evidence } from './evidence.ts';
import type { Block, Outcome } from './reply.ts';
import { itemBlocks, outcomeOf, topicBlocks, topicOutcome, topicSelect } from './topics.ts';

export interface TopicCommand {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly string[];
  /** What stands before a topic's title: "Interviews". */
  readonly heading: string;
  /** What the select over the topics says. */
  readonly selectText: string;
  readonly optionDescription: string;
  readonly topics: (role: Role) => readonly Topic[];
  /** The ids of the topics that are shown where none is asked for; the file's first where none of them exists. */
  readonly overview: readonly string[];
}

/** A command `/name [topic]` over the topics of a file. */
export function defineTopicCommand(spec: TopicCommand): Command<{
  topic: { kind: 'term'; noun: string; description: string; terms: TopicCommand['topics'] };
}> {
  const overview = (context: Context): Outcome => {
    const topics = spec.topics(context.role);
    const evidence = new Evidence(context.knowledge, context.role, context.now);
    const chosen = topics.filter((topic) => spec.overview.includes(topic.id));
    const shown = chosen.length > 0 ? chosen : topics.slice(0, 1);
    const blocks =
      shown.length === 1
        ? shown.flatMap((topic) => topicBlocks(topic, evidence))
        : shown.flatMap((topic) => beginning(topic, spec, evidence));
    return outcomeOf(
      `${context.role.title}: ${spec.heading.toLowerCase()}`,
      [
        ...(topics.length === 0 ? [nothingYet(spec.heading)] : blocks),
        ...topicSelect(context, 'topic', topics, spec.selectText),
      ],
      evidence,
    );
  };
  const about = (context: Context, id: string): Outcome => {
    const topics = spec.topics(context.role);
    const topic = topics.find((each) => each.id === id);
    return topic === undefined
      ? overview(context)
      : topicOutcome(context, spec.heading, topic, topics, spec.selectText);
  };
  return defineCommand({
    name: spec.name,
    summary: spec.summary,
    examples: spec.examples,
    options: { topic: { kind: 'term', noun: 'topic', description: spec.optionDescription, terms: spec.topics } },
    run: (context, { topic }) => (topic === undefined ? overview(context) : about(context, topic)),
    actions: { topic: about },
  });
}

/** How much of a topic an overview over several shows. */
const itemsInOverview = 3;

/** The first items of a topic, and how to read the others: an overview over several topics has no room for all. */
function beginning(topic: Topic, spec: TopicCommand, evidence: Evidence): Block[] {
  const left = topic.items.length - itemsInOverview;
  return [
    { kind: 'heading', text: topic.title },
    ...itemBlocks(topic.items.slice(0, itemsInOverview), evidence, topic.ordered),
    ...(left > 0
      ? [
          {
            kind: 'text' as const,
            text: `_… ${left} more: choose the topic below, or type_ \`/${spec.name} ${topic.id}\``,
          },
        ]
      : []),
  ];
}

const nothingYet = (heading: string): Block => ({
  kind: 'text',
  text: `I have no sources on this role's ${heading.toLowerCase()} yet.`,
});
