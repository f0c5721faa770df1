/** What the doctor says of a community's daily drill: whether it is on, and what became of the latest dates. */
import { wasMissed } from '../../chat/daily-results.ts';
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

/** `isBlocked`: the checks of the channel, which the reader sees before these, name something that stands in the way. */
export function drillChecks({ daily, zone }: CommunityRecord, isBlocked: boolean): Check[] {
  const zoneCheck = good(
    'Time zone',
    zone === undefined
      ? 'None is set here: learners who chose none go by the default. /daily set sets it.'
      : `Learners who chose none go by ${zone}.`,
  );
  if (daily === undefined) return [good('Daily drill', 'None is set up; /daily set does.'), zoneCheck];
  return [statusCheck(daily, isBlocked), ...datesCheck(daily), zoneCheck];
}

function statusCheck({ status, stop, settings }: Daily, isBlocked: boolean): Check {
  const what = 'Daily drill';
  switch (status) {
    case 'on':
      return good(what, `It is on, at ${settings.time} in ${settings.zone}.`);
    case 'paused':
      return good(what, 'An admin has paused it; /daily resume goes on.');
    case 'stopped':
      return isBlocked
        ? bad(
            what,
            `It stopped${since(stop, settings.zone)}, for what is named above.`,
            'When that is mended, type /daily resume; or type /daily set with another channel.',
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
function datesCheck({ deliveries, stop }: Daily): Check[] {
  const what = 'Latest posts';
  const ended = deliveries.filter(({ endedAt }) => endedAt !== undefined).slice(-datesLookedAt);
  const isTold = ({ reason }: Delivery): boolean => reason !== undefined && reason === stop?.detail;
  const faulty = ended.filter((each) => (each.state === 'doubt' || wasMissed(each)) && !isTold(each));
  const judged = ended.filter((each) => !isTold(each));
  if (judged.length === 0) return [];
  if (faulty.length === 0) {
    const when = judged.length < ended.length ? 'before that' : `on ${datesInWords(judged.length)}`;
    return [good(what, `Nothing went wrong ${when}.`)];
  }
  const named = faulty.slice(-datesNamed).toReversed().map(inWords);
  const more = faulty.length > datesNamed ? ` And ${faulty.length - datesNamed} more, before that.` : '';
  const check = bad(
    what,
    `${faulty.length} of the latest ${judged.length} went wrong. ${named.join(' ')}${more}`,
    'Look into the channel; if today’s is not there, /daily now posts it at once.',
  );
  // What is over and went well since needs nobody.
  return [
    faulty.at(-1) === judged.at(-1) ? check : { ...check, advisory: true, fix: 'The ones after that went well.' },
  ];
}

const datesInWords = (count: number): string => (count === 1 ? 'the latest date' : `the latest ${count} dates`);

const inWords = ({ day, state, reason = '' }: Delivery): string =>
  `${formatDay(day)}: ${state === 'doubt' ? 'perhaps posted' : 'not posted'}. ${shorten(reason, longestReason)}`.trim();
