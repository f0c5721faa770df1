/** The communities of a storm, their admins and some learners: on the platforms, and in the records. */
import { withDaily } from '../../../src/practice/daily/outbox.ts';
import { withNextLook } from '../../../src/practice/daily/reminders.ts';
import { weekdays } from '../../../src/practice/ledger.ts';
import { newLearner } from '../../../src/practice/records.ts';
import type { Store } from '../../../src/practice/store.ts';
import { permission } from '../../fakes/discord/permissions.ts';
import { slackAccess, type StormPlatforms } from './platforms.ts';
import { answered, choiceQuestion } from '../../support/questions.ts';

/** The date of the storm, a Monday; the communities' clocks show UTC. */
export const stormDay = '2026-11-23';
export const dueTime = '09:00';
export const dueAt = new Date(`${stormDay}T${dueTime}:00Z`);

/** What cannot heal by trying again. */
export const discordMishaps = ['channel deleted', 'bot removed', 'channel closed'] as const;
export type Mishap = (typeof discordMishaps)[number] | 'token revoked';

export interface Place {
  readonly platform: 'discord' | 'slack';
  /** The platform's id of the server or workspace. */
  readonly id: string;
  readonly community: string;
  readonly channel: string;
  /** `HH:MM`, UTC. */
  readonly time: string;
  /** The platform's id of the admin who set the daily drill up: somebody else in each place. */
  readonly admin: string;
  /** The platform's id of a learner whose reminder is due when the drill is; undefined where there is none. */
  readonly learner: string | undefined;
}

export interface PlaceCounts {
  readonly discord: number;
  readonly slack: number;
  /** How many of each platform's places have a learner who is reminded. */
  readonly learners: number;
  /** How many more of Discord are due hours later, when the weather is fine. */
  readonly late: number;
}

const lateTime = '14:00';
const firstGuild = 500_000_000_000_000_000n;
const firstPerson = 600_000_000_000_000_000n;

/** Puts the communities on the platforms. */
export function addPlaces(platforms: StormPlatforms, { discord, slack, learners, late }: PlaceCounts): Place[] {
  return [
    ...list(discord, (index) => discordPlace(platforms, index, dueTime, index < learners)),
    ...list(late, (index) => discordPlace(platforms, discord + index, lateTime, false)),
    ...list(slack, (index) => slackPlace(platforms, index, index < learners)),
  ];
}

const list = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

function discordPlace({ discord }: StormPlatforms, index: number, time: string, hasLearner: boolean): Place {
  const id = String(firstGuild + BigInt(index));
  const person = firstPerson + 2n * BigInt(index);
  return {
    platform: 'discord',
    id,
    community: `discord:${id}`,
    channel: discord.world.add(id).id,
    time,
    admin: String(person),
    learner: hasLearner ? String(person + 1n) : undefined,
  };
}

function slackPlace({ slack }: StormPlatforms, index: number, hasLearner: boolean): Place {
  const number = String(index).padStart(6, '0');
  const id = `T0${number}`;
  const { workspaces } = slack.web;
  workspaces.add(id);
  const person = (kind: string): string => {
    workspaces.people.set(`U${kind}${number}`, { direct: `D${kind}${number}` });
    return `U${kind}${number}`;
  };
  return {
    platform: 'slack',
    id,
    community: `slack:${id}`,
    channel: `C${id.slice(1)}`,
    time: dueTime,
    admin: person('A'),
    learner: hasLearner ? person('L') : undefined,
  };
}

/** The id under which a person of a place is kept. */
export const learnerId = ({ platform, id }: Place, person: string): string =>
  platform === 'discord' ? `discord:${person}` : `slack:${id}:${person}`;

/** Sets the daily drills up as admins do, and installs the app in the workspaces. `now` is before their time. */
export async function recordPlaces(
  store: Store,
  { slack }: StormPlatforms,
  places: readonly Place[],
  now: Date,
): Promise<void> {
  const installations = slackAccess(store);
  await Promise.all(
    places.map(async (place) => {
      await store.updateCommunity(place.community, (record) => ({
        record: withDaily(record, settingsOf(place), { by: learnerId(place, place.admin), now }),
        result: undefined,
      }));
      if (place.learner !== undefined) await askForReminders(store, learnerId(place, place.learner), now);
      if (place.platform === 'slack') {
        const token = slack.web.workspaces.install(place.id, `${tokenMark}${place.id}`);
        await installations.save(place.id, {
          token,
          userId: 'U0BOT',
          team: place.id,
          installedAt: now.toISOString(),
          installedBy: place.admin,
          scopes: [],
        });
      }
    }),
  );
}

/** What each Slack token begins with, and no log may hold. */
export const tokenMark = 'xoxb-1-storm-';

const settingsOf = ({ channel, time }: Place) => ({
  channel,
  time,
  zone: 'UTC',
  weekdays,
  role: 'backend-engineer',
  topics: [],
  recap: false,
});

/** In Arizona, always seven hours behind UTC, the day ends two hours after the drills are due: reminders come with them. */
const learnersZone = 'America/Phoenix';
const yesterday = new Date(dueAt.getTime() - 25 * 3_600_000);
const question = choiceQuestion('practised');

async function askForReminders(store: Store, learner: string, now: Date): Promise<void> {
  const settings = { zone: learnersZone, reminders: true };
  const asking = withNextLook(answered({ ...newLearner(learner), settings }, question, 'good', yesterday), now);
  await store.updateLearner(learner, () => ({ record: asking, result: undefined }));
}

/** From now on nothing can be posted there. */
export function strike({ discord, slack }: StormPlatforms, { id, channel }: Place, mishap: Mishap): void {
  switch (mishap) {
    case 'channel deleted':
      discord.world.deleteChannel(channel);
      break;
    case 'bot removed':
      discord.world.guild(id).hasBot = false;
      break;
    case 'channel closed':
      discord.world.channels.get(channel)?.deny(permission.sendMessages);
      break;
    case 'token revoked':
      slack.revoke('token_revoked', id);
  }
}
