/** What the doctor says of a community's daily drill: whether it is on, and what became of the latest dates. */
import { wasMissed } from '../../chat/daily-missed.ts';
import { canBeFixed } from '../../chat/checks.ts';
import { formatDay } from '../../chat/dates.ts';
import type { Check } from '../../chat/poster.ts';
import { shorten } from '../../chat/shorten.ts';
import type { Daily, Delivery, Stop } from '../../practice/daily/daily.ts';
import { wallDate } from '../../practice/daily/schedule.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { bad, good } from './check.ts';

/** How many of the latest dates count. */
const datesLookedAt = 7;
/** As many of those that went wrong are named, with so many characters of the reason. */
const datesNamed = 3;
const longestReason = 200;

interface Seen {
  /** The checks of the channel that stand in the way: the reader sees them before these. */
  readonly obstacles: readonly Check[];
  readonly now: Date;
}

export function drillChecks({ daily, zone }: CommunityRecord, { obstacles, now }: Seen): Check[] {
  const zoneCheck = good(
    'Time zone',
    zone === undefined
      ? 'None is set here: new learners whose own time zone I do not know go by my default. /daily set sets it.'
      : `New learners whose own time zone I do not know go by ${zone}.`,
  );
  if (daily === undefined) return [good('Daily drill', 'None is set up; /daily set does.'), zoneCheck];
  return [statusCheck(daily, obstacles), ...datesCheck(daily, now), zoneCheck];
}

function statusCheck({ status, stop, settings }: Daily, obstacles: readonly Check[]): Check {
  const what = 'Daily drill';
  switch (status) {
    case 'on':
      return good(what, `It is on, at ${settings.time} in ${settings.zone}.`);
    case 'paused':
      return good(what, 'An admin has paused it; /daily resume goes on.');
    case 'stopped':
      return obstacles.length > 0
        ? bad(
            what,
            `It stopped${since(stop, settings.zone)}, for what is named above.`,
            canBeFixed(obstacles)
              ? 'When that is fixed, type /daily resume; or type /daily set with another channel.'
              : 'Type /daily set with another channel: it goes on there.',
          )
        : bad(
            what,
            `It stopped${since(stop, settings.zone)}. ${stop?.detail ?? ''}`.trim(),
            'I find nothing in the way any more: type /daily resume.',
          );
  }
}

const since = (stop: Stop | undefined, zone: string): string =>
  stop === undefined ? '' : ` on ${formatDay(wallDate(new Date(stop.at), zone))}`;

/** The latest dates that have ended. What an admin left out is no fault, and why it has stopped is told already. */
function datesCheck({ deliveries, stop, settings }: Daily, now: Date): Check[] {
  const what = 'Latest posts';
  const ended = deliveries.filter(({ endedAt }) => endedAt !== undefined).slice(-datesLookedAt);
  const isTold = ({ reason }: Delivery): boolean => reason !== undefined && reason === stop?.detail;
  const judged = ended.filter((each) => !isTold(each));
  const faulty = judged.filter((each) => each.state === 'doubt' || wasMissed(each));
  const [latest, latestFaulty] = [judged.at(-1), faulty.at(-1)];
  if (latest === undefined) return [];
  if (latestFaulty === undefined) {
    const when = judged.length < ended.length ? 'before that' : `on ${datesInWords(judged.length)}`;
    return [good(what, `Nothing went wrong ${when}.`)];
  }
  const count = `${faulty.length} of the latest ${judged.length} ${fateOf(faulty)}`;
  // What is over and went well since needs nobody.
  if (latestFaulty !== latest) return [good(what, `${count}; all went well since.`)];
  const named = faulty.slice(-datesNamed).toReversed().map(inWords);
  const more = faulty.length > datesNamed ? ` And ${faulty.length - datesNamed} more, before that.` : '';
  const isTodays = latest.day === wallDate(now, settings.zone);
  return [
    {
      ...bad(what, `${count}. ${named.join(' ')}${more}`, wayOn(latest, isTodays)),
      ...(isTodays ? {} : { advisory: true }),
    },
  ];
}

const fateOf = (faulty: readonly Delivery[]): string => {
  const [isOne, isDoubted] = [faulty.length === 1, faulty.some(({ state }) => state === 'doubt')];
  return `${isOne ? 'was' : 'were'} ${isDoubted ? 'perhaps not' : 'not'} posted`;
};

/** Only today's can still be posted. */
function wayOn({ state }: Delivery, isTodays: boolean): string {
  if (!isTodays) return 'If the next one goes wrong too, tell whoever runs the bot. Nothing else is to be done.';
  return state === 'doubt'
    ? 'Look into the channel: if today’s is not there, /daily now posts it.'
    : '/daily now posts today’s at once.';
}

const datesInWords = (count: number): string => (count === 1 ? 'the latest date' : `the latest ${count} dates`);

const inWords = ({ day, state, reason = '' }: Delivery): string =>
  `${formatDay(day)}: ${state === 'doubt' ? 'perhaps posted' : 'not posted'}. ${shorten(reason, longestReason)}`.trim();
