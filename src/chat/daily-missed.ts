/** The dates on which no daily drill came though no admin wanted it so, for the next post. The reasons may be about permissions: they are for the admins. */
import type { Daily, Delivery } from '../practice/daily/daily.ts';
import { catchUpFor } from '../practice/daily/outbox.ts';
import { daysBetween } from '../practice/days.ts';
import type { LocalDay } from '../practice/ledger.ts';
import { together, wasSeen } from './daily-results.ts';
import { daysInWords, formatDay } from './dates.ts';
import { text } from './notices.ts';
import type { Block } from './reply.ts';

/** As many dates are named one by one; of more, the first and the last. */
const mostNamed = 4;

/** Whether there is no post though no admin wanted it so: what an admin skips ends while it could still be posted. */
export const wasMissed = ({ state, dueAt, endedAt = dueAt }: Delivery): boolean =>
  state === 'failed' || (state === 'skipped' && Date.parse(endedAt) - Date.parse(dueAt) > catchUpFor);

/** The dates that were missed since the latest post before a date: no post has told of them yet. Empty where there are none. */
export function missedBlocks({ deliveries }: Daily, before: LocalDay): Block[] {
  const earlier = deliveries.filter(({ day }) => day < before);
  const missed = earlier.slice(earlier.findLastIndex(wasSeen) + 1).filter(wasMissed);
  const daysOf = (state: Delivery['state']): LocalDay[] =>
    missed.filter((each) => each.state === state).map(({ day }) => day);
  return [...skippedBlocks(daysOf('skipped'), before), ...failedBlocks(daysOf('failed'), before)];
}

function skippedBlocks(days: readonly LocalDay[], before: LocalDay): Block[] {
  if (days.length === 0) return [];
  const why =
    days.length === 1
      ? 'was not posted: something was down at its time, and for hours after it.'
      : 'were not posted: something was down at their times, and for hours after them.';
  return [text(`${drillsOf(days, before)} ${why}`)];
}

const failedBlocks = (days: readonly LocalDay[], before: LocalDay): Block[] =>
  days.length === 0
    ? []
    : [text(`${drillsOf(days, before)} could not be posted here; \`/daily status\` tells the admins why.`)];

/** "Yesterday’s drill", "The drills of Saturday 21 and Sunday 22 November", "The drills of 6 dates from … to …". */
function drillsOf(days: readonly LocalDay[], before: LocalDay): string {
  const [first = before, last = first] = [days[0], days.at(-1)];
  if (days.length === 1)
    return daysBetween(first, before) === 1 ? 'Yesterday’s drill' : `The drill of ${formatDay(first)}`;
  return days.length > mostNamed
    ? `The drills of ${days.length} dates from ${daysInWords([first, last]).join(' to ')}`
    : `The drills of ${together(daysInWords(days))}`;
}
