/** A world for delivery: a store and a clock in memory, and platforms that do what a test says. */
import { pino } from 'pino';
import { createLocalJobQueue } from '../../src/app/delivery/local-job-queue.ts';
import type { Delivered } from '../../src/app/delivery/parts.ts';
import { type Delivering, startDelivery } from '../../src/app/delivery/start.ts';
import type { Finding, Poster, PostResult, PostTarget } from '../../src/chat/poster.ts';
import type { PlatformName } from '../../src/chat/invocation.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Daily, DailySettings, Delivery } from '../../src/practice/daily/daily.ts';
import { type GivenUp, type JobQueue, platformOf } from '../../src/practice/daily/job-queue.ts';
import { withDaily } from '../../src/practice/daily/outbox.ts';
import type { Pacer } from '../../src/practice/daily/pacer.ts';
import { withNextLook } from '../../src/practice/daily/reminders.ts';
import { weekdays } from '../../src/practice/ledger.ts';
import type { Store } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createMemoryPacer } from '../../src/store/shared/memory-pacer.ts';
import { answered, bankOf, choiceQuestion, questionsOn } from './questions.ts';
import { roleWith } from './small-role.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** What a platform does with an attempt to send. `lost` and `dropped` give no answer: the post is there, or is not. */
export type Answer =
  | 'sent'
  | 'lost'
  | 'dropped'
  /** Never answers. */
  | 'hangs'
  /** Is there, and says so, only after so many milliseconds; or comes to another result only then. */
  | { readonly kind: 'slow'; readonly after: number; readonly result?: PostResult }
  | PostResult;

export interface Posted {
  readonly community: string;
  readonly key: string;
  readonly at: Date;
  readonly reply: Reply;
}

export interface FakePlatform {
  /** What a process sends with. What it was sending when it died, and had not arrived, dies with it. */
  readonly posterOf: (isDead?: () => boolean) => Poster;
  /** What is in the channels, and what was told to learners in private. */
  readonly posts: Posted[];
  readonly told: { readonly learner: string; readonly key: string; readonly reply: Reply }[];
  /** What it does with each attempt to post, and to tell. */
  onPost: (target: PostTarget) => Answer;
  onTell: (learner: string) => PostResult | 'hangs';
  /** What it says a community is called. */
  onName: () => Promise<string | undefined>;
  /** Whether one can look into its channels, and what becomes of looking; undefined for the truth. */
  onFind: (target: PostTarget) => Finding | 'hangs' | undefined;
}

/** How long the fake takes for each call, in milliseconds. */
const roundTrip = 50;

export function createFakePlatform(platform: PlatformName, clock: VirtualClock, spacing = 21): FakePlatform {
  let messages = 0;
  const fake: FakePlatform = {
    posts: [],
    told: [],
    onPost: () => 'sent',
    onTell: () => ({ kind: 'sent', message: 'private' }),
    onName: () => Promise.resolve('Analysts'),
    onFind: () => undefined,
    posterOf: (isDead = () => false) => ({
      platform,
      paceOf: (community) => ({ key: platform === 'discord' ? platform : community, spacing }),
      async post(target, reply) {
        const answer = fake.onPost(target);
        const arrive = (): PostResult => {
          fake.posts.push({ community: target.community, key: target.key, at: clock.now(), reply });
          return { kind: 'sent', message: `message ${++messages}` };
        };
        if (answer === 'hangs') return never;
        await clock.pause(typeof answer === 'object' && answer.kind === 'slow' ? answer.after : roundTrip);
        if (answer === 'sent') return arrive();
        if (answer === 'lost') arrive();
        if (answer === 'lost' || answer === 'dropped') return { kind: 'doubt', detail: 'The answer was lost.' };
        if (answer.kind === 'slow') return isDead() ? never : (answer.result ?? arrive());
        return answer;
      },
      async find(target) {
        await clock.pause(roundTrip);
        const scripted = fake.onFind(target);
        if (scripted === 'hangs') return never;
        if (scripted !== undefined) return scripted;
        const isThere = fake.posts.some(({ key }) => key === target.key);
        return isThere ? { kind: 'found', message: 'found' } : { kind: 'absent' };
      },
      async tell(learner, reply, key) {
        await clock.pause(roundTrip);
        const result = fake.onTell(learner);
        if (result === 'hangs') return never;
        if (result.kind === 'sent') fake.told.push({ learner, key, reply });
        return result;
      },
      nameOf: () => fake.onName(),
      inspect: () => Promise.resolve([]),
    }),
  };
  return fake;
}

