/** What several processes share: the platforms on loopback, a database, and somebody with a direct look into its records. */
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { withDaily } from '../../../src/practice/daily/outbox.ts';
import type { Delivery } from '../../../src/practice/daily/daily.ts';
import { weekdays } from '../../../src/practice/ledger.ts';
import type { Store } from '../../../src/practice/store.ts';
import { guildId, type InteractionPayload } from '../../fakes/discord/payloads.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/server.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { team } from '../../fakes/slack/payloads.ts';

export const discordPath = '/discord/interactions';
export const slackPath = '/slack/events';

/** The communities that the fakes have from the beginning. */
export const discordCommunity = `discord:${guildId}`;
export const slackCommunity = `slack:${team}`;

/** A fake that goes when the test ends. */
export async function discordOnLoopback(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

export async function slackOnLoopback(): Promise<FakeSlack> {
  const slack = await new FakeSlack().start();
  onTestFinished(() => slack.stop());
  return slack;
}

/** The environment of a process that Discord sends interactions to by HTTP. */
export const discordByHttp = (discord: FakeDiscord): Readonly<Record<string, string>> => ({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  DISCORD_PUBLIC_KEY: discord.publicKey,
});

/** The environment of a process that serves one workspace by HTTP. */
export const slackByHttp = (slack: FakeSlack): Readonly<Record<string, string>> => ({
  SLACK_BOT_TOKEN: slack.web.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
});

/** "Manage Server". */
const managesServer = '32';

/** The same from somebody who may administer the server. */
export const asAdmin = (payload: InteractionPayload): InteractionPayload => {
  const member = payload['member'];
  return { ...payload, member: { ...(typeof member === 'object' ? member : {}), permissions: managesServer } };
};

const minute = 60_000;

/** `HH:MM` in UTC, of so many hours from now. */
export const hoursAway = (hours: number): string => timeOf(new Date(Date.now() + hours * 60 * minute));

const timeOf = (instant: Date): string => instant.toISOString().slice('2026-11-22T'.length, '2026-11-22T09:00'.length);

/** A daily drill whose time came some minutes ago: whoever looks next finds it due. */
export async function makeDue(store: Store, community: string, channel: string, by: string): Promise<void> {
  const due = new Date(Date.now() - 2 * minute);
  const time = timeOf(due);
  const settings = { channel, time, zone: 'UTC', weekdays, role: 'backend-engineer', topics: [], recap: false };
  const now = new Date(due.getTime() - 2 * minute);
  await store.updateCommunity(community, (record) => ({
    record: withDaily(record, settings, { by, now }),
    result: undefined,
  }));
}

/** What the record says of the dates whose time has come. */
export async function accountOf(store: Store, community: string): Promise<Pick<Delivery, 'state' | 'message'>[]> {
  const { daily } = await store.community(community);
  const due = daily?.deliveries.filter(({ state }) => state !== 'planned') ?? [];
  return due.map(({ state, message }) => ({ state, ...(message === undefined ? {} : { message }) }));
}

/** How many answers of a learner are recorded. */
export async function attemptsOf(store: Store, learner: string): Promise<number> {
  const { ledger } = await store.learner(learner);
  return ledger.filter(({ kind }) => kind === 'attempt').length;
}

const betweenLooks = 25;

/** Resolves when it holds, which is asked again and again. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(betweenLooks);
}
