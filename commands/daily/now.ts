/** `/daily now`: posts today's drill at once, in place of its time. */
import type { DailyStanding, PostedNow } from '../../src/chat/admin-desk.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { deliveryInWords, notSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { formatDay } from '../../src/chat/dates.ts';
import { channelMarkup, type Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import type { Delivery } from '../../src/practice/daily/daily.ts';
import { wallDate } from '../../src/practice/daily/schedule.ts';

export default defineCommand({
  name: 'daily now',
  access: 'admins',
  summary: 'Post today’s drill at once; there is at most one for each date',
  examples: ['/daily now'],
  options: {},
  run: (context) => post(context, false),
  actions: { anyway: (context) => post(context, true) },
});

async function post(context: Context, anyway: boolean): Promise<Outcome> {
  const posted = await context.desk.postDaily({ anyway });
  if (posted.kind === 'unset') return privateNotice('There is nothing to post', notSetUp);
  if (posted.kind === 'busy') {
    return privateNotice('A drill is being sent at this moment', [
      text('Nothing else was begun. `/daily status` shows in a minute how it went.'),
    ]);
  }
  const standing = await context.desk.daily();
  return privateNotice(titles[posted.kind](drillInWords(posted, standing, context.now)), [
    text(whatHappened(posted, standing, context.now)),
    ...whatNext(context, posted.kind, standing),
  ]);
}

/** After a move west the drill of tomorrow may be there already. */
function drillInWords({ delivery }: Told, { daily }: DailyStanding, now: Date): string {
  const isTodays = delivery.day === wallDate(now, daily?.settings.zone ?? 'UTC');
  return isTodays ? 'Today’s drill' : `The drill of ${formatDay(delivery.day)}`;
}

function whatHappened({ kind, delivery }: Told, { daily }: DailyStanding, now: Date): Markup {
  const day = `**${formatDay(delivery.day)}**`;
  const { channel = '', zone = 'UTC' } = { ...daily?.settings, ...delivery };
  return kind === 'sent'
    ? `The drill of ${day} is in ${channelMarkup(channel)} now. It is not posted again.`
    : `${day}: ${deliveryInWords(delivery, zone, now)}`;
}

type Told = Extract<PostedNow, { delivery: Delivery }>;

const titles: Readonly<Record<Told['kind'], (drill: string) => string>> = {
  sent: () => 'Posted',
  already: (drill) => `${drill} is there already`,
  failed: (drill) => `${drill} could not be posted`,
  retrying: () => 'Not yet: I try again by myself',
  doubt: (drill) => `${drill} may be there, and I cannot tell`,
  perhaps: (drill) => `${drill} may be there already, and I cannot tell`,
};

/** Whether more comes by itself, and how to go on. */
function afterFailure({ daily }: DailyStanding): Markup {
  switch (daily?.status) {
    case 'stopped':
      return 'The daily drill has **stopped**: nothing more is posted by itself. When that is fixed, type `/daily now` to post today’s and go on, or `/daily resume` to go on with the next date.';
    case 'paused':
      return 'When that is fixed, type `/daily now` again. The daily drill is still **paused**: nothing is posted by itself until you resume it.';
    case 'on':
    case undefined:
      return 'When that is fixed, type `/daily now` again. The daily drill is still **on**: the next date comes by itself.';
  }
}

function whatNext(context: Context, kind: Told['kind'], standing: DailyStanding): Block[] {
  switch (kind) {
    case 'sent':
      return stateBlocks(standing, context.now);
    case 'already':
      return [
        text('There is at most one for each date, and none for a date before it any more: nothing was posted now.'),
      ];
    case 'retrying':
      return [text('`/daily status` shows how it goes.')];
    case 'failed':
      return [text(`\`/admin doctor\` shows what is missing and how to fix it. ${afterFailure(standing)}`)];
    case 'doubt':
    case 'perhaps':
      return [
        text(
          'Please look into the channel. If it is there, all is well. If it is not, press the button: I post it once more.',
        ),
        { kind: 'buttons', buttons: [{ label: 'It is not there: post it', action: context.action('anyway') }] },
      ];
  }
}
