/** Embedded stores in temporary folders. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Store } from '../../src/practice/store.ts';
import { type EmbeddedStoreOptions, openEmbeddedStore, type Problem } from '../../src/store/embedded/store.ts';
import { openPostgres, type Postgres, type PostgresOptions } from '../../src/store/postgres/open.ts';
import { temporaryFolder } from './folders.ts';
import { testDatabase } from './postgres.ts';

export interface TestStore {
  readonly store: Store;
  readonly stateDir: string;
  /** What the store said of unusable files so far. */
  readonly problems: readonly Problem[];
}

export const testNow = new Date('2026-03-01T12:00:00.000Z');

/** Opens a store, by default in a new folder; it is closed when the test ends. */
export async function embeddedStore(
  options: Partial<EmbeddedStoreOptions> & { readonly stateDir?: string } = {},
): Promise<TestStore> {
  const { stateDir = join(await temporaryFolder(), 'state'), ...rest } = options;
  const problems: Problem[] = [];
  const store = await openEmbeddedStore(stateDir, {
    now: () => testNow,
    onProblem: (problem) => problems.push(problem),
    ...rest,
  });
  onTestFinished(() => store.close());
  return { store, stateDir, problems };
}

export interface TestPostgres extends Postgres {
  readonly url: string;
}

/** Opens a store in PostgreSQL, by default in a new database; it is closed when the test ends. */
export async function postgresStore({
  url,
  ...options
}: PostgresOptions & { readonly url?: string } = {}): Promise<TestPostgres> {
  const address = url ?? (await testDatabase());
  const postgres = await openPostgres(address, options);
  onTestFinished(() => postgres.store.close());
  return { ...postgres, url: address };
}
