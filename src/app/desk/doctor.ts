/** What works in a community and what does not, each with the fix. */
import { obstaclesIn } from '../../chat/checks.ts';
import { counted, timeUntil } from '../../chat/durations.ts';
import type { Check } from '../../chat/poster.ts';
import { shorten } from '../../chat/shorten.ts';
import { longestSilence } from '../../practice/heartbeat.ts';
import type { CommunityRecord, ServiceRecord } from '../../practice/records.ts';
import { type Store, StoreError } from '../../practice/store.ts';
import { bad, good } from './check.ts';
import { drillChecks } from './doctor-drill.ts';
import type { DataState, DeskParts } from './parts.ts';
import { isShared } from './place.ts';

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
  return [
    ...(isShared(parts.community) && seen !== undefined ? await placeChecks(parts, seen.record) : []),
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

/** Of a place that many share: its channel, and its daily drill. */
async function placeChecks(parts: DeskParts, record: CommunityRecord): Promise<Check[]> {
  const ofChannel = await channelChecks(parts, record);
  return [...ofChannel, ...drillChecks(record, obstaclesIn(ofChannel).length > 0)];
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
