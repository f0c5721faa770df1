/** `/leaderboard [period] [by]`: who practised most in this community; ties share a place, and the asker always sees the own one. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import { leaderboardBlocks } from '../src/chat/practice-blocks.ts';
import type { Outcome } from '../src/chat/reply.ts';
import type { Term } from '../src/knowledge/schema/files.ts';
import type { Measure, Period } from '../src/practice/leaderboard.ts';

const periods: readonly (Term & { readonly id: Period })[] = [
  { id: 'week', title: 'This week', aliases: ['weekly', 'this week'] },
  { id: 'month', title: 'This month', aliases: ['monthly', 'this month'] },
  { id: 'all', title: 'All time', aliases: ['ever', 'all time', 'total'] },
];

const measures: readonly (Term & { readonly id: Measure })[] = [
  { id: 'days', title: 'Practised days', aliases: ['day', 'practised'] },
  { id: 'points', title: 'Points', aliases: ['score', 'point'] },
];

export default defineCommand({
  name: 'leaderboard',
  summary: 'Who practised most here: by days or points, this week, this month or ever',
  examples: ['/leaderboard', '/leaderboard month', '/leaderboard all points'],
  options: {
    period: { kind: 'term', noun: 'period', description: 'week, month or all', terms: () => periods },
    by: { kind: 'term', noun: 'measure', description: 'days or points', terms: () => measures },
  },
  run: (context, { period = 'week', by = 'days' }) => show(context, period, by),
});

async function show(context: Context, periodId: string, measureId: string): Promise<Outcome> {
  const period = periods.find((each) => each.id === periodId) ?? periods[0];
  const by = measures.find((each) => each.id === measureId) ?? measures[0];
  if (period === undefined || by === undefined) throw new Error('the lists above are not empty');
  const board = await context.practice.leaderboard(period.id, by.id);
  return {
    reply: {
      title: `${by.title}: ${period.title.toLowerCase()}`,
      blocks: leaderboardBlocks(board, by.id, board.own.learner),
      sources: [],
      tone: 'notice',
      visibility: 'private',
    },
    data: { ...board },
  };
}
