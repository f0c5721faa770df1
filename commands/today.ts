/** `/today`: the community's daily drill, answered in private. The buttons under its post in the channel lead here too. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import {
  answeredAlready,
  answerForm,
  drillActions,
  noLongerOpen,
  openAnswerReply,
  questionReply,
  readChoice,
  recordedReply,
} from '../src/chat/drill-replies.ts';
import { readMoreBlocks, solutionBlocks, type DrillActions } from '../src/chat/drills.ts';
import { literal } from '../src/chat/markup.ts';
import { privateNotice, text } from '../src/chat/notices.ts';
import type { Block, Button, Outcome } from '../src/chat/reply.ts';
import type { BankQuestion } from '../src/practice/bank.ts';
import type { DailyAsked } from '../src/practice/practice.ts';

/** Every button before the answer asks anew whether the drill is still open; what follows is as with any other drill. */
const actionsOf = (context: Context): DrillActions => ({
  ...drillActions(context),
  choose: (key, option) => context.action('choose', `${key}.${option}`),
  write: (key) => context.action('write', key),
  reveal: (key) => context.action('reveal', key),
});

export default defineCommand({
  name: 'today',
  summary: 'This community’s daily drill: answer it here, only you see it',
  examples: ['/today'],
  options: {},
  run: show,
  actions: {
    show,
    async choose(context, argument) {
      const { drill: key, option } = readChoice(argument);
      const asked = await context.practice.askDaily(key);
      if (!('drill' in asked)) return notNow(context, asked, key);
      const recorded = await context.practice.choose(key, option);
      return recordedReply(recorded, option, drillActions(context), context.now);
    },
    async write(context, key) {
      const asked = await context.practice.askDaily(key);
      if (!('drill' in asked)) return notNow(context, asked, key);
      if (asked.kind === 'answered') return answeredBefore(context, asked.question);
      const open = await context.practice.openAnswer(key);
      if (open === undefined) return noLongerOpen;
      return { form: answerForm(open.answer, drillActionOf(context, 'written', key)) };
    },
    async reveal(context, key) {
      const asked = await context.practice.askDaily(key);
      if (!('drill' in asked)) return notNow(context, asked, key);
      if (asked.kind === 'answered') return answeredBefore(context, asked.question);
      const open = await context.practice.openAnswer(key);
      if (open === undefined) return noLongerOpen;
      return openAnswerReply(open, key, actionsOf(context), context.now);
    },
  },
});

async function show(context: Context): Promise<Outcome> {
  const asked = await context.practice.askDaily(undefined);
  if (!('drill' in asked)) return notNow(context, asked, undefined);
  if (asked.kind === 'answered') return answeredBefore(context, asked.question);
  const { reply, ...more } = questionReply(context, asked, actionsOf(context));
  return { ...more, reply: { ...reply, title: `Daily drill: ${reply.title}` } };
}

const drillActionOf = (context: Context, action: string, key: string): string =>
  context.actionOf('interview-question', action, key);

/** The same again, with what was right: it cannot be spoilt any more. */
const answeredBefore = (context: Context, question: BankQuestion): Outcome =>
  privateNotice(answeredAlready, [
    text('What you recorded is kept. How everybody answered comes with the next drill.'),
    ...solutionBlocks(question),
    ...readMoreBlocks(question),
    buttons(anotherButton(context)),
  ]);

/** Why the drill cannot be answered now. `key` is undefined where no certain one was asked for. */
function notNow(context: Context, asked: Exclude<DailyAsked, { drill: string }>, key: string | undefined): Outcome {
  const another = anotherButton(context);
  switch (asked.kind) {
    case 'closed':
      return privateNotice('This drill is over', [
        text(
          'The next one has been posted, and shows the answer to this one. Nothing was recorded now; what you recorded before is kept.',
        ),
        buttons({ label: 'The current drill', action: context.action('show'), style: 'primary' }, another),
      ]);
    case 'other-role': {
      const title = context.knowledge.roles.get(asked.role)?.title;
      const where =
        title === undefined
          ? 'It is about a role that I no longer know. Nothing was recorded.'
          : `Here it is about **${literal(title)}**: \`/today role:${asked.role}\` shows it. Nothing was recorded.`;
      return privateNotice('The daily drill is about another role', [text(where), buttons(another)]);
    }
    case 'none':
      return key === undefined
        ? privateNotice('There is no daily drill to answer', [
            text(`${whyNone(context)} You need not wait for it: any answer counts for your streak.`),
            buttons(another),
          ])
        : privateNotice('This drill is no longer there', [
            text(
              'Its question was edited or removed since it was posted, or it is not one of this community’s. Nothing was recorded now; what you recorded before is kept.',
            ),
            buttons(another),
          ]);
  }
}

const whyNone = ({ isShared, words }: Context): string =>
  isShared
    ? 'None has been posted here yet, or its question was changed since. The community’s admins set it up with `/daily set`.'
    : `Daily drills belong to ${words.community}: type \`/today\` there.`;

const anotherButton = (context: Context): Button => ({
  label: 'Another question',
  action: drillActionOf(context, 'another', ''),
});

const buttons = (...each: Button[]): Block => ({ kind: 'buttons', buttons: each });
