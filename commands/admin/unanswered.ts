/** `/admin unanswered`: what people asked here and the FAQ could not answer. */
import { dismissalIn, pageBlocks, pageIn } from '../../src/chat/admin-words.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { formatAsOf } from '../../src/chat/dates.ts';
import { literal, type Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
import { mostNotes } from '../../src/practice/community-notes.ts';
import { fingerprintOf } from '../../src/practice/fingerprint.ts';
import type { UnansweredQuestion } from '../../src/practice/records.ts';

/** As much of a question as the list shows, in characters. */
const longestQuestion = 200;

export default defineCommand({
  name: 'admin unanswered',
  access: 'admins',
  summary: 'What people asked here and the FAQ could not answer',
  examples: ['/admin unanswered'],
  options: {},
  run: (context) => list(context, 0, []),
  actions: {
    page: (context, argument) => list(context, pageIn(argument), []),
    async dismiss(context, argument) {
      const { key, page } = dismissalIn(argument);
      const asked = (await context.desk.unanswered())?.find(({ text: words }) => fingerprintOf(words) === key);
      const isOff = asked !== undefined && (await context.desk.dismissUnanswered(asked.text));
      const done = isOff ? `Off the list: ${inShort(asked)}` : 'That question is off the list already.';
      return list(context, page, [text(done)]);
    },
  },
});

const inShort = ({ text: words }: UnansweredQuestion): Markup => `“${literal(shorten(words, longestQuestion))}”`;

async function list(context: Context, page: number, before: readonly Block[]): Promise<Outcome> {
  const newest = (await context.desk.unanswered())?.toReversed();
  if (newest === undefined) return noList;
  if (newest.length === 0) {
    return privateNotice('No unanswered questions', [
      ...before,
      text(
        'The list is empty: what was asked in this community was answered, or is off the list by what an admin did.',
      ),
    ]);
  }
  const entries = newest.map((asked) => ({
    key: fingerprintOf(asked.text),
    way: { label: 'Answer', action: context.actionOf('admin faq-add', 'answer', fingerprintOf(asked.text)) },
    line: `${inShort(asked)} — ${timesInWords(asked.times)} ${formatAsOf(asked.lastAsked.slice(0, 10))}`,
  }));
  return privateNotice(titleOf(newest.length), [
    ...before,
    text(
      'Press Answer to write an entry for this community, which takes the question off the list; or Dismiss where it needs none.',
    ),
    ...(newest.length < mostNotes
      ? []
      : [text(`_The list is full: with each new question the oldest falls off. It keeps the latest ${mostNotes}._`)]),
    ...pageBlocks(context, entries, page),
  ]);
}

const noList = privateNotice('There is no list here', [
  text(
    'The terminal keeps no such list. In a Discord server or a Slack workspace it has what the FAQ could not answer.',
  ),
]);

function titleOf(count: number): string {
  if (count >= mostNotes) return `The latest ${count} questions without an answer`;
  return count === 1 ? '1 question without an answer' : `${count} questions without an answer`;
}

const timesInWords = (times: number): string => (times === 1 ? 'asked once, on' : `asked ${times} times, last on`);
