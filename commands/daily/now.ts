/** `/daily now`: posts today's drill at once, in place of its time. */
import type { DailyStanding, PostedNow } from '../../src/chat/admin-desk.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { deliveryInWords, notSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { formatDay } from '../../src/chat/dates.ts';
import { channelMarkup, type Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Block, Outcome } from '../../src/chat/reply.ts';
import type { Delivery } from '../../src/practice/daily/daily.ts';

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
    return privateNotice('Today’s drill is being sent at this moment', [
      text('Nothing else was begun. `/daily status` shows in a minute how it went.'),
    ]);
  }
  const standing = await context.desk.daily();
  return privateNotice(titles[posted.kind], [
    text(whatHappened(posted, standing, context.now)),
    ...whatNext(context, posted.kind, standing),
  ]);
}

function whatHappened({ kind, delivery }: Told, { daily }: DailyStanding, now: Date): Markup {
  const day = `**${formatDay(delivery.day)}**`;
  const { channel = '', zone = 'UTC' } = { ...daily?.settings, ...delivery };
  return kind === 'sent'
    ? `The drill of ${day} is in ${channelMarkup(channel)} now. It is not posted again today.`
    : `${day}: ${deliveryInWords(delivery, zone, now)}`;
}

type Told = Extract<PostedNow, { delivery: Delivery }>;

const titles: Readonly<Record<Told['kind'], string>> = {
  sent: 'Posted',
  already: 'Today’s drill is there already',
  failed: 'Today’s drill could not be posted',
  retrying: 'Not yet: I try again by myself',
  doubt: 'Today’s drill may be there, and I cannot tell',
  perhaps: 'Today’s drill may be there already, and I cannot tell',
};

function whatNext(context: Context, kind: Told['kind'], standing: DailyStanding): Block[] {
  switch (kind) {
    case 'sent':
      return stateBlocks(standing, context.now);
    case 'already':
      return [text('There is at most one for each date: nothing was posted now.')];
    case 'retrying':
      return [text('`/daily status` shows how it goes.')];
    case 'failed':
      return [text('`/admin doctor` shows what is missing and how to mend it. Then type `/daily now` again.')];
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
