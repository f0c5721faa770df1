/** What the records say of each place against what the platforms really took. */
import type { DeliveryState } from '../../../src/practice/daily/daily.ts';
import { dailyKey } from '../../../src/practice/daily/key.ts';
import { deliveryOf } from '../../../src/practice/daily/account.ts';
import type { CommunityRecord } from '../../../src/practice/records.ts';
import type { Store } from '../../../src/practice/store.ts';
import { botUser } from '../../fakes/discord/payloads.ts';
import { type Place, stormDay } from './places.ts';
import type { StormPlatforms } from './platforms.ts';

export interface Account {
  readonly posts: number;
  /** Places with more than one post. */
  readonly doubles: readonly string[];
  /** Places whose date has neither a post nor a record of why not. */
  readonly missing: readonly string[];
  /** Places whose record says something else than what is there. */
  readonly untrue: readonly string[];
  /** Reminders or notices that came more than once. */
  readonly toldTwice: readonly string[];
  /** How many ended how, by platform. */
  readonly ends: Readonly<Record<Place['platform'], Readonly<Partial<Record<DeliveryState, number>>>>>;
  /** How often each reason was given for a date without a certain post. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly reminders: number;
  /** The places whose admin was told that the drill has stopped. */
  readonly told: ReadonlySet<string>;
}

/** A post as it stands in a channel. */
interface Post {
  readonly message: string;
  readonly key: string | undefined;
}

export async function accountOf(store: Store, platforms: StormPlatforms, places: readonly Place[]): Promise<Account> {
  const posted = postsIn(platforms);
  const [doubles, missing, untrue, toldTwice]: [string[], string[], string[], string[]] = [[], [], [], []];
  const ends: Record<Place['platform'], Partial<Record<DeliveryState, number>>> = { discord: {}, slack: {} };
  const reasons = new Map<string, number>();
  const told = new Set<string>();
  let [posts, reminders] = [0, 0];
  for (const place of places) {
    const { community, channel, platform, admin, learner } = place;
    const here = posted.get(channel) ?? [];
    posts += here.length;
    if (here.length > 1) doubles.push(`${community}: ${here.map(({ message }) => message).join(', ')}`);
    const record = await store.community(community);
    const state = stateIn(record);
    if (state === undefined) missing.push(`${community}: ${describe(record)}`);
    else ends[platform][state] = (ends[platform][state] ?? 0) + 1;
    const lie = lieIn(record, here);
    if (lie !== undefined) untrue.push(`${community}: ${lie}; ${describe(record)}`);
    const { reason } = deliveryIn(record) ?? {};
    if (state !== 'sent' && reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);

    const [notices, reminded] = [admin, learner].map((person) => saidTo(platforms, place, person));
    if (notices === undefined || reminded === undefined) continue;
    if (notices > 0) told.add(community);
    if (notices > 1) toldTwice.push(`${community}: its admin heard ${notices} times that it has stopped`);
    reminders += reminded;
    if (reminded > 1) toldTwice.push(`${community}: its learner was reminded ${reminded} times`);
  }
  return { posts, doubles, missing, untrue, toldTwice, ends, reasons, reminders, told };
}

const deliveryIn = ({ daily }: CommunityRecord) => (daily === undefined ? undefined : deliveryOf(daily, stormDay));

/** How the date ended; undefined where it has not. */
function stateIn(record: CommunityRecord): DeliveryState | undefined {
  const state = deliveryIn(record)?.state;
  return state === 'planned' || state === 'claimed' ? undefined : state;
}

/** What is not as the record says; undefined where all is. */
function lieIn(record: CommunityRecord, posts: readonly Post[]): string | undefined {
  const delivery = deliveryIn(record);
  const key = dailyKey(record.community, stormDay);
  if (posts.some((post) => post.key !== key)) return 'a post that is none of this date';
  switch (delivery?.state) {
    case 'sent':
      if (posts.length === 0) return 'it counts as sent and is not there';
      return posts.some(({ message }) => message === delivery.message) ? undefined : 'it names another message';
    case 'failed':
    case 'skipped':
      if (posts.length > 0) return `it counts as ${delivery.state} and is there`;
      return (delivery.reason ?? '') === '' ? 'no reason is given' : undefined;
    case 'doubt':
      return (delivery.reason ?? '') === '' ? 'no reason is given' : undefined;
    case 'planned':
    case 'claimed':
    case undefined:
      return undefined;
  }
}

const describe = ({ daily, wakeAt }: CommunityRecord): string =>
  JSON.stringify({ status: daily?.status, stop: daily?.stop, deliveries: daily?.deliveries, wakeAt });

/** What the bot posted, by channel. */
function postsIn({ discord, slack }: StormPlatforms): ReadonlyMap<string, readonly Post[]> {
  const posts = new Map<string, Post[]>();
  const note = (channel: string, post: Post): void => {
    const here = posts.get(channel);
    if (here === undefined) posts.set(channel, [post]);
    else here.push(post);
  };
  for (const { channel, id, author, nonce } of discord.messages.all)
    if (author === botUser.id) note(channel, { message: id, key: nonce });
  for (const { channel, ts, blocks } of slack.web.posts)
    note(String(channel), { message: String(ts), key: /\b\d{8}[a-z0-9]{16}\b/.exec(JSON.stringify(blocks))?.[0] });
  return posts;
}

/** How many private messages somebody of a place got. */
export function saidTo({ discord, slack }: StormPlatforms, { platform }: Place, person: string | undefined): number {
  if (person === undefined) return 0;
  return platform === 'discord'
    ? discord.messages.in(discord.world.privateChannel(person).id).length
    : slack.web.posts.filter(({ channel }) => channel === person).length;
}
