import { expect, it, onTestFinished, vi } from 'vitest';
import { realPause } from '../../../src/app/delivery/pause.ts';
import { openPostgres } from '../../../src/store/postgres/open.ts';
import { createWorld } from '../../support/delivery.ts';
import { testDatabase } from '../../support/postgres.ts';

const events = { onTrouble: () => undefined, onRecovered: () => undefined, onGivenUp: () => undefined };

it('two processes on one PostgreSQL share 100 communities that are due at the same minute: each gets one post', async () => {
  const url = await testDatabase();
  const processes = await Promise.all([openPostgres(url), openPostgres(url)]);
  onTestFinished(async () => {
    await Promise.all(processes.map(({ store }) => store.close()));
  });
  const opening = Date.parse('2026-11-23T08:59:59Z');
  // Stands still until all are set up.
  let began = Infinity;
  const clock = {
    now: () => new Date(opening + Math.max(0, performance.now() - began)),
    pause: realPause,
    advance: () => Promise.resolve(),
  };
  const [first] = processes;
  const world = createWorld({ clock, store: first.store });
  const communities = Array.from({ length: 100 }, (_, index) => `discord:${index}`);
  for (const community of communities) await world.setUp(community);

  began = performance.now();
  const running = await Promise.all(
    processes.map(async ({ store, pacer, openJobs }) => world.start({ store, pacer, jobs: await openJobs(events) })),
  );
  await vi.waitFor(
    async () => {
      const records = await Promise.all(communities.map((community) => world.delivery(community, '2026-11-23')));
      expect(records.filter((record) => record?.state === 'sent')).toHaveLength(100);
    },
    { interval: 200, timeout: 50_000 },
  );
  expect(world.discord.posts.map(({ community }) => community).toSorted()).toEqual(communities.toSorted());
  expect(world.log.filter((line) => /"level":(40|50)/.test(line))).toEqual([]);
  await Promise.all(running.map((delivery) => delivery.stop()));
});
