/** `/daily skip`: the next date has no post, a holiday perhaps. */
import type { DailyStanding } from '../../src/chat/admin-desk.ts';
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { notSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { formatDay } from '../../src/chat/dates.ts';
import type { Markup } from '../../src/chat/markup.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Outcome } from '../../src/chat/reply.ts';
import { openDelivery } from '../../src/practice/daily/outbox.ts';

export default defineCommand({
  name: 'daily skip',
  access: 'admins',
  summary: 'Skip the next date, such as a holiday',
  examples: ['/daily skip'],
  options: {},
  refuseWords: async (context) =>
    `\`/daily skip\` takes the next date only${dateOf(await context.desk.daily())}; nothing was changed.`,
  run: skip,
  actions: { undo },
});

/** ", Monday 23 November", where one is planned. */
function dateOf({ daily }: DailyStanding): Markup {
  const open = daily === undefined ? undefined : openDelivery(daily);
  return open?.state === 'planned' ? `, ${formatDay(open.day)}` : '';
}

async function skip(context: Context): Promise<Outcome> {
  const { kind, standing } = await context.desk.skipDaily();
  if (kind === 'unset') return privateNotice('There is nothing to skip', notSetUp);
  const skipped = standing.daily?.deliveries.findLast(({ endedAt }) => endedAt === context.now.toISOString());
  if (kind !== 'changed' || skipped === undefined)
    return privateNotice('Nothing was changed', [
      text('There is no date to skip: none is planned, or one is being sent at this moment.'),
      ...stateBlocks(standing, context.now),
    ]);
  const isToCome = new Date(skipped.dueAt) > context.now;
  return privateNotice(`Skipped: ${formatDay(skipped.day)}`, [
    ...stateBlocks(standing, context.now),
    ...(isToCome
      ? [{ kind: 'buttons' as const, buttons: [{ label: 'Undo', action: context.action('undo', skipped.day) }] }]
      : []),
  ]);
}

async function undo(context: Context, day: string): Promise<Outcome> {
  const { kind, standing } = await context.desk.unskipDaily(day);
  if (kind === 'changed')
    return privateNotice(`No longer skipped: ${formatDay(day)}`, stateBlocks(standing, context.now));
  return privateNotice('Nothing was changed', [
    text('The date is not skipped, or its time has passed, or it is none of the days on which the daily drill comes.'),
    ...stateBlocks(standing, context.now),
  ]);
}
