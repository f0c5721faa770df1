/** The replies and forms around a drill, the same wherever it was put: on demand, or to the whole community. All private. */
import type { Grade } from '../practice/ledger.ts';
import type { OpenAnswer, Recorded } from '../practice/practice.ts';
import type { BankQuestion } from '../practice/bank.ts';
import type { Context } from './command.ts';
import {
  type DrillActions,
  expired,
  openAnswerBlocks,
  type PutQuestion,
  questionBlocks,
  recordedBlocks,
} from './drills.ts';
import { privateNotice } from './notices.ts';
import type { Form, Outcome } from './reply.ts';

type Replied = Extract<Outcome, { reply: unknown }>;

/** The command whose buttons lead on from any drill. */
const drillCommand = 'interview-question';

/** The ids of a drill's buttons, as `/interview-question` reads them. */
export const drillActions = ({ actionOf }: Pick<Context, 'actionOf'>): DrillActions => ({
  choose: (drill, option) => actionOf(drillCommand, 'choose', `${drill}.${option}`),
  write: (drill) => actionOf(drillCommand, 'write', drill),
  reveal: (drill) => actionOf(drillCommand, 'reveal', drill),
  grade: (drill, grade: Grade) => actionOf(drillCommand, 'grade', `${drill}.${grade}`),
  another: (topic) => actionOf(drillCommand, 'another', topic),
  report: (question) => actionOf(drillCommand, 'report', question),
});

/** The question with its buttons, under the title of its topic. */
export function questionReply({ role }: Pick<Context, 'role'>, put: PutQuestion, actions: DrillActions): Replied {
  const { drill, question } = put;
  const topic = role.questionTopics.find(({ id }) => id === question.topic)?.title ?? 'Interview question';
  const level = role.about.levels.find(({ id }) => id === question.level)?.title ?? question.level;
  return {
    ...privateNotice(topic, questionBlocks(put, level, actions)),
    data: { drill, question: question.id, topic: question.topic, level: question.level, kind: question.kind },
  };
}

/** The title of what is said to somebody who has answered the question before. */
export const answeredAlready = 'You have answered this already: it counts once';

/** What became of an answer. `option`: the index of the one that was pressed just now. */
export function recordedReply(
  recorded: Recorded,
  option: number | undefined,
  actions: DrillActions,
  now: Date,
): Replied {
  if (recorded.kind === 'expired') return noLongerOpen;
  return {
    ...privateNotice(titleOf(recorded), recordedBlocks(recorded, option, actions, now)),
    data: {
      grade: recorded.grade,
      points: recorded.points,
      streak: recorded.streak.current,
      counted: recorded.kind === 'recorded',
    },
  };
}

function titleOf({
  kind,
  grade,
  question,
}: {
  kind: 'recorded' | 'already';
  grade: Grade;
  question: BankQuestion;
}): string {
  if (kind === 'already') return answeredAlready;
  if (question.kind === 'open') return 'Noted';
  return grade === 'again' ? 'Not this one' : 'Right';
}

/** The form for an open answer, with what was written before; `action` is what submitting it does. */
export const answerForm = (answer: string | undefined, action: string): Form => ({
  title: 'Your answer',
  submitLabel: 'Check it',
  action,
  fields: [
    {
      name: 'answer',
      label: 'In your own words',
      placeholder: 'As you would say it in an interview',
      multiline: true,
      required: true,
      maxLength: 3000,
      ...(answer === undefined ? {} : { initial: answer }),
    },
  ],
});

/** What a good answer to an open question has, beside what was written if anything was, and the grades to choose from. */
export const openAnswerReply = (open: OpenAnswer, drill: string, actions: DrillActions, now: Date): Replied =>
  privateNotice(
    open.answer === undefined ? 'What a good answer has' : 'How does it compare?',
    openAnswerBlocks(open, drill, actions, now),
  );

/** A button's `drill.index`: the index is -1 where it is no digit. */
export function readChoice(argument: string): { readonly drill: string; readonly option: number } {
  const [drill = '', digit = ''] = argument.split('.');
  return { drill, option: /^\d$/.test(digit) ? Number(digit) : -1 };
}

export const noLongerOpen = privateNotice('This question is no longer open', expired);
