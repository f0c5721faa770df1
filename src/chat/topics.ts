/** Topics of the knowledge as blocks of a reply, and the reply that a command about topics gives. */
import type { Item, Topic } from '../knowledge/schema/common.ts';
import type { Context } from './command.ts';
import { Evidence } from './evidence.ts';
import { literal, type Markup } from './markup.ts';
import type { Block, Outcome } from './reply.ts';

/** The blocks of some items: statements as a list, each disagreement with its versions side by side. */
export function itemBlocks(items: readonly Item[], evidence: Evidence, ordered = false): Block[] {
  const blocks: Block[] = [];
  let list: Markup[] = [];
  const closeList = (): void => {
    if (list.length > 0) blocks.push({ kind: 'list', items: list, ordered });
    list = [];
  };
  for (const item of items) {
    if ('versions' in item) {
      closeList();
      blocks.push(...disagreementBlocks(item, evidence));
    } else {
      const text = evidence.text(item.text, item.sources);
      list.push(item.label === undefined ? text : `**${literal(item.label)}:** ${text}`);
    }
  }
  closeList();
  return blocks;
}

type Disagreement = Extract<Item, { versions: unknown }>;

/** Where sources disagree: the subject, each version with its source, and why. */
export function disagreementBlocks(disagreement: Disagreement, evidence: Evidence): Block[] {
  return [
    { kind: 'text', text: `**Where sources differ: ${literal(disagreement.subject)}**` },
    { kind: 'list', items: disagreement.versions.map((version) => evidence.text(version.text, version.sources)) },
    { kind: 'text', text: `_Why:_ ${evidence.text(disagreement.why, [])}` },
  ];
}

export type TopicName = Pick<Topic, 'id' | 'title'>;

/** A whole topic. */
export const topicBlocks = (topic: Topic, evidence: Evidence): Block[] => [
  ...(topic.intro === undefined ? [] : [{ kind: 'text' as const, text: evidence.text(topic.intro, []) }]),
  ...itemBlocks(topic.items, evidence, topic.ordered),
];

/** What one select holds on every platform (Discord's limit; Slack takes 100). */
const optionsPerSelect = 25;

/** Selects over topics, as many as they need; nothing where there is nothing to choose. */
export function topicSelect(
  context: Context,
  action: string,
  topics: readonly TopicName[],
  placeholder: string,
): Block[] {
  const selects: Block[] = [];
  for (let start = 0; start < topics.length; start += optionsPerSelect) {
    selects.push({
      kind: 'select',
      placeholder: start === 0 ? placeholder : `${placeholder} (continued)`,
      action: context.action(action),
      options: topics.slice(start, start + optionsPerSelect).map((topic) => ({ label: topic.title, value: topic.id })),
    });
  }
  return selects;
}

/** The reply to "tell me about this topic", with the others to choose from. */
export function topicOutcome(
  context: Context,
  heading: string,
  topic: Topic,
  others: readonly TopicName[],
  placeholder: string,
): Outcome {
  const evidence = new Evidence(context.knowledge, context.role, context.now);
  const blocks = [
    ...topicBlocks(topic, evidence),
    ...topicSelect(
      context,
      'topic',
      others.filter((each) => each.id !== topic.id),
      placeholder,
    ),
  ];
  return outcomeOf(`${heading}: ${topic.title}`, blocks, evidence);
}

/** A public answer with its evidence. */
export const outcomeOf = (title: string, blocks: readonly Block[], evidence: Evidence): Outcome => ({
  reply: { title, blocks, sources: evidence.citations(), tone: 'answer', visibility: 'public' },
  data: { figures: evidence.figures() },
});
