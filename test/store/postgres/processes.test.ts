/** Several processes on one database, some of them killed. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newCommunity } from '../../../src/practice/records.ts';
import { plannedDelivery, racedCommunities, racedLearner, withDeliveries } from '../../support/races.ts';
import { storeProcess } from '../../support/store-processes.ts';
import { postgresStore } from '../../support/stores.ts';

it('loses no change of processes that race for the same records, and gives each claim to one of them', async () => {
  const { store, url } = await postgresStore();
  const planned = (community: string): Promise<void> =>
    store.updateCommunity(community, () => ({
      record: withDeliveries(newCommunity(community), [plannedDelivery]),
      result: undefined,
    }));
  await Promise.all(racedCommunities.map(planned));

  const racers = ['first', 'second', 'third'].map((mark) => storeProcess(url, 'race', mark));
  await expect
    .poll(() => racers.map(({ lines }) => lines.at(-1)), { timeout: 50_000 })
    .toEqual(racers.map(() => 'done'));

  const attempts = (await store.learner(racedLearner)).ledger.map((entry) => ('id' in entry ? entry.id : ''));
  expect(attempts).toHaveLength(300);
  expect(new Set(attempts).size).toBe(300);
  for (const mark of ['first', 'second', 'third'])
    expect(attempts.filter((id) => id.startsWith(`${mark}-`))).toHaveLength(100);

  const claims = racers.flatMap(({ lines }) => lines.filter((line) => line.startsWith('claimed ')));
  expect(claims.toSorted()).toEqual(racedCommunities.map((community) => `claimed ${community}`).toSorted());
  const kept = await Promise.all(racedCommunities.map((community) => store.community(community)));
  expect(kept.map(({ daily }) => daily?.deliveries.map(({ state }) => state))).toEqual(kept.map(() => ['claimed']));
});

it('finds every acknowledged attempt exactly once after kills at random moments', async () => {
  const { store, url } = await postgresStore();
  const acknowledged: string[] = [];
  // How many acknowledgements to wait for before each kill.
  const [waits = []] = fc.sample(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 5 }), 1);
  for (const [round, wait] of waits.entries()) {
    const writer = storeProcess(url, 'write', `round${round}`);
    expect(await writer.line(0)).toBe('held');
    await writer.line(wait);
    await writer.kill();
    // The last line may be cut off; then nobody was told of it.
    acknowledged.push(...writer.lines.slice(1).filter((line) => /^console:\d+ round\d+-\d+$/.test(line)));
  }
  const found: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const { learner, ledger } = await store.learner(`console:${number}`);
    for (const entry of ledger) if (entry.kind === 'attempt') found.push(`${learner} ${entry.id}`);
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(waits.length);
  expect(new Set(found).size).toBe(found.length);
  expect(acknowledged.filter((attempt) => !found.includes(attempt))).toEqual([]);
});
