/** A store that is opened when it is first used. */
import { expect, it } from 'vitest';
import { createLazyStore } from '../../src/jobs/lazy-store.ts';
import { StoreError } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';

it('is opened once, at the first use, and closed with what was opened', async () => {
  const inner = createMemoryStore();
  let opened = 0;
  const store = createLazyStore(() => {
    opened += 1;
    return Promise.resolve(inner);
  });
  expect(opened).toBe(0);
  await Promise.all([store.learner('console:ada'), store.service()]);
  expect(opened).toBe(1);
  await store.close();
  await expect(inner.service()).rejects.toThrow(StoreError);
});

it('is opened again after it could not be: the other process may have ended by then', async () => {
  let free = false;
  const store = createLazyStore(() =>
    free ? Promise.resolve(createMemoryStore()) : Promise.reject(new StoreError('in use')),
  );
  await expect(store.learner('console:ada')).rejects.toThrow('in use');
  free = true;
  expect((await store.learner('console:ada')).ledger).toEqual([]);
});

it('closes in peace where it was never opened or could not be', async () => {
  const store = createLazyStore(() => Promise.reject(new StoreError('in use')));
  await store.close();
  await Promise.allSettled([store.service(), store.close()]);
  await expect(store.close()).resolves.toBeUndefined();
});