const never = new Promise<never>(() => undefined);

const practisedQuestion = choiceQuestion('practised');
const bank = bankOf(questionsOn(['sql'], 10));
const role = { ...roleWith([]), ...bank, title: 'Coder', about: { ...roleWith([]).about, ...bank.about } };
const knowledge: Knowledge = {
  sources: new Map(),
  roles: new Map([[role.id, role]]),
  search: { synonyms: [], other_professions: [] },
};

export interface World {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly pacer: Pacer;
  readonly discord: FakePlatform;
  readonly slack: FakePlatform;
  readonly log: string[];
  readonly delivered: Delivered[];
  readonly givenUp: GivenUp[];
  /** Starts a process over the store; by default one with a job queue of its own, to which both platforms are configured. */
  readonly start: (more?: Process) => Promise<Delivering>;
  /** Sets up the daily drill of a community, at 09:00 UTC each day unless said otherwise. */
  readonly setUp: (community: string, settings?: Partial<DailySettings>) => Promise<void>;
  /** A learner who practises now and wants to be reminded. */
  readonly askForReminders: (learner: string) => Promise<void>;
  readonly daily: (community: string) => Promise<Daily>;
  readonly delivery: (community: string, day: string) => Promise<Delivery | undefined>;
}

export interface Process {
  readonly store?: Store;
  readonly jobs?: JobQueue;
  readonly pacer?: Pacer;
  readonly platforms?: readonly PlatformName[];
  readonly isDead?: () => boolean;
  /** What it knows just now of all that there is to know. */
  readonly knows?: (all: Knowledge) => Knowledge;
}

/** Begins on Monday, 23 November 2026 at midnight, with the clock and store of tests unless others are given. */
export function createWorld({
  clock = createVirtualClock(),
  store = createMemoryStore(),
}: { readonly clock?: VirtualClock; readonly store?: Store } = {}): World {
  const pacer = createMemoryPacer(() => clock.now().getTime());
  const discord = createFakePlatform('discord', clock);
  const slack = createFakePlatform('slack', clock, 1100);
  const [log, delivered, givenUp]: [string[], Delivered[], GivenUp[]] = [[], [], []];
  const logger = pino(
    { level: 'debug', base: null, timestamp: false },
    { write: (line: string) => void log.push(line) },
  );
  let ids = 0;
  const world: World = {
    clock,
    store,
    pacer,
    discord,
    slack,
    log,
    delivered,
    givenUp,
    start: ({ platforms = ['discord', 'slack'], isDead, knows, ...more } = {}) => {
      const posters = [discord, slack].map((fake) => fake.posterOf(isDead));
      const configured = posters.filter(({ platform }) => platforms.includes(platform));
      return startDelivery({
        store,
        jobs: createLocalJobQueue(clock.pause, (job) => givenUp.push(job)),
        pacer,
        ...more,
        platforms,
        posterFor: (id) => configured.find(({ platform }) => platform === platformOf(id)),
        knowledge: () => knows?.(knowledge) ?? knowledge,
        now: clock.now,
        newId: () => `id-${++ids}`,
        logger,
        onDelivered: (each) => delivered.push(each),
        onPaced: () => undefined,
        pause: clock.pause,
      });
    },
    setUp: (community, settings = {}) =>
      store.updateCommunity(community, (record) => ({
        record: withDaily(record, { ...usual, ...settings }, { by: `${community}:admin`, now: clock.now() }),
        result: undefined,
      })),
    askForReminders: (learner) =>
      store.updateLearner(learner, (record) => {
        const practised = answered(record, practisedQuestion, 'good', clock.now());
        const asking = { ...practised, settings: { ...practised.settings, reminders: true } };
        return { record: withNextLook(asking, clock.now()), result: undefined };
      }),
    daily: async (community) => {
      const { daily } = await store.community(community);
      if (daily === undefined) throw new Error(`${community} has no daily drill`);
      return daily;
    },
    delivery: async (community, day) =>
      (await world.daily(community)).deliveries.find((delivery) => delivery.day === day),
  };
  return world;
}

const usual: DailySettings = {
  channel: 'C1',
  time: '09:00',
  zone: 'UTC',
  weekdays,
  role: role.id,
  topics: [],
  recap: false,
};

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
