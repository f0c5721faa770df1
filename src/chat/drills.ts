/** A drill as blocks of a reply: the question, what was right about the answer, and when it comes back. */
import { type DayClock, daysBetween, localDay } from '../practice/days.ts';
import { grades, type Grade } from '../practice/ledger.ts';
import type { Asked, OpenAnswer, Recorded } from '../practice/practice.ts';
import type { BankQuestion } from '../practice/bank.ts';
import { counted } from './durations.ts';
import { literal } from './markup.ts';
import type { Block, Button } from './reply.ts';
import { streakLine } from './streaks.ts';

/** The ids of the buttons under a drill; the command writes them. */
export interface DrillActions {
  readonly choose: (drill: string, option: number) => string;
  readonly write: (drill: string) => string;
  readonly reveal: (drill: string) => string;
  readonly grade: (drill: string, grade: Grade) => string;
  readonly another: (topic: string) => string;
  readonly report: (question: string) => string;
}

const letters = 'ABCDE';
/** The letter under which an option stands, by its index. */
export const letter = (index: number): string => letters.charAt(index);

/** "today", "tomorrow", "in 6 days", by the learner's own days. */
export function whenInWords(due: Date, now: Date, clock: DayClock): string {
  const days = daysBetween(localDay(now, clock), localDay(due, clock));
  if (days <= 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${days} days`;
}

/** A question that was put to somebody; `reason` says why this one, where that is worth a word. */
export interface PutQuestion {
  readonly drill: string;
  readonly question: BankQuestion;
  readonly reason?: Extract<Asked, { kind: 'question' }>['reason'];
}

/** The question with its buttons. */
export function questionBlocks(asked: PutQuestion, level: string, actions: DrillActions): Block[] {
  const { question, drill, reason } = asked;
  const about = [
    level,
    `about ${question.minutes} min`,
    ...(reason === 'due'
      ? ['due for review']
      : reason === 'ahead'
        ? ['a little early, as you have seen all the others']
        : []),
  ].join(' · ');
  const common: Block[] = [
    { kind: 'text', text: question.prompt },
    { kind: 'text', text: `_${literal(about)}_` },
  ];
  const wrong = reportButton(question, actions);
  if (question.kind === 'open') {
    return [...common, { kind: 'buttons', buttons: [...answerButtons(drill, actions), wrong] }];
  }
  return [
    ...common.slice(0, 1),
    { kind: 'list', items: question.options.map((option, index) => `**${letter(index)}** ${option.text}`) },
    ...common.slice(1),
    {
      kind: 'buttons',
      buttons: question.options.map((_, index) => ({ label: letter(index), action: actions.choose(drill, index) })),
    },
    { kind: 'buttons', buttons: [wrong] },
  ];
}

/** The model answer beside what was typed, and the four grades, each with the day on which it brings the question back. */
export function openAnswerBlocks(open: OpenAnswer, drill: string, actions: DrillActions, now: Date): Block[] {
  const { question, coverage, answer } = open;
  const { covered = [], missed = [] } = coverage ?? {};
  const blocks: Block[] = [{ kind: 'text', text: question.prompt }];
  if (answer !== undefined && coverage !== undefined) {
    const found = `**${covered.length} of ${covered.length + missed.length}**`;
    if (covered.length > 0)
      blocks.push(
        { kind: 'text', text: `I found ${found} key points in your words:` },
        { kind: 'list', items: covered.map((point) => `✓ ${literal(point)}`) },
      );
    const missing = covered.length > 0 ? 'Worth adding next time:' : 'I did not find these key points in your words:';
    if (missed.length > 0)
      blocks.push(
        { kind: 'text', text: missing },
        { kind: 'list', items: missed.map((point) => `○ ${literal(point)}`) },
      );
    blocks.push({
      kind: 'text',
      text: '_I look for words, not for meaning: a point that you made in other words counts too._',
    });
  } else {
    blocks.push(
      { kind: 'heading', text: 'Key points' },
      { kind: 'list', items: question.key_points.map(({ point }) => literal(point)) },
    );
  }
  blocks.push(
    ...modelAnswerBlocks(question),
    { kind: 'text', text: 'How did it go? Be honest with yourself: it decides when the question comes back.' },
    {
      kind: 'buttons',
      buttons: grades.map((grade) => ({
        label: `${gradeWords[grade]} · ${whenInWords(open.next[grade], now, open.clock)}`,
        action: actions.grade(drill, grade),
        // What the words suggest stands out; the learner decides.
        ...(grade === open.coverage?.suggested ? { style: 'primary' as const } : {}),
      })),
    },
  );
  return blocks;
}

const modelAnswerBlocks = (question: Extract<BankQuestion, { kind: 'open' }>): Block[] => [
  { kind: 'heading', text: 'A model answer' },
  { kind: 'text', text: question.model_answer },
  { kind: 'text', text: `**A common mistake:** ${question.common_mistake}` },
  { kind: 'text', text: `**They may ask next:** ${question.follow_ups.join(' ')}` },
];

/** What was right, for somebody who has answered before and wants to read it again. */
export const solutionBlocks = (question: BankQuestion): Block[] =>
  question.kind === 'choice'
    ? choiceFeedback(question, undefined)
    : [{ kind: 'text', text: question.prompt }, ...modelAnswerBlocks(question)];

const gradeWords: Record<Grade, string> = { again: 'Not yet', hard: 'Hard', good: 'Good', easy: 'Easy' };

/** Where a question's facts stand, under a heading. */
export const readMoreBlocks = ({ references }: BankQuestion): Block[] => [
  { kind: 'heading', text: 'Read more' },
  { kind: 'links', links: references.map(({ title, url }) => ({ label: title, url })) },
];

/** What was right, why, when it comes back, what it did to the streak, and where to read on. */
export function recordedBlocks(
  recorded: Answered,
  option: number | undefined,
  actions: DrillActions,
  now: Date,
): Block[] {
  const { question, due, streak } = recorded;
  const back = due === undefined ? '' : ` The question comes back ${whenInWords(due, now, recorded.clock)}.`;
  return [
    ...(question.kind === 'choice' ? choiceFeedback(question, counting(question, recorded, option)) : []),
    { kind: 'text', text: `${whatCounted(recorded)}${back}` },
    { kind: 'text', text: streakLine(streak, now) },
    ...readMoreBlocks(question),
    {
      kind: 'buttons',
      buttons: [
        { label: 'Another question', action: actions.another(''), style: 'primary' },
        { label: 'More on this topic', action: actions.another(question.topic) },
        reportButton(question, actions),
      ],
    },
  ];
}

type Answered = Extract<Recorded, { kind: 'recorded' | 'already' }>;

function whatCounted({ kind, points }: Answered): string {
  if (kind === 'already')
    return `Your first answer counts${points > 0 ? ` (${counted(points, 'point')})` : ''}; nothing was added.`;
  return points === 0
    ? 'Recorded. It brings no points, and your day counts all the same.'
    : `Recorded: ${counted(points, 'point')}.`;
}

/** The option to mark as the learner's. After a second click it is the first that counts: of one that was not right nobody knows which. */
function counting(
  { options }: Extract<BankQuestion, { kind: 'choice' }>,
  { kind, grade }: Answered,
  option: number | undefined,
): number | undefined {
  if (kind === 'recorded') return option;
  return grade === 'again' ? undefined : options.findIndex(({ right }) => right);
}

const reportButton = (question: BankQuestion, actions: DrillActions): Button => ({
  label: 'Something wrong with this question?',
  action: actions.report(question.id),
});

function choiceFeedback(question: Extract<BankQuestion, { kind: 'choice' }>, chosen: number | undefined): Block[] {
  const items = question.options.map((option, index) => {
    const marks = [option.right ? '✓' : '✗', ...(index === chosen ? ['_(your answer)_'] : [])].join(' ');
    return `**${letter(index)}** ${marks} ${option.text} — ${option.why}`;
  });
  return [
    { kind: 'text', text: question.prompt },
    { kind: 'list', items },
    { kind: 'text', text: `**To remember:** ${question.takeaway}` },
  ];
}

/** Why there is no question: the bank has none that fits, or all that fit were seen lately or wait for their day. */
export function nothingToAsk({ next, clock, filtered }: Extract<Asked, { kind: 'none' }>, now: Date): Block[] {
  const elsewhere = filtered ? ' Another topic or level may have one now.' : '';
  const text =
    next === undefined
      ? `There are no questions ${filtered ? 'of that kind' : 'for this role'} yet.${elsewhere}`
      : `You have seen all that ${filtered ? 'fit' : 'there are'} in the last seven days, or they wait for their day: the same again so soon would teach you little. The next one comes ${whenInWords(next, now, clock)}.${elsewhere}`;
  return [{ kind: 'text', text }];
}

/** A drill that cannot be answered any more. */
export const expired: readonly Block[] = [
  {
    kind: 'text',
    text: 'It was answered already, is too old, was edited since, or was put to somebody else. Nothing was recorded now, and what you recorded before is kept. `/interview-question` gives you a fresh one.',
  },
];

/** A form that came back without a word: the drill stays open. */
export function nothingWritten(drill: string, actions: DrillActions): Block[] {
  return [
    { kind: 'text', text: 'There was nothing in your answer. The question is still open.' },
    { kind: 'buttons', buttons: answerButtons(drill, actions) },
  ];
}

const answerButtons = (drill: string, actions: DrillActions): Button[] => [
  { label: 'Write an answer', action: actions.write(drill), style: 'primary' },
  { label: 'Show answer', action: actions.reveal(drill) },
];
