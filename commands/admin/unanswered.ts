/** `/admin unanswered`: what people asked here and the FAQ could not answer. */
import { dismissalIn, pageBlocks, pageIn } from '../../src/chat/admin-words.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { formatAsOf } from '../../src/chat/dates.ts';
import { literal, type Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
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
      const asked = (await context.desk.unanswered()).find(({ text: words }) => fingerprintOf(words) === key);
      const isOff = asked !== undefined && (await context.desk.dismissUnanswered(asked.text));
      const done = isOff ? `Off the list: ${inShort(asked)}` : 'That question is off the list already.';
      return list(context, page, [text(done)]);
    },
  },
});

const inShort = ({ text: words }: UnansweredQuestion): Markup => `“${literal(shorten(words, longestQuestion))}”`;

async function list(context: Context, page: number, before: readonly Block[]): Promise<Outcome> {
  const newest = (await context.desk.unanswered()).toReversed();
  if (newest.length === 0) {
    return privateNotice('No unanswered questions', [
      ...before,
      text(
        'The list is empty: every question that was asked in this community was answered, or dismissed by an admin.',
      ),
    ]);
  }
  const entries = newest.map((asked) => ({
    key: fingerprintOf(asked.text),
    line: `${inShort(asked)} — ${timesInWords(asked.times)} ${formatAsOf(asked.lastAsked.slice(0, 10))}`,
  }));
  const title = newest.length === 1 ? '1 question without an answer' : `${newest.length} questions without an answer`;
  return privateNotice(title, [
    ...before,
    text('`/admin faq-add` adds an answer for this community; it is there at once. Dismiss what needs none.'),
    ...pageBlocks(context, entries, page),
  ]);
}

const timesInWords = (times: number): string => (times === 1 ? 'asked once, on' : `asked ${times} times, last on`);
