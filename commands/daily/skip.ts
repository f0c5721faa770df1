/** `/daily skip`: leaves out the next date, a holiday perhaps. */
import { type Context, defineCommand } from '../../src/chat/command.ts';
import { notSetUp, stateBlocks } from '../../src/chat/daily-words.ts';
import { formatDay } from '../../src/chat/dates.ts';
import { privateNotice, text } from '../../src/chat/notices.ts';
import type { Outcome } from '../../src/chat/reply.ts';

export default defineCommand({
  name: 'daily skip',
  access: 'admins',
  summary: 'Leave out the next date, such as a holiday',
  examples: ['/daily skip'],
  options: {},
  run: skip,
});

async function skip(context: Context): Promise<Outcome> {
  const { kind, standing } = await context.desk.skipDaily();
  if (kind === 'unset') return privateNotice('There is nothing to skip', notSetUp);
  const skipped = standing.daily?.deliveries.findLast(({ endedAt }) => endedAt === context.now.toISOString());
  if (kind !== 'changed' || skipped === undefined)
    return privateNotice('Nothing was changed', [
      text('There is no date to leave out: none is planned, or one is being sent at this moment.'),
      ...stateBlocks(standing, context.now),
    ]);
  return privateNotice(`Left out: ${formatDay(skipped.day)}`, stateBlocks(standing, context.now));
}
