/** A database that is away for a while: nothing that was promised is lost, and all goes on by itself. */
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Store, StoreError } from '../../../src/practice/store.ts';
import { openPostgres } from '../../../src/store/postgres/open.ts';
import { attemptNamed, recording } from '../../support/attempts.ts';
import { execute, testDatabase } from '../../support/postgres.ts';
import { startPostgres, urlOf } from '../../support/postgres-server.ts';
import { proxyTo } from '../../support/proxy.ts';
import { postgresStore } from '../../support/stores.ts';

const ada = 'discord:100';

const messageOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => 'it worked',
    (reason: unknown) => reason,
  );
  if (error instanceof StoreError) return error.message;
  throw new Error(`no StoreError: ${String(error)}`);
};

it('says so while the server is stopped, and goes on when it is back', async () => {
  const server = await startPostgres();
  onTestFinished(server.close);
  const lost: Error[] = [];
  const { store, pacer } = await openPostgres(urlOf(server.folder, 'postgres'), {
    onLost: (error) => lost.push(error),
  });
  onTestFinished(() => store.close());
  await store.updateLearner(ada, recording('a1'));
  await store.ready();

  await server.stop();
  expect(await messageOf(store.updateLearner(ada, recording('a2')))).toMatch(
    /^Could not read the learner record: the database cannot be reached\. Nothing was changed, .*by itself when the database is back/,
  );
  expect(await messageOf(store.ready())).toContain('cannot be reached');
  expect(await messageOf(pacer.reserve('discord', 20))).toContain('cannot be reached');
  expect(await messageOf(store.forgetLearner(ada))).toMatch(
    /^Could not find what is to be erased: .*Nothing was changed/,
  );
  // However many wait, all hear of it.
  const many = Array.from({ length: 200 }, (_, index) => store.learner(`discord:${index}`));
  for (const outcome of await Promise.allSettled(many)) expect(outcome.status).toBe('rejected');
  await expect(openPostgres(urlOf(server.folder, 'postgres'))).rejects.toThrow('Could not open the database');
  // What starts together with the database waits for it.
  const waits: string[] = [];
  const patient = openPostgres(urlOf(server.folder, 'postgres'), {
    patience: 60_000,
    onWait: (message) => {
      waits.push(message);
      void server.start();
    },
  });

  await (await patient).store.close();
  expect(waits).toEqual([expect.stringContaining('waiting for it')]);
  await store.ready();
  expect((await store.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
  expect(await store.updateLearner(ada, recording('a2'))).toBe(2);
});

describe('connections that are cut', () => {
  /** A store that reaches its database through a proxy, and the same database directly. */
  async function throughProxy(): Promise<{ store: Store; direct: Store; proxy: Awaited<ReturnType<typeof proxyTo>> }> {
    const { store: direct, url } = await postgresStore();
    const { pathname, searchParams } = new URL(url);
    const proxy = await proxyTo(join(searchParams.get('host') ?? '', '.s.PGSQL.5432'));
    const { store } = await postgresStore({ url: `postgres://postgres@127.0.0.1:${proxy.port}${pathname}` });
    return { store, direct, proxy };
  }

  it('after a change was sent leave it in doubt, which doing it again resolves', async () => {
    const { store, direct, proxy } = await throughProxy();
    const once = (record: Parameters<ReturnType<typeof recording>>[0]): ReturnType<ReturnType<typeof recording>> =>
      record.ledger.some((entry) => entry.kind === 'attempt' && entry.id === 'a1')
        ? { record, result: record.ledger.length }
        : recording('a1')(record);
    proxy.cutAnswersTo('save learner');
    const message = await messageOf(store.updateLearner(ada, once));
    expect(message).toMatch(/Whether the change was still made is not known; doing it again does no harm/);
    // Not sent again: nothing but the one who asked knows whether that is right.
    expect(proxy.count.cut).toBe(1);
    proxy.mend();
    await expect.poll(async () => (await direct.learner(ada)).ledger.length).toBe(1);
    expect(await store.updateLearner(ada, once)).toBe(1);
    expect((await direct.learner(ada)).ledger).toEqual([attemptNamed('a1')]);
  });

  it('while nothing was changed yet say that nothing was', async () => {
    const { store, proxy } = await throughProxy();
    proxy.cutAnswersTo('load learner');
    expect(await messageOf(store.updateLearner(ada, recording('a1')))).toContain('Nothing was changed');
    proxy.mend();
    expect(await store.updateLearner(ada, recording('a1'))).toBe(1);
  });

  it('are not tried for each of the many who wait: all hear at once that the database is away', async () => {
    const { store, proxy } = await throughProxy();
    proxy.cutAll();
    const before = proxy.count.made;
    const many = Array.from({ length: 200 }, (_, index) => messageOf(store.learner(`discord:${index}`)));
    for (const message of await Promise.all(many)) expect(message).toContain('cannot be reached');
    // As many as are used at a time, and those that replaced one of before.
    expect(proxy.count.made - before).toBeLessThan(40);
  });

  it('while nobody used them are told, and replaced', async () => {
    const lost: Error[] = [];
    const { store, url } = await postgresStore({ onLost: (error) => lost.push(error) });
    await store.updateLearner(ada, recording('a1'));
    await execute(
      url,
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    );
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    expect(await store.updateLearner(ada, recording('a2'))).toBe(2);
  });
});

it.each([
  ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), /no such database.*DATABASE_URL/],
  ['a user who is not known', (url: URL) => (url.username = 'nobody_known'), /refuses the login.*DATABASE_URL/],
])('explains %s', async (_what, change, message) => {
  const url = new URL(await testDatabase());
  change(url);
  await expect(openPostgres(url.href)).rejects.toThrow(message);
});

it('does not repeat an address that cannot be read', async () => {
  const failure = openPostgres('postgres://ada:hunter2@[broken/db');
  expect(await messageOf(failure)).toContain('DATABASE_URL cannot be read');
  await expect(failure).rejects.not.toThrow('hunter2');
});

it('is not ready while the database takes no changes, and neither opens nor writes', async () => {
  const { store, url } = await postgresStore();
  const readOnly = (on: string): Promise<void> =>
    execute(
      url,
      `do $$ begin execute format('alter database %I set default_transaction_read_only = ${on}', current_database()); end $$;
       select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
    );
  await readOnly('on');
  expect(await messageOf(store.ready())).toContain('primary server');
  expect(await messageOf(store.updateLearner(ada, recording('a1')))).toContain('primary server');
  expect((await store.learner(ada)).ledger).toEqual([]);
  expect(await messageOf(openPostgres(url))).toContain('primary server');
});
