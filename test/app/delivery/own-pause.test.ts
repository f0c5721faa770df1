/** Something is wrong with one process alone, such as its token: it pauses, and others go on. */
import { expect, it } from 'vitest';
import type { PostResult } from '../../../src/chat/poster.ts';
import { createWorld, hour, minute } from '../../support/delivery.ts';

const dead: PostResult = { kind: 'later', after: 15 * minute, ours: true, detail: 'The token is dead.' };

it('a worker with a dead token keeps nobody from posting, and asks rarely', async () => {
  const world = createWorld();
  const { clock, discord, log } = world;
  const communities = Array.from({ length: 300 }, (_, index) => `discord:${index}`);
  for (const community of communities) await world.setUp(community);
  const one = await world.start();
  const goodPoster = discord.posterOf;
  let asked = 0;
  Object.assign(discord, {
    posterOf: () => ({
      ...goodPoster(),
      post: () => {
        asked += 1;
        return Promise.resolve(dead);
      },
    }),
  });
  const other = await world.start();
  await clock.advance(9 * hour + minute);
  expect(discord.posts.map(({ community }) => community).toSorted()).toEqual(communities.toSorted());
  // No more than it has hands.
  expect(asked).toBeLessThanOrEqual(32);
  expect(log.filter((line) => line.includes('this process sends nothing for a while'))).toHaveLength(1);
  await Promise.all([one.stop(), other.stop(), clock.advance(20_000)]);
}, 30_000);

it('the only worker waits with a dead token, and posts at once after a start with a good one', async () => {
  const world = createWorld();
  const { clock, discord } = world;
  await world.setUp('discord:1');
  let asked = 0;
  discord.onPost = () => {
    asked += 1;
    return dead;
  };
  const bad = await world.start();
  await clock.advance(9 * hour + 40 * minute);
  expect(asked).toBe(3);
  expect(await world.delivery('discord:1', '2026-11-23')).toMatchObject({ state: 'planned' });
  await bad.stop();
  discord.onPost = () => 'sent';
  const good = await world.start();
  await clock.advance(1000);
  expect(discord.posts).toHaveLength(1);
  await good.stop();
});
