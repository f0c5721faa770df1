/** `/daily pause`: nothing is posted until it is resumed. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { notSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'daily pause',
  access: 'admins',
  summary: 'Stop the daily drill for a while; nothing that is set is lost',
  examples: ['/daily pause'],
  alsoCalled: ['stop', 'off', 'end'],
  options: {},
  refuseWords: () => '`/daily pause` takes no date: it lasts until you resume it. Nothing was changed.',
  run: pause,
  actions: { pause },
});

async function pause(context: Context): Promise<Outcome> {
  const { kind, standing } = await context.desk.pauseDaily();
  if (kind === 'unset') return privateNotice('There is nothing to pause', notSetUp);
  const blocks: Block[] =
    kind === 'changed'
      ? [
          text('Nothing is posted until you resume it. All that is set is kept.'),
          text('Learners can go on by themselves with `/interview-question`, and keep their streaks.'),
        ]
      : stateBlocks(standing, context.now);
  return privateNotice(kind === 'changed' ? 'The daily drill is paused' : 'Nothing was changed', [
    ...blocks,
    { kind: 'buttons', buttons: [{ label: 'Resume', action: context.actionOf('daily resume', 'resume') }] },
  ]);
}
