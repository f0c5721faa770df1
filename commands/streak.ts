/** `/streak [why]`: the streak, the last five weeks, and why the number is what it is. */
import { defineCommand, type Context } from '../src/chat/command.ts';
import type { Block, Outcome } from '../src/chat/reply.ts';
import { explanationBlocks, streakBlocks, streakLine } from '../src/chat/streaks.ts';
import type { Streak } from '../src/practice/streak.ts';

/** As many days as every platform shows in one answer. */
const daysExplained = 40;

export default defineCommand({
  name: 'streak',
  summary: 'Your streak, the last five weeks, and why it is what it is',
  examples: ['/streak', '/streak why'],
  options: {
    view: {
      kind: 'term',
      noun: 'view',
      description: 'Type "why" for a line on each day',
      terms: () => [{ id: 'why', title: 'why', aliases: ['explain', 'history'] }],
    },
  },
  async run(context, { view }) {
    const streak = await context.practice.streak();
    return view === undefined ? show(context, streak) : why(context, streak, undefined);
  },
  actions: {
    why: async (context, before) => why(context, await context.practice.streak(), isDate(before) ? before : undefined),
  },
});

function show(context: Context, streak: Streak): Outcome {
  const button: Block = { kind: 'buttons', buttons: [{ label: 'Why?', action: context.action('why') }] };
  return outcome(
    'Your streak',
    [...streakBlocks(streak, context.now), ...(streak.days.length === 0 ? [] : [button])],
    streak,
  );
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

function why(context: Context, streak: Streak, before: string | undefined): Outcome {
  const earlier = (day: string): string => context.action('why', day);
  const days = explanationBlocks(streak, { mostDays: daysExplained, before, earlier });
  return outcome('Your streak, day by day', [{ kind: 'text', text: streakLine(streak, context.now) }, ...days], streak);
}

const outcome = (
  title: string,
  blocks: readonly Block[],
  { current, longest, freezes, today, days }: Streak,
): Outcome => ({
  reply: { title, blocks, sources: [], tone: 'notice', visibility: 'private' },
  data: { current, longest, freezes, today, days },
});
