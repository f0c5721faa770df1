/** `/daily resume`: posts again, after a pause or after it had to stop. */
import type { DailyResumed } from '../../src/chat/admin-desk.ts';
import { canBeFixed, checkItems, obstaclesIn } from '../../src/chat/checks.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { nextInWords, notSetUp } from '../../src/chat/daily-words.ts';
import { channelMarkup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Button, Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'daily resume',
  access: 'admins',
  summary: 'Go on with the daily drill, as it was set',
  examples: ['/daily resume'],
  alsoCalled: ['start', 'on', 'continue'],
  options: {},
  run: resume,
  actions: { resume },
});

async function resume(context: Context): Promise<Outcome> {
  const resumed = await context.desk.resumeDaily();
  if (resumed.kind === 'unset') return privateNotice('There is nothing to resume', notSetUp);
  if (resumed.kind === 'cannot-post') return cannotPost(context, resumed);
  const { kind, standing } = resumed;
  return privateNotice(kind === 'changed' ? 'The daily drill is on again' : 'It is on already: nothing was changed', [
    text(nextInWords(standing, context.now)),
    ...(kind === 'changed'
      ? [text('Dates that have passed meanwhile are skipped. `/daily now` posts today’s at once.')]
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

/** The way on once it is fixed, and the way around it. */
function cannotPost(context: Context, { checks, settings }: Extract<DailyResumed, { kind: 'cannot-post' }>): Outcome {
  const { channel: here } = context;
  const isElsewhere = here !== undefined && here !== settings.channel;
  const isFixable = canBeFixed(checks);
  const channel = channelMarkup(settings.channel);
  const ways = [
    ...(isFixable ? ['When that is fixed, press Try again.'] : []),
    isElsewhere
      ? `${isFixable ? 'Or press' : 'Press'} Post here instead: it moves to ${channelMarkup(here)}, and goes on with all else as it is set.`
      : `${isFixable ? 'Or name' : 'Name'} another channel with \`/daily set\`, and then type \`/daily resume\`: all else stays as it is set.`,
  ];
  const buttons: Button[] = [
    ...(isFixable ? [{ label: 'Try again', action: context.action('resume'), style: 'primary' as const }] : []),
    ...(isElsewhere ? [{ label: 'Post here instead', action: context.actionOf('daily set', 'here') }] : []),
  ];
  return privateNotice(isFixable ? 'I cannot post there yet' : 'I cannot post there', [
    text(
      isFixable
        ? `Nothing was changed: the next post to ${channel} would fail. What is missing:`
        : `Nothing was changed: nothing can be posted to ${channel}. Why:`,
    ),
    { kind: 'list', items: checkItems(obstaclesIn(checks)) },
    text(ways.join(' ')),
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
  ]);
}
