/** A poster in front of a Discord on loopback whose clock stands still until it is moved. */
import { onTestFinished } from 'vitest';
import type { PostTarget, Poster } from '../../../src/chat/poster.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { createDiscordPoster } from '../../../src/platforms/discord/poster.ts';
import { channelId, guildId, userId } from '../../fakes/discord/payloads.ts';
import { startFakeDiscord, type FakeDiscord, type FakeDiscordOptions } from '../../fakes/discord/server.ts';
import { recordingLogger, replyOf } from './stubs.ts';

export const community = `discord:${guildId}`;
export const learner = `discord:${userId}`;
export const key = '20261122abcdefghijklmnop';
export const target: PostTarget = { community, channel: channelId, key };

/** A drill with a button by which it is known again. */
export const drill = (ownKey = key): Reply =>
  replyOf(
    [
      { kind: 'text', text: 'What is an index for?' },
      { kind: 'buttons', buttons: [{ label: 'A', action: `today:choose:${ownKey}.0` }] },
    ],
    { title: 'Daily drill' },
  );

export interface PosterSetUp {
  readonly discord: FakeDiscord;
  readonly poster: Poster;
  /** Another one, as another process has it: with a count of its own of what it may send in a second. */
  readonly another: () => Poster;
  /** The clock of both, in milliseconds since 1970. */
  readonly clock: { now: number };
  /** How long the poster waited before it looked again, each time. */
  readonly waits: number[];
  readonly lines: string[];
}

interface Options extends FakeDiscordOptions {
  /** The poster's; else the right one. */
  readonly botToken?: string;
  /** How long an answer may take, in milliseconds; else long enough for any machine. */
  readonly timeout?: number;
}

export async function setUpPoster(options: Options = {}): Promise<PosterSetUp> {
  const clock = { now: Date.parse('2026-11-22T09:00:00Z') };
  const discord = await startFakeDiscord({ now: () => clock.now, ...options });
  onTestFinished(() => discord.close());
  const { logger, lines } = recordingLogger();
  const waits: number[] = [];
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    clock.now += milliseconds;
    return Promise.resolve();
  };
  const settings = { token: options.botToken ?? discord.token, apiUrl: discord.apiUrl };
  const timeout = options.timeout ?? 30_000;
  const another = (): Poster =>
    createDiscordPoster(settings, { logger, now: () => new Date(clock.now), wait, timeout });
  return { discord, poster: another(), another, clock, waits, lines };
}
