/** `/admin reports`: what people reported about questions. Who did is not shown: it is about the question. */
import { dismissalIn, pageBlocks, pageIn } from '../../src/chat/admin-words.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { formatAsOf } from '../../src/chat/dates.ts';
import { literal, type Markup, plainText } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import { shorten } from '../../src/chat/shorten.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { questionKey } from '../../src/practice/bank.ts';
import { mostNotes } from '../../src/practice/community-notes.ts';
import type { Report } from '../../src/practice/records.ts';

/** As much of a question and of a note as the list shows, in characters. */
const longestPrompt = 120;
const longestNote = 500;

export default defineCommand({
  name: 'admin reports',
  access: 'admins',
  summary: 'What people reported about questions of the bank',
  examples: ['/admin reports'],
  options: {},
  run: (context) => list(context, 0, []),
  actions: {
    page: (context, argument) => list(context, pageIn(argument), []),
    async dismiss(context, argument) {
      const { key, page } = dismissalIn(argument);
      const isOff = await context.desk.dismissReport(key);
      return list(context, page, [
        text(isOff ? 'The report is off the list.' : 'That report is off the list already.'),
      ]);
    },
  },
});

async function list(context: Context, page: number, before: readonly Block[]): Promise<Outcome> {
  const newest = (await context.desk.reports()).toReversed();
  if (newest.length === 0) {
    return privateNotice('No reports', [
      ...before,
      text('Nobody has reported a question, or an admin has dismissed them all.'),
    ]);
  }
  const entries = newest.map((report) => ({ key: report.id, line: lineOf(report, context.knowledge) }));
  return privateNotice(titleOf(newest.length), [
    ...before,
    text('Pass this on to whoever keeps the data files. Dismiss what needs nothing, or was passed on.'),
    ...(newest.length < mostNotes
      ? []
      : [text(`_The list is full: with each new report the oldest falls off. It keeps the latest ${mostNotes}._`)]),
    ...pageBlocks(context, entries, page),
  ]);
}

function titleOf(count: number): string {
  if (count >= mostNotes) return `The latest ${count} reports`;
  return count === 1 ? '1 report' : `${count} reports`;
}

function lineOf({ question, note, at }: Report, knowledge: Knowledge): Markup {
  const words = `“${literal(shorten(note, longestNote))}” (${formatAsOf(at.slice(0, 10))})`;
  const prompt = promptOf(question, knowledge);
  const about = prompt === undefined ? 'a question that is gone since' : literal(shorten(prompt, longestPrompt));
  return `${words} — **${literal(question)}**: ${about}`;
}

function promptOf(key: string, knowledge: Knowledge): string | undefined {
  for (const role of knowledge.roles.values()) {
    const question = role.questions.find(({ id }) => questionKey(role.id, id) === key);
    if (question !== undefined) return plainText(question.prompt).replaceAll(/\s+/g, ' ');
  }
  return undefined;
}
