/** Every store, opened anew for a test; by its name in src/store. */
import type { Store } from '../../src/practice/store.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { embeddedStore, postgresStore } from './stores.ts';

export const everyStore: Readonly<Record<string, () => Promise<Store>>> = {
  'memory.ts': () => Promise.resolve(createMemoryStore()),
  embedded: async () => (await embeddedStore()).store,
  postgres: async () => (await postgresStore()).store,
};
