/** The judge of the storms finds what must not be. */
import { expect, it, onTestFinished } from 'vitest';
import type { Delivery } from '../../../src/practice/daily/daily.ts';
import { dailyKey } from '../../../src/practice/daily/key.ts';
import { createMemoryStore } from '../../../src/store/memory.ts';
import { accountOf } from './account.ts';
import { addPlaces, dueAt, type Place, recordPlaces, stormDay } from './places.ts';
import { startPlatforms } from './platforms.ts';

const now = new Date(dueAt.getTime() - 60_000);

async function setUp() {
  const platforms = await startPlatforms(() => now.getTime());
  onTestFinished(() => platforms.close());
  const store = createMemoryStore();
  const places = addPlaces(platforms, { discord: 1, slack: 0, learners: 1, late: 0 });
  await recordPlaces(store, platforms, places, now);
  const [place] = places;
  if (place === undefined) throw new Error('there is no place');
  const { discord } = platforms;
  return {
    place,
    account: () => accountOf(store, platforms, places),
    /** Posts in the channel; the message's id. */
    post: (nonce = dailyKey(place.community, stormDay)): string => {
      const json = { embeds: [{ title: 'The daily drill' }], nonce };
      discord.messages.create(discord.world.channel(place.channel), { json, files: [] }, true);
      return discord.messages.all.at(-1)?.id ?? '';
    },
    tell: (person: string): void => {
      discord.messages.create(discord.world.privateChannel(person), { json: { content: 'Hello' }, files: [] }, true);
    },
    record: (end: Partial<Delivery>) => recordEnd(store, place, end),
  };
}

const recordEnd = (store: ReturnType<typeof createMemoryStore>, { community }: Place, end: Partial<Delivery>) =>
  store.updateCommunity(community, (record) => {
    const deliveries = record.daily?.deliveries.map((each) => ({ ...each, ...end }));
    const daily = record.daily && deliveries && { ...record.daily, deliveries };
    return { record: { ...record, ...(daily && { daily }) }, result: undefined };
  });

it('has nothing to say where one post is there and the record names it', async () => {
  const { account, post, record } = await setUp();
  await record({ state: 'sent', message: post() });
  expect(await account()).toMatchObject({ posts: 1, doubles: [], missing: [], untrue: [], toldTwice: [] });
});

it('finds a second post, also where the record knows only one', async () => {
  const { account, post, record } = await setUp();
  post();
  await record({ state: 'sent', message: post() });
  expect(await account()).toMatchObject({ posts: 2, doubles: [expect.any(String)], untrue: [] });
});

it.each(['planned', 'claimed'] as const)('finds a date that is still %s', async (state) => {
  const { account, record } = await setUp();
  await record({ state });
  expect(await account()).toMatchObject({ missing: [expect.any(String)] });
});

it.each<[string, boolean, Partial<Delivery>]>([
  ['sent, and nothing is there', false, { state: 'sent', message: '1' }],
  ['sent, as another message', true, { state: 'sent', message: '1' }],
  ['failed, and a post is there', true, { state: 'failed', reason: 'It did not work.' }],
  ['skipped, and a post is there', true, { state: 'skipped', reason: 'It was too late.' }],
  ['failed, and nobody says why', false, { state: 'failed' }],
  ['in doubt, and nobody says why', true, { state: 'doubt' }],
])('finds a record that says "%s"', async (_what, isPosted, end) => {
  const { account, post, record } = await setUp();
  if (isPosted) post();
  await record(end);
  expect(await account()).toMatchObject({ missing: [], untrue: [expect.any(String)] });
});

it('finds a post that is none of the date', async () => {
  const { account, post, record } = await setUp();
  await record({ state: 'sent', message: post('something else') });
  expect(await account()).toMatchObject({ untrue: [expect.any(String)] });
});

it('finds who was told twice', async () => {
  const { account, place, record, tell } = await setUp();
  await record({ state: 'skipped', reason: 'It was too late.' });
  for (const person of [place.admin, place.learner ?? '', place.learner ?? '']) tell(person);
  expect(await account()).toMatchObject({ reminders: 2, toldTwice: [expect.stringContaining('learner')] });
});
