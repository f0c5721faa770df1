/** A community on a platform that notes what is posted, with an admin and members. */
import type { PlatformName } from '../../src/chat/invocation.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Knowledge, Role } from '../../src/knowledge/knowledge.ts';
import { loadKnowledgeOrThrow } from '../../src/knowledge/load.ts';
import type { CommunityRecord } from '../../src/practice/records.ts';
import type { Store } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { conversationOver, type TestConversation } from './conversation.ts';
import { deliverAt, desksOver, type DeskSurroundings, type FakePlatform, fakePlatform } from './desk.ts';
import { realData } from './folders.ts';
import { Person } from './person.ts';

export const places = {
  discord: { community: 'discord:200000000000000002', channel: '300000000000000003', prefix: 'discord:' },
  slack: { community: 'slack:T01', channel: 'C0123456789', prefix: 'slack:T01:' },
} as const satisfies Partial<Record<PlatformName, object>>;

export interface TestCommunity {
  readonly id: string;
  readonly channel: string;
  readonly bot: TestConversation;
  readonly store: Store;
  readonly knowledge: Knowledge;
  readonly platform: FakePlatform;
  /** A member whom the platform calls an admin, in the channel. */
  readonly admin: Person;
  readonly member: (name: string) => Person;
  readonly record: () => Promise<CommunityRecord>;
  /** Sends what is due at the admin's now. */
  readonly deliver: () => Promise<void>;
}

let shipped: Promise<Knowledge> | undefined;

/** The shipped data, read once. */
export const shippedKnowledge = (): Promise<Knowledge> => (shipped ??= loadKnowledgeOrThrow(realData));

export async function communityOn(
  platformName: keyof typeof places,
  {
    store = createMemoryStore(),
    dataDir = realData,
    ...surroundings
  }: DeskSurroundings & { readonly store?: Store; readonly dataDir?: string } = {},
): Promise<TestCommunity> {
  const { community, channel, prefix } = places[platformName];
  const knowledge = dataDir === realData ? await shippedKnowledge() : await loadKnowledgeOrThrow(dataDir);
  const platform = fakePlatform();
  const deliver = (): Promise<void> => deliverAt(store, knowledge, platform.posterFor, community, admin.now);
  const desks = desksOver(store, knowledge, { posterFor: platform.posterFor, deliver, ...surroundings });
  const bot = await conversationOver(dataDir, store, undefined, desks);
  const member = (name: string, isAdmin = false): Person =>
    new Person(bot, name, {
      platform: platformName,
      learner: `${prefix}${name}`,
      community,
      channel,
      name,
      isAdmin: () => Promise.resolve(isAdmin),
    });
  const admin = member('U0ADMIN01', true);
  return {
    id: community,
    channel,
    bot,
    store,
    knowledge,
    platform,
    admin,
    member: (name) => member(name),
    record: () => store.community(community),
    deliver,
  };
}

/** The role of the shipped data. */
export function shippedRole(knowledge: Knowledge): Role {
  const role = knowledge.roles.get('backend-engineer');
  if (role === undefined) throw new Error('the shipped role is gone');
  return role;
}

/** The last post. */
export function lastPost({ posts }: FakePlatform): Reply {
  const post = posts.at(-1);
  if (post === undefined) throw new Error('nothing was posted');
  return post;
}
