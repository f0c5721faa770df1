/** `/daily resume`: posts again, after a pause or after it had to stop. */
import { checkItems, obstaclesIn } from '../../src/chat/checks.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { nextInWords, notSetUp } from '../../src/chat/daily-words.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'daily resume',
  access: 'admins',
  summary: 'Go on with the daily drill, as it was set',
  examples: ['/daily resume'],
  options: {},
  run: resume,
  actions: { resume },
});

async function resume(context: Context): Promise<Outcome> {
  const resumed = await context.desk.resumeDaily();
  if (resumed.kind === 'unset') return privateNotice('There is nothing to resume', notSetUp);
  if (resumed.kind === 'cannot-post') {
    return privateNotice('I cannot post there yet', [
      text('Nothing was changed: the next post would fail. What is missing:'),
      { kind: 'list', items: checkItems(obstaclesIn(resumed.checks)) },
      text('When that is mended, press Resume; or type `/daily set` with another channel.'),
      { kind: 'buttons', buttons: [{ label: 'Resume', action: context.action('resume') }] },
    ]);
  }
  const { kind, standing } = resumed;
  return privateNotice(kind === 'changed' ? 'The daily drill is on again' : 'It is on already: nothing was changed', [
    text(nextInWords(standing, context.now)),
    ...(kind === 'changed'
      ? [text('Dates that have passed meanwhile are left out. `/daily now` posts today’s at once.')]
      : []),
    {
      kind: 'buttons',
      buttons: [
        { label: 'Preview', action: context.actionOf('daily preview', 'show') },
        { label: 'Pause', action: context.actionOf('daily pause', 'pause') },
      ],
    },
  ]);
}
