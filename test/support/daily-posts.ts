/** Daily posts for tests: today's, after drills that went as a test wants it, over the shipped questions. */
import { dailyPost } from '../../src/chat/daily-post.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Role } from '../../src/knowledge/knowledge.ts';
import { type BankQuestion, questionKey, wordingOf } from '../../src/practice/bank.ts';
import type { Daily, Delivery, Tally } from '../../src/practice/daily/daily.ts';
import type { CommunityRecord } from '../../src/practice/records.ts';
import { shippedKnowledge, shippedRole } from './community.ts';
import { textOf } from './conversation.ts';

export const role: Role = shippedRole(await shippedKnowledge());

const choices = role.questions.filter((each) => each.kind === 'choice');
const opens = role.questions.filter((each) => each.kind === 'open');
if (choices[0] === undefined || opens[0] === undefined) throw new Error('the shipped bank has lost a kind');
export const [choice, open] = [choices[0], opens[0]];

export const community = 'discord:200000000000000002';
export const today: Delivery = { day: '2026-11-23', dueAt: '2026-11-23T09:00:00.000Z', state: 'claimed', tries: 1 };

export const tally: Tally = {
  answered: 12,
  right: 9,
  options: [1, 9, 2, 0],
  streaks: 9,
  longest: [
    { learner: 'discord:1', name: 'Ada', days: 12 },
    { learner: 'discord:2', name: '@everyone <@123456789012345678> **x**', days: 7 },
  ],
};

export const sent = (day: string, question: BankQuestion, of?: Tally): Delivery => ({
  day,
  dueAt: `${day}T09:00:00.000Z`,
  state: 'sent',
  tries: 1,
  question: questionKey(role.id, question.id),
  wording: wordingOf(question),
  endedAt: `${day}T09:00:01.000Z`,
  ...(of === undefined ? {} : { tally: of }),
});

export const after = (deliveries: readonly Delivery[], recap = false): CommunityRecord => {
  const settings = { channel: '1', time: '09:00', zone: 'UTC', role: role.id, topics: [], recap };
  const daily: Daily = {
    settings: { ...settings, weekdays: ['mon'] },
    setBy: 'discord:1',
    since: '2026-01-01T00:00:00.000Z',
    status: 'on',
    used: [],
    deliveries: [...deliveries, today],
  };
  return { community, unanswered: [], reports: [], daily };
};

export const postAfter = (deliveries: readonly Delivery[], recap = false, question: BankQuestion = choice): Reply =>
  dailyPost({ record: after(deliveries, recap), delivery: today, question, role });

export const linesOf = (post: Reply): string[] => textOf(post).split('\n');
export const linesAfter = (...args: Parameters<typeof postAfter>): string[] => linesOf(postAfter(...args));

/** What stands from one line to the heading above today's question. */
export const linesFrom = (begin: string, lines: readonly string[]): string[] =>
  lines.slice(lines.indexOf(begin), lines.indexOf('Today’s question'));
