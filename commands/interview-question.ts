/** `/interview-question [topic] [level]`: a drill. Only the asker sees it, so that an answer spoils nothing and embarrasses nobody. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import {
  answerForm,
  drillActions,
  noLongerOpen,
  openAnswerReply,
  questionReply,
  readChoice,
  recordedReply,
} from '../src/chat/drill-replies.ts';
import { nothingToAsk, nothingWritten } from '../src/chat/drills.ts';
import { privateNotice, text } from '../src/chat/notices.ts';
import type { Form, Outcome } from '../src/chat/reply.ts';
import { grades } from '../src/practice/ledger.ts';

export default defineCommand({
  name: 'interview-question',
  summary: 'A question to practise: what is due for you, else something new at your level',
  examples: ['/interview-question', '/interview-question caching', '/interview-question http senior'],
  options: {
    topic: {
      kind: 'term',
      noun: 'topic',
      description: 'A topic, such as databases, caching or security',
      terms: (role) => role.questionTopics,
    },
    level: {
      kind: 'term',
      noun: 'level',
      description: 'A level, such as junior or senior',
      terms: (role) => role.about.levels,
    },
  },
  run: (context, { topic, level }) => ask(context, topic, level),
  actions: {
    another: (context, topic) => ask(context, topic === '' ? undefined : topic, undefined),
    async choose(context, argument) {
      const { drill, option } = readChoice(argument);
      const recorded = await context.practice.choose(drill, option);
      return recordedReply(recorded, option, drillActions(context), context.now);
    },
    async write(context, drill) {
      const open = await context.practice.openAnswer(drill);
      return open === undefined ? noLongerOpen : { form: answerForm(open.answer, context.action('written', drill)) };
    },
    async written(context, drill, inputs) {
      const answer = inputs['answer'] ?? '';
      if (answer.trim() === '')
        return privateNotice('Nothing was written', nothingWritten(drill, drillActions(context)));
      const open = await context.practice.write(drill, answer);
      if (open === undefined) return { ...noLongerOpen, status: 'expired' };
      return openAnswerReply(open, drill, drillActions(context), context.now);
    },
    async reveal(context, drill) {
      const open = await context.practice.openAnswer(drill);
      if (open === undefined) return noLongerOpen;
      return openAnswerReply(open, drill, drillActions(context), context.now);
    },
    async grade(context, argument) {
      const [drill = '', name = ''] = argument.split('.');
      const grade = grades.find((each) => each === name);
      if (grade === undefined) return noLongerOpen;
      const recorded = await context.practice.grade(drill, grade);
      return recordedReply(recorded, undefined, drillActions(context), context.now);
    },
    report: (context, question) => ({ form: reportForm(undefined, context.action('reported', question)) }),
    async reported(context, question, inputs) {
      const note = inputs['note'] ?? '';
      if (note.trim() === '') return notReported('The note was empty.');
      if (!context.role.questions.some((each) => each.id === question)) {
        return {
          ...notReported('The question is no longer in the bank: it was changed or removed.'),
          status: 'expired',
        };
      }
      await context.practice.report(question, note);
      return privateNotice('Reported', [
        {
          kind: 'text',
          text: 'Thank you. Your note is on the admins’ list, together with the question. Your points and streak stay as they are.',
        },
      ]);
    },
  },
  forms: {
    written: (action, inputs) => answerForm(inputs['answer'], action),
    reported: (action, inputs) => reportForm(inputs['note'], action),
  },
});

async function ask(context: Context, topic: string | undefined, level: string | undefined): Promise<Outcome> {
  const asked = await context.practice.ask({ topic, level });
  return asked.kind === 'none'
    ? privateNotice('Nothing to ask just now', nothingToAsk(asked, context.now))
    : questionReply(context, asked, drillActions(context));
}

const reportForm = (note: string | undefined, action: string): Form => ({
  title: 'What is wrong with it?',
  submitLabel: 'Send',
  action,
  fields: [
    {
      name: 'note',
      label: 'What should be looked at',
      placeholder: 'A wrong option, an unclear word …',
      multiline: true,
      required: true,
      maxLength: 1000,
      ...(note === undefined ? {} : { initial: note }),
    },
  ],
});

const notReported = (why: string): ReturnType<typeof privateNotice> =>
  privateNotice('Not reported', [text(`${why} Nothing was sent.`)]);
