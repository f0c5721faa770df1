/** The program in this process, with its real connections and posters, against both platforms on loopback. Its clock is the test's. */
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { createLocalJobQueue } from '../../../src/app/delivery/local-job-queue.ts';
import { startDelivery } from '../../../src/app/delivery/start.ts';
import type { Poster } from '../../../src/chat/poster.ts';
import { conversationOver } from '../../../src/jobs/conversation.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { startDiscord } from '../../../src/platforms/discord/connection.ts';
import { createDiscordPoster } from '../../../src/platforms/discord/poster.ts';
import { slackTokenFor } from '../../../src/platforms/slack/access.ts';
import { startSlack } from '../../../src/platforms/slack/connection.ts';
import { slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { createSlackPoster } from '../../../src/platforms/slack/poster.ts';
import { type JobQueue, platformOf } from '../../../src/practice/daily/job-queue.ts';
import type { Store } from '../../../src/practice/store.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';
import { createMemoryPacer } from '../../../src/store/shared/memory-pacer.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/server.ts';
import { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createVirtualClock } from '../virtual-clock.ts';

export interface Stage {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly store: Store;
  readonly now: () => Date;
  /** It is that instant at once, and whatever is due has been begun and accounted for when this resolves. */
  readonly passTo: (instant: string) => Promise<void>;
  /** What went wrong beside the answers. */
  readonly troubles: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** Looks again and again, as long as it takes for what is under way to get there. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setImmediate();
}

/** `start` is the instant at which it begins. The Slack app has the scopes of our manifest. */
export async function openStage(knowledge: Knowledge, start: string): Promise<Stage> {
  const clock = createVirtualClock(new Date(start));
  const milliseconds = (): number => clock.now().getTime();
  const logger = pino({ level: 'silent' });
  // Where the clock stands still, all requests come within one second.
  const discord = await startFakeDiscord({ now: milliseconds, requestsPerSecond: Infinity });
  const slack = await new FakeSlack().start();
  slack.web.messages.clock = milliseconds;
  slack.web.scopes = new Set(slackManifest([]).oauth_config.scopes.bot);

  const toDiscord = { token: discord.token, apiUrl: discord.apiUrl };
  const { botToken, appToken } = slack.web;
  const toSlack = { apiUrl: slack.apiUrl, logger, now: clock.now };
  const posters: Readonly<Record<string, Poster>> = {
    discord: unpaced(createDiscordPoster(toDiscord, { logger, now: clock.now })),
    slack: unpaced(createSlackPoster({ ...toSlack, tokenFor: slackTokenFor({ kind: 'token', botToken }, toSlack) })),
  };
  const posterFor = (id: string): Poster | undefined => posters[platformOf(id)];

  const store = createMemoryStore();
  const troubles: unknown[] = [];
  const jobs = countingJobs(createLocalJobQueue(clock.pause, (job) => troubles.push(job)));
  const delivery = await startDelivery({
    store,
    posterFor,
    logger,
    now: clock.now,
    // Whoever looks for work every few seconds looks whenever the clock has jumped, however far.
    pause: (_milliseconds, signal) => clock.pause(1, signal),
    jobs: jobs.queue,
    pacer: createMemoryPacer(milliseconds),
    platforms: Object.keys(posters),
    knowledge: () => knowledge,
    newId: () => crypto.randomUUID(),
    onDelivered: () => undefined,
    onPaced: () => undefined,
  });
  const conversation = await conversationOver({
    knowledge: () => knowledge,
    store,
    defaultZone: undefined,
    desk: {
      storeName: 'memory',
      posterFor,
      deliver: delivery.deliver,
      dataState: () => ({ loadedAt: new Date(start), problems: [] }),
    },
    record: ({ error }) => error === undefined || troubles.push(error),
    trouble: (error) => troubles.push(error),
  });
  const connections = await Promise.all([
    startDiscord(toDiscord, conversation, logger, clock.now),
    startSlack({ mode: 'socket', botToken, appToken, apiUrl: slack.apiUrl }, conversation, logger, clock.now),
  ]);
  await slack.until(() => slack.openConnections > 0);

  const isDone = async (): Promise<boolean> => {
    const due = [await store.communitiesToWake(clock.now(), 1), await store.learnersToWake(clock.now(), 1)];
    return due.flat().length === 0 && jobs.running() === 0;
  };
  return {
    discord,
    slack,
    store,
    now: clock.now,
    async passTo(instant) {
      // Whoever looks for work gets to where it waits for the clock, and then to what is due.
      await setImmediate();
      clock.jumpTo(new Date(instant));
      await setImmediate();
      await until(isDone);
    },
    troubles,
    async close() {
      await Promise.all([delivery.stop(), ...connections.map((connection) => connection.stop())]);
      await Promise.all([discord.close(), slack.stop()]);
    },
  };
}

/** Where the clock stands still, nobody's turn would ever come. */
const unpaced = (poster: Poster): Poster => ({
  ...poster,
  paceOf: (community) => ({ ...poster.paceOf(community), spacing: 0 }),
});

/** The queue, and how many of its jobs are being worked on. */
function countingJobs(queue: JobQueue): { readonly queue: JobQueue; readonly running: () => number } {
  let running = 0;
  const work: JobQueue['work'] = (kind, platform, atOnce, handle) =>
    queue.work(kind, platform, atOnce, async (id) => {
      running += 1;
      await handle(id).finally(() => (running -= 1));
    });
  return { queue: { ...queue, work }, running: () => running };
}
