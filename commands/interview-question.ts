/** `/interview-question [topic] [level]`: a drill. Only the asker sees it, so that an answer spoils nothing and embarrasses nobody. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import {
  expired,
  nothingToAsk,
  nothingWritten,
  openAnswerBlocks,
  questionBlocks,
  recordedBlocks,
  type DrillActions,
} from '../src/chat/drills.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { grades, type Grade } from '../src/practice/ledger.ts';
import type { Recorded } from '../src/practice/practice.ts';

const actionsOf = (context: Context): DrillActions => ({
  choose: (drill, option) => context.action('choose', `${drill}.${option}`),
  write: (drill) => context.action('write', drill),
  reveal: (drill) => context.action('reveal', drill),
  grade: (drill, grade) => context.action('grade', `${drill}.${grade}`),
  another: (topic) => context.action('another', topic),
  report: (question) => context.action('report', question),
});

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
      const [drill = '', letter = ''] = argument.split('.');
      const option = /^\d$/.test(letter) ? Number(letter) : -1;
      return afterwards(context, await context.practice.choose(drill, option), option);
    },
    async write(context, drill) {
      const open = await context.practice.openAnswer(drill);
      if (open === undefined) return noLongerOpen;
      return {
        form: {
          title: 'Your answer',
          submitLabel: 'Check it',
          action: context.action('written', drill),
          fields: [
            {
              name: 'answer',
              label: 'In your own words',
              placeholder: 'As you would say it in an interview',
              multiline: true,
              required: true,
              maxLength: 3000,
              ...(open.answer === undefined ? {} : { initial: open.answer }),
            },
          ],
        },
      };
    },
    async written(context, drill, inputs) {
      const answer = inputs['answer'] ?? '';
      if (answer.trim() === '') return privately(nothingWritten(drill, actionsOf(context)), 'Nothing was written');
      const open = await context.practice.write(drill, answer);
      if (open === undefined) return noLongerOpen;
      return privately(openAnswerBlocks(open, drill, actionsOf(context), context.now), 'How does it compare?');
    },
    async reveal(context, drill) {
      const open = await context.practice.openAnswer(drill);
      if (open === undefined) return noLongerOpen;
      return privately(openAnswerBlocks(open, drill, actionsOf(context), context.now), 'A model answer');
    },
    async grade(context, argument) {
      const [drill = '', name = ''] = argument.split('.');
      const grade: Grade | undefined = grades.find((each) => each === name);
      if (grade === undefined) return noLongerOpen;
      return afterwards(context, await context.practice.grade(drill, grade), undefined);
    },
    report: (context, question) => ({
      form: {
        title: 'What is wrong with it?',
        submitLabel: 'Send',
        action: context.action('reported', question),
        fields: [
          {
            name: 'note',
            label: 'What should be looked at',
            placeholder: 'A wrong option, an unclear word …',
            multiline: true,
            required: true,
            maxLength: 1000,
          },
        ],
      },
    }),
    async reported(context, question, inputs) {
      const note = inputs['note'] ?? '';
      if (note.trim() === '' || !context.role.questions.some((each) => each.id === question)) return notReported;
      await context.practice.report(question, note);
      return privately(
        [
          {
            kind: 'text',
            text: 'Thank you. Your note is on the admins’ list, together with the question. Your points and streak stay as they are.',
          },
        ],
        'Reported',
      );
    },
  },
});

async function ask(context: Context, topic: string | undefined, level: string | undefined): Promise<Outcome> {
  const asked = await context.practice.ask({ topic, level });
  if (asked.kind === 'none') return privately(nothingToAsk(asked, context.now), 'Nothing to ask just now');
  const title =
    context.role.questionTopics.find((each) => each.id === asked.question.topic)?.title ?? 'Interview question';
  const level_ =
    context.role.about.levels.find((each) => each.id === asked.question.level)?.title ?? asked.question.level;
  return {
    ...privately(questionBlocks(asked, level_, actionsOf(context)), title),
    data: {
      drill: asked.drill,
      question: asked.question.id,
      topic: asked.question.topic,
      level: asked.question.level,
      kind: asked.question.kind,
    },
  };
}

function afterwards(context: Context, recorded: Recorded, option: number | undefined): Outcome {
  if (recorded.kind === 'expired') return noLongerOpen;
  return {
    ...privately(recordedBlocks(recorded, option, actionsOf(context), context.now), titleOf(recorded)),
    data: {
      grade: recorded.grade,
      points: recorded.points,
      streak: recorded.streak.current,
      counted: recorded.kind === 'recorded',
    },
  };
}

function titleOf({ kind, grade, question }: Exclude<Recorded, { kind: 'expired' }>): string {
  if (kind === 'already') return 'You have answered this already: it counts once';
  if (question.kind === 'open') return 'Noted';
  return grade === 'again' ? 'Not this one' : 'Right';
}

const privately = (blocks: readonly Block[], title: string): Extract<Outcome, { reply: unknown }> => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private' },
});

const noLongerOpen = privately(expired, 'This question is no longer open');

const notReported = privately(
  [
    {
      kind: 'text',
      text: 'The note was empty, or the question is no longer in the bank. Nothing was sent.',
    },
  ],
  'Not reported',
);
