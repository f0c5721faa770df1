/** The post of a daily drill: how the one before was answered, who kept a streak, and then today's question with its buttons. */
import type { Role } from '../knowledge/knowledge.ts';
import type { BankQuestion } from '../practice/bank.ts';
import type { Delivery } from '../practice/daily/daily.ts';
import { dailyKey } from '../practice/daily/key.ts';
import type { CommunityRecord } from '../practice/records.ts';
import { encodeAction } from './action.ts';
import { missedBlocks } from './daily-missed.ts';
import { recapBlocks } from './daily-recap.ts';
import { resultBlocks } from './daily-results.ts';
import { formatDay } from './dates.ts';
import { letter } from './drills.ts';
import { literal } from './markup.ts';
import type { Block, Button, Reply } from './reply.ts';

/** What a post is made of. */
export interface DailyPost {
  readonly record: CommunityRecord;
  /** The date that it is for. */
  readonly delivery: Delivery;
  readonly question: BankQuestion;
  /** The role whose question it is. */
  readonly role: Role;
}

/**
 * The public reply. Its buttons are those of `/today`; their ids always name the role, so that they stay right when another role comes,
 * and hold `dailyKey`, by which the post is known again.
 */
export function dailyPost(post: DailyPost): Reply {
  const { record, delivery, question, role } = post;
  const before = beforeBlocks(post);
  return {
    title: `Daily drill · ${formatDay(delivery.day)}`,
    blocks: [
      ...before,
      ...(before.length === 0 ? [] : [{ kind: 'heading' as const, text: 'Today’s question' }]),
      ...questionBlocks(question, role),
      {
        kind: 'text',
        text: '_Only you see your answer and what was right. How everybody answered comes with the next drill._',
      },
      { kind: 'buttons', buttons: answerButtons(question, role.id, dailyKey(record.community, delivery.day)) },
    ],
    sources: [],
    tone: 'notice',
    visibility: 'public',
  };
}

/** What was before comes first: on Discord buttons stand below all text, and must stand under what they answer. */
const beforeBlocks = ({ record: { daily }, delivery: { day }, role }: DailyPost): Block[] =>
  daily === undefined
    ? []
    : [
        ...resultBlocks(daily, day, role),
        ...missedBlocks(daily, day),
        ...(daily.settings.recap ? recapBlocks(daily, day, role) : []),
      ];

function questionBlocks(question: BankQuestion, role: Role): Block[] {
  const level = role.about.levels.find(({ id }) => id === question.level)?.title ?? question.level;
  const topic = role.questionTopics.find(({ id }) => id === question.topic)?.title ?? question.topic;
  return [
    { kind: 'text', text: question.prompt },
    ...(question.kind === 'choice'
      ? [{ kind: 'list' as const, items: question.options.map(({ text }, index) => `**${letter(index)}** ${text}`) }]
      : []),
    { kind: 'text', text: `_${literal(`${topic} · ${level} · about ${question.minutes} min`)}_` },
  ];
}

function answerButtons(question: BankQuestion, role: string, key: string): Button[] {
  const id = (action: string, argument: string): string => encodeAction({ command: 'today', role, action, argument });
  return question.kind === 'choice'
    ? question.options.map((_, index) => ({ label: letter(index), action: id('choose', `${key}.${index}`) }))
    : [
        { label: 'Write an answer', action: id('write', key), style: 'primary' },
        { label: 'Show answer', action: id('reveal', key) },
      ];
}

/** A post as an admin sees it beforehand, alone. Its buttons are named and not there: nothing that is pressed before its day may count. */
export const previewOf = (post: Reply): Reply => ({
  ...post,
  title: `Preview · ${post.title}`,
  visibility: 'private',
  blocks: post.blocks.map((block) =>
    block.kind === 'buttons'
      ? { kind: 'text', text: `_The buttons:_ ${block.buttons.map(({ label }) => `\`${label}\``).join(' ')}` }
      : block,
  ),
});
