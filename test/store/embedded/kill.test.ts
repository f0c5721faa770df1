/** A process that is killed while it writes has kept everything that it acknowledged, once. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/folders.ts';
import { storeProcess } from '../../support/store-processes.ts';
import { embeddedStore } from '../../support/stores.ts';

it('finds every acknowledged attempt exactly once after kills at random moments', { timeout: 60_000 }, async () => {
  const stateDir = join(await temporaryFolder(), 'state');
  const acknowledged: string[] = [];
  // How many acknowledgements to wait for before each kill.
  const [waits = []] = fc.sample(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 8, maxLength: 8 }), 1);
  for (const [round, wait] of waits.entries()) {
    const writer = storeProcess(stateDir, 'write', `round${round}`);
    expect(await writer.line(0)).toBe('held');
    await writer.line(wait);
    await writer.kill();
    // The last line may be cut off; then nobody was told of it.
    acknowledged.push(...writer.lines.slice(1).filter((line) => /^console:\d+ round\d+-\d+$/.test(line)));
  }

  const { store, problems } = await embeddedStore({ stateDir });
  const found: string[] = [];
  for (let number = 0; number < 20; number += 1) {
    const { learner, ledger } = await store.learner(`console:${number}`);
    for (const entry of ledger) if (entry.kind === 'attempt') found.push(`${learner} ${entry.id}`);
  }
  expect(problems).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(waits.length);
  expect(new Set(found).size).toBe(found.length);
  expect(acknowledged.filter((attempt) => !found.includes(attempt))).toEqual([]);
});
