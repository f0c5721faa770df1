/** What works in a community and what does not, each with the fix. */
import { wasMissed } from '../../chat/daily-results.ts';
import { formatDay } from '../../chat/dates.ts';
import { counted, timeUntil } from '../../chat/durations.ts';
import type { Check } from '../../chat/poster.ts';
import { shorten } from '../../chat/shorten.ts';
import type { Daily } from '../../practice/daily/daily.ts';
import { longestSilence } from '../../practice/heartbeat.ts';
import type { CommunityRecord, ServiceRecord } from '../../practice/records.ts';
import { type Store, StoreError } from '../../practice/store.ts';
import type { DataState, DeskParts } from './parts.ts';
import { isShared } from './place.ts';

const good = (what: string, detail: string): Check => ({ what, ok: true, detail });
const bad = (what: string, detail: string, fix: string): Check => ({ what, ok: false, detail, fix });

/** How many of the latest dates count. */
const datesLookedAt = 7;
/** As many problems of the data are named, in so many characters each. */
const problemsNamed = 3;
const longestProblem = 300;
/** How late, in milliseconds, work may be done without a word: posts are spread out where many are due at once. */
const lateness = 10 * 60_000;
/** Clocks of machines that keep time are not further apart, in milliseconds. */
const clocksApart = 60_000;

const workerFix = 'See that a process that does this work is running (ROLE=all or ROLE=worker), and look into its log.';

/** All checks that there are for the place. Rejects only where a check itself is broken. */
export async function examine(parts: DeskParts): Promise<readonly Check[]> {
  const [records, seen] = await readRecords(parts);
  const here = isShared(parts.community) && seen !== undefined;
  return [
    ...(here ? await channelChecks(parts, seen.record) : []),
    ...(here ? drillChecks(seen.record) : []),
    ...(seen === undefined ? [] : [seen.late, clockCheck(seen.service, parts.now)]),
    records,
    dataCheck(parts.dataState(), parts.now),
  ];
}

interface Seen {
  readonly record: CommunityRecord;
  readonly service: ServiceRecord;
  readonly late: Check;
}

/** Whether records can be used, and what they say where they can. */
async function readRecords({ store, storeName, community, now }: DeskParts): Promise<[Check, Seen | undefined]> {
  try {
    await store.ready();
    const seen = {
      record: await store.community(community),
      service: await store.service(),
      late: await lateCheck(store, now),
    };
    return [good('Records', `They are kept in ${storeName}, and can be read and written.`), seen];
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const fix =
      'Whoever runs the bot finds the cause in its log. Until then questions are answered and nothing is recorded.';
    return [
      bad('Records', `They are kept in ${storeName}, which cannot be used just now. ${error.message}`, fix),
      undefined,
    ];
  }
}

/** Permissions in the channel of the daily drill; before one is set up, in the channel that the admin is in. */
async function channelChecks(
  { community, posterFor, channel }: DeskParts,
  { daily }: CommunityRecord,
): Promise<Check[]> {
  const poster = posterFor(community);
  if (poster === undefined) {
    return [
      bad(
        'Platform',
        'It is not connected in this configuration.',
        'Whoever runs the bot finds the settings in .env.example.',
      ),
    ];
  }
  const looked = daily?.settings.channel ?? channel;
  return looked === undefined ? [] : [...(await poster.inspect(community, looked))];
}

function drillChecks({ daily, zone }: CommunityRecord): Check[] {
  const zoneCheck = good(
    'Time zone',
    zone === undefined
      ? 'None is set here: learners who chose none go by the default. /daily set sets it.'
      : `Learners who chose none go by ${zone}.`,
  );
  if (daily === undefined) return [good('Daily drill', 'None is set up; /daily set here does.'), zoneCheck];
  return [statusCheck(daily), ...datesCheck(daily), zoneCheck];
}

function statusCheck({ status, stop, settings }: Daily): Check {
  const what = 'Daily drill';
  switch (status) {
    case 'on':
      return good(what, `It is on, at ${settings.time} in ${settings.zone}.`);
    case 'paused':
      return good(what, 'An admin has paused it; /daily resume goes on.');
    case 'stopped':
      return bad(
        what,
        `It has stopped. ${stop?.detail ?? ''}`.trim(),
        'When that is mended, type /daily resume; or choose another channel with /daily set.',
      );
  }
}

/** The latest dates that have ended. What an admin left out is no fault. */
function datesCheck({ deliveries }: Daily): Check[] {
  const ended = deliveries.filter(({ endedAt }) => endedAt !== undefined).slice(-datesLookedAt);
  const faulty = ended.filter((each) => each.state === 'doubt' || wasMissed(each));
  if (ended.length === 0) return [];
  const what = 'Latest posts';
  if (faulty.length === 0)
    return [good(what, ended.length === 1 ? 'The latest one went well.' : `The latest ${ended.length} went well.`)];
  const named = faulty
    .toReversed()
    .map(({ day, state, reason }) =>
      `${formatDay(day)}: ${state === 'doubt' ? 'perhaps posted' : 'not posted'}. ${reason ?? ''}`.trim(),
    );
  return [
    bad(
      what,
      `${faulty.length} of the latest ${ended.length} went wrong. ${named.join(' ')}`,
      'Mend what is named above. /daily now posts today’s at once.',
    ),
  ];
}

async function lateCheck(store: Store, now: Date): Promise<Check> {
  const before = new Date(now.getTime() - lateness);
  const [posts, reminders] = [await store.communitiesToWake(before, 1), await store.learnersToWake(before, 1)];
  const late = [...(posts.length > 0 ? ['posts'] : []), ...(reminders.length > 0 ? ['reminders'] : [])];
  return late.length === 0
    ? good('Posts and reminders', 'None is late, in any community.')
    : bad(
        'Posts and reminders',
        `There are ${late.join(' and ')} that were due more than 10 minutes ago and still wait.`,
        workerFix,
      );
}

function clockCheck({ heartbeat }: ServiceRecord, now: Date): Check {
  const time = `${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  if (heartbeat === undefined) return good('Clock', `It is ${time} by this machine.`);
  const age = now.getTime() - Date.parse(heartbeat);
  if (age < -clocksApart) {
    return bad(
      'Clock',
      `It is ${time} by this machine, and the bot was alive later than that (${heartbeat}): the clock was set back, or two machines do not agree.`,
      'Let the machines take their time from the network (NTP).',
    );
  }
  if (age > longestSilence) {
    return bad(
      'Clock',
      `It is ${time} by this machine; the last sign of life is ${timeUntil(now, new Date(heartbeat))} old.`,
      workerFix,
    );
  }
  return good('Clock', `It is ${time} by this machine, and the bot’s signs of life agree.`);
}

function dataCheck({ loadedAt, problems }: DataState, now: Date): Check {
  const age = timeUntil(now, loadedAt);
  if (problems.length === 0) return good('Data', `It was loaded ${age} ago, and nothing is wrong with it.`);
  const named = problems.slice(0, problemsNamed).map((problem) => shorten(problem, longestProblem));
  const more = problems.length - named.length;
  return bad(
    'Data',
    `The last change was refused; what was loaded ${age} ago stays in service. ${named.join(' ')}${more > 0 ? ` And ${counted(more, 'more problem')}.` : ''}`,
    'Correct the files. npm run check-data names everything that is wrong.',
  );
}
