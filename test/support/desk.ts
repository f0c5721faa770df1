/** The desk of a community's admins for tests: over the test's store, with a poster that notes what it is given. */
import type { Sources } from '../../src/app/context.ts';
import { deskOf } from '../../src/app/desk/desk.ts';
import type { DataState } from '../../src/app/desk/parts.ts';
import type { Check, Poster, PosterFor, PostResult } from '../../src/chat/poster.ts';
import { dailyPost } from '../../src/chat/daily-post.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { dailyKey } from '../../src/practice/daily/key.ts';
import { settle, takeUp } from '../../src/practice/daily/outbox.ts';
import { roleOfKey } from '../../src/practice/bank.ts';
import type { Store } from '../../src/practice/store.ts';

export interface DeskSurroundings {
  readonly posterFor?: PosterFor;
  readonly deliver?: (community: string) => Promise<void>;
  readonly dataState?: () => DataState;
}

/** Without a poster, as in the terminal. */
export const desksOver =
  (store: Store, knowledge: Knowledge, surroundings: DeskSurroundings = {}): Sources['deskFor'] =>
  (invocation, role) => {
    const { community, learner, now } = invocation;
    return deskOf({
      store,
      storeName: 'memory',
      community,
      learner,
      role,
      knowledge,
      now,
      trouble: () => undefined,
      posterFor: () => undefined,
      deliver: () => Promise.resolve(),
      dataState: () => ({ loadedAt: new Date(now.getTime() - 3_600_000), problems: [] }),
      ...surroundings,
    });
  };

/** A platform as a test wants it. */
export interface FakePlatform {
  readonly posts: Reply[];
  /** What the next post comes to. */
  result: PostResult;
  /** What looking at a channel finds. */
  checks: readonly Check[];
  readonly posterFor: PosterFor;
}

export const mayPost: readonly Check[] = [{ what: 'Send Messages', ok: true, detail: 'granted in #drills' }];

export const mayNotPost: readonly Check[] = [
  { what: 'View Channel', ok: true, detail: 'granted in #drills' },
  {
    what: 'Send Messages',
    ok: false,
    detail: 'not granted in #drills',
    fix: 'Open the channel’s settings, Permissions, and let the bot send messages.',
  },
  { what: 'Read Message History', ok: false, advisory: true, detail: 'not granted in #drills', fix: 'Grant it.' },
];

export function fakePlatform(): FakePlatform {
  const platform: FakePlatform = {
    posts: [],
    result: { kind: 'sent', message: 'm1' },
    checks: mayPost,
    posterFor: () => poster,
  };
  const poster: Poster = {
    platform: 'discord',
    paceOf: (community) => ({ key: community, spacing: 0 }),
    post(_target, reply) {
      platform.posts.push(reply);
      return Promise.resolve(platform.result);
    },
    find: () => Promise.resolve({ kind: 'unknown', detail: 'The channel cannot be read.' }),
    tell: () => Promise.resolve(platform.result),
    nameOf: () => Promise.resolve(undefined),
    inspect: () => Promise.resolve(platform.checks),
  };
  return platform;
}

/** Sends what is due in a community at an instant, once, as a process that delivers does. */
export async function deliverAt(
  store: Store,
  knowledge: Knowledge,
  posterFor: PosterFor,
  community: string,
  now: Date,
): Promise<void> {
  const claim = crypto.randomUUID();
  const { task, record } = await store.updateCommunity(community, (current) => {
    const bank = knowledge.roles.get(current.daily?.settings.role ?? '');
    const taken = takeUp(current, { now, claim, bank });
    return { record: taken.record, result: taken };
  });
  if (task.kind !== 'post') return;
  const { delivery, question } = task;
  const role = knowledge.roles.get(roleOfKey(delivery.question ?? ''));
  const channel = record.daily?.settings.channel ?? '';
  const poster = posterFor(community);
  if (role === undefined || poster === undefined) throw new Error('the test posts nowhere');
  const target = { community, channel, key: dailyKey(community, delivery.day) };
  const result = await poster.post(target, dailyPost({ record, delivery, question, role }));
  await store.updateCommunity(community, (current) => ({
    record: settle(current, { claim, day: delivery.day, result, channel, now }),
    result: undefined,
  }));
}
