/** What works in a community and what does not, each with the fix. */
import { obstaclesIn } from '../../chat/checks.ts';
import { formatInstant } from '../../chat/dates.ts';
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

const tell = (what: string): string => `Tell whoever runs the bot: ${what}`;

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
async function readRecords(parts: DeskParts): Promise<[Check, Seen | undefined]> {
  const { store, storeName, community, now } = parts;
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
    // Its message is for the operator: it may name paths of the machine, which are no business of a chat.
    parts.trouble(error, 'the records cannot be used');
    const reason = error.inShort === undefined ? '' : `: ${error.inShort}`;
    const fix = tell('its log has the cause. Until then questions are answered and nothing is recorded.');
    return [bad('Records', `They are kept in ${storeName}, which cannot be used just now${reason}.`, fix), undefined];
  }
}

/** Of a place that many share: its channel, and its daily drill. */
async function placeChecks(parts: DeskParts, record: CommunityRecord): Promise<Check[]> {
  const ofChannel = await channelChecks(parts, record);
  return [...ofChannel, ...drillChecks(record, { obstacles: obstaclesIn(ofChannel), now: parts.now })];
}

/** Permissions in the channel of the daily drill; before one is set up there is none to look at. */
async function channelChecks({ community, posterFor }: DeskParts, { daily }: CommunityRecord): Promise<Check[]> {
  const poster = posterFor(community);
  if (poster === undefined) {
    return [
      bad(
        'Platform',
        'It is not connected in this configuration.',
        tell('the settings for it are explained in .env.example.'),
      ),
    ];
  }
  return daily === undefined ? [] : [...(await poster.inspect(community, daily.settings.channel))];
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
        tell(
          'a process that posts (ROLE=all or ROLE=worker) has to run; the log of the one that does says what holds it up.',
        ),
      );
}

function clockCheck({ heartbeat }: ServiceRecord, now: Date): Check {
  const time = formatInstant(now);
  if (heartbeat === undefined) return good('Clock', `It is ${time} by this machine.`);
  const age = now.getTime() - Date.parse(heartbeat);
  if (age < -clocksApart) {
    return bad(
      'Clock',
      `It is ${time} by this machine, and I was alive later than that (${formatInstant(new Date(heartbeat))}): the clock was set back, or two machines do not agree.`,
      tell('let the machines take their time from the network (NTP).'),
    );
  }
  if (age > longestSilence) {
    return bad(
      'Clock',
      `It is ${time} by this machine; the last sign of life is ${timeUntil(now, new Date(heartbeat))} old.`,
      tell('no process says any more that it is alive; either none runs, or its log says why.'),
    );
  }
  return good('Clock', `It is ${time} by this machine, and my signs of life agree.`);
}

function dataCheck({ loadedAt, problems }: DataState, now: Date): Check {
  const age = timeUntil(now, loadedAt);
  if (problems.length === 0) return good('Data', `It was loaded ${age} ago, and nothing is wrong with it.`);
  const named = problems.slice(0, problemsNamed).map((problem) => shorten(problem, longestProblem));
  const more = problems.length - named.length;
  return {
    ...bad(
      'Data',
      `The last change was refused; what was loaded ${age} ago stays in service.`,
      tell('the data files have to be corrected; npm run check-data names everything that is wrong.'),
    ),
    items: more > 0 ? [...named, `And ${counted(more, 'more problem')}.`] : named,
  };
}
