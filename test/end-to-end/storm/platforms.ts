/** The platforms of a storm, on loopback, and what a process is told of them. */
import { pino } from 'pino';
import { createInstallations, type Installations } from '../../../src/platforms/slack/installations.ts';
import { createSeal } from '../../../src/platforms/slack/seal.ts';
import type { Store } from '../../../src/practice/store.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/server.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';

export interface StormPlatforms {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly close: () => Promise<void>;
}

const discordToken = 'storm.discord.token';
const stateSecret = 'the-storm-keeps-this-secret-of-slack';
const clientSecret = 'the-storm-keeps-this-one-too';
export const databasePassword = 'the-storm-logs-in-with-this';

/** None of them may ever stand in a log. */
export const secrets = [discordToken, stateSecret, clientSecret, databasePassword];

/** `now` is the clock of both, in milliseconds since 1970. */
export async function startPlatforms(now: () => number): Promise<StormPlatforms> {
  const discord = await startFakeDiscord({ token: discordToken, guilds: [], now });
  const slack = await new FakeSlack().start();
  slack.web.messages.clock = now;
  return {
    discord,
    slack,
    close: async () => {
      await discord.close();
      await slack.stop();
    },
  };
}

export const portOf = (url: string): number => Number(new URL(url).port);

/** The environment of a process that reaches the platforms by these ports. */
export const platformEnvironment = (
  { discord, slack }: StormPlatforms,
  ports: { readonly discord: number; readonly slack: number },
): Readonly<Record<string, string>> => ({
  DISCORD_TOKEN: discordToken,
  // Interactions would come by HTTP: a gateway is no matter here.
  DISCORD_PUBLIC_KEY: discord.publicKey,
  DISCORD_API_URL: `http://127.0.0.1:${ports.discord}/api`,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: clientSecret,
  SLACK_STATE_SECRET: stateSecret,
  SLACK_API_URL: `http://127.0.0.1:${ports.slack}/api/`,
  PUBLIC_URL: 'http://127.0.0.1',
  PORT: '0',
});

/** The installations of workspaces, as the program itself keeps them. */
export const slackAccess = (store: Store): Installations =>
  createInstallations(store, createSeal(stateSecret), pino({ level: 'silent' }));
