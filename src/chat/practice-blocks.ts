/** Reviews, progress and leaderboards as blocks of a reply. */
import type { DayClock } from '../practice/days.ts';
import type { Leaderboard, Measure, Standing } from '../practice/leaderboard.ts';
import type { Progress } from '../practice/progress.ts';
import type { Readiness } from '../practice/readiness.ts';
import type { ReviewState } from '../practice/review.ts';
import { whenInWords } from './drills.ts';
import { counted } from './durations.ts';
import { literal } from './markup.ts';
import type { Block, Button } from './reply.ts';
import { daysInWords } from './streaks.ts';

const percent = (share: number | undefined): string => (share === undefined ? '–' : `${Math.round(share * 100)}%`);

/** What is due, and a button to begin; `start` is the action's id. */
export function reviewBlocks(review: ReviewState & { readonly clock: DayClock }, start: string, now: Date): Block[] {
  const next =
    review.next === undefined
      ? 'You have not answered a question yet. From your first answer on, I remember when to ask each one again.'
      : `The next ones come ${whenInWords(review.next, now, review.clock)}.`;
  const label = review.today.length > 0 ? 'Start' : 'A new question';
  return [
    { kind: 'text', text: literal(review.summary) },
    { kind: 'text', text: next },
    { kind: 'buttons', buttons: [{ label, action: start, style: 'primary' }] },
  ];
}

/** Accuracy and memory by topic, the weakest with a button each, and the readiness model step by step. */
export function progressBlocks(
  progress: Progress & { readonly readiness: Readiness | undefined },
  practise: (topic: string) => string,
): Block[] {
  const answered = progress.topics.filter((topic) => topic.answers > 0);
  if (answered.length === 0) {
    return [
      {
        kind: 'text',
        text: 'Too little data yet: you have not answered a question. After a few answers this shows where you stand, topic by topic.',
      },
      { kind: 'buttons', buttons: [{ label: 'First question', action: practise(''), style: 'primary' }] },
    ];
  }
  const buttons = progress.weakest.map(({ topic, title }): Button => ({
    label: `Practise: ${title}`,
    action: practise(topic),
  }));
  return [
    {
      kind: 'table',
      columns: ['Topic', 'Answers', 'Right', 'Recall'],
      rows: answered.map(({ title, answers, accuracy, memory }) => [
        title,
        String(answers),
        percent(accuracy),
        percent(memory),
      ]),
    },
    {
      kind: 'text',
      text: '_Right: how much of your answers was right, on average. Recall: how fresh what you have answered still is. It starts at 100% after an answer, right or wrong, and fades until the next review._',
    },
    ...(buttons.length === 0
      ? [{ kind: 'text' as const, text: 'No topic stands out as weak yet.' }]
      : [
          { kind: 'text' as const, text: 'Your weakest topics:' },
          { kind: 'buttons' as const, buttons },
        ]),
    ...(progress.readiness === undefined ? [] : readinessBlocks(progress.readiness)),
  ];
}

function readinessBlocks({ total, scale, steps }: Readiness): Block[] {
  const result =
    total === undefined
      ? '**Too little data for a number yet.**'
      : `**${total}** on a scale from ${scale.low} to ${scale.high}.`;
  return [
    { kind: 'heading', text: 'Readiness' },
    {
      kind: 'text',
      text: `${result} This is AIEH's model (its weights, its scale, its half-life) applied to your own answers here. It is not a score that AIEH gives.`,
    },
    { kind: 'list', items: steps.map(literal) },
  ];
}

/** The places, the asker's own among them or below. */
export function leaderboardBlocks(board: Leaderboard, by: Measure, asker: string): Block[] {
  const row = (standing: Standing): string => {
    const name = standing.learner === asker ? '**you**' : literal(standing.name ?? 'somebody');
    const [first, second] =
      by === 'days'
        ? [daysInWords(standing.days), counted(standing.points, 'point')]
        : [counted(standing.points, 'point'), daysInWords(standing.days)];
    return `**${standing.place}.** ${name}: ${first}, ${second}`;
  };
  if (board.top.length === 0 && board.own[by] === 0)
    return [{ kind: 'text', text: 'Nobody has practised in this time yet. One answer puts you first.' }];
  const listed = board.top.some(({ learner }) => learner === asker);
  return [
    ...(board.top.length === 0 ? [] : [{ kind: 'list' as const, items: board.top.map(row) }]),
    ...(board.more > 0 ? [{ kind: 'text' as const, text: `_… ${board.more} more below._` }] : []),
    ...(listed ? [] : [{ kind: 'text' as const, text: `Your place: ${row(board.own)}` }]),
    ...(board.note === undefined ? [] : [{ kind: 'text' as const, text: literal(board.note) }]),
  ];
}
