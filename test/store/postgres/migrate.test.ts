/** The tables are made once, and never by a release that is older than they are. */
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { StoreError } from '../../../src/practice/store.ts';
import { migrate } from '../../../src/store/postgres/migrate.ts';
import { migrations } from '../../../src/store/postgres/migrations.ts';
import { openPostgres } from '../../../src/store/postgres/open.ts';
import { recording } from '../../support/attempts.ts';
import { execute, testDatabase } from '../../support/postgres.ts';
import { postgresStore } from '../../support/stores.ts';

it('lets one of several that start at once make the tables, and the others wait', async () => {
  const url = await testDatabase();
  const opened = await Promise.all(Array.from({ length: 5 }, () => postgresStore({ url, onWait: () => undefined })));
  await Promise.all(opened.map(({ store }, index) => store.updateLearner('discord:100', recording(`a${index}`))));
  const [first] = opened;
  expect((await first?.store.learner('discord:100'))?.ledger).toHaveLength(5);
});

it('waits, and says so, while another process is at it', async () => {
  const url = await testDatabase();
  const [holder, waiter] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([holder.connect(), waiter.connect()]);
  onTestFinished(async () => {
    await Promise.all([holder.end(), waiter.end()]);
  });
  await holdLock(holder, url);
  let told: () => void;
  const waiting = new Promise<void>((resolve) => (told = resolve));
  const migrated = migrate(waiter, () => told());
  await waiting;
  await holder.end();
  await migrated;
  await postgresStore({ url });
});

it('waits no longer once it is asked to stop', async () => {
  const url = await testDatabase();
  const holder = new pg.Client(url);
  await holder.connect();
  onTestFinished(() => holder.end());
  await holdLock(holder, url);
  const stopping = new AbortController();
  const opened = openPostgres(url, { patience: 60_000, stopping: stopping.signal, onWait: () => stopping.abort() });
  await expect(opened).rejects.toThrow(StoreError);
});

/** As a process does that is preparing the database: it keeps the lock until its connection ends. */
async function holdLock(holder: pg.Client, url: string): Promise<void> {
  await migrate(holder, () => undefined);
  await execute(url, `delete from career_advisor.meta; drop schema career_advisor cascade`);
}

it('brings tables of the first version up to this one, and keeps what is in them', async () => {
  const url = await testDatabase();
  const [first = ''] = migrations;
  await execute(
    url,
    `${first};
    insert into career_advisor.meta (key, value) values ('version', '1');
    insert into career_advisor.communities (community, version, zone) values ('discord:1', 1, 'Europe/Lisbon');
    insert into career_advisor.pacing (key, last_moment, held_until)
      values ('discord', clock_timestamp(), clock_timestamp() + interval '1 hour')`,
  );
  const { store, pacer } = await postgresStore({ url });
  expect((await store.community('discord:1')).zone).toBe('Europe/Lisbon');
  // A pause that was asked for still holds.
  expect(await pacer.reserve('discord', 20)).toBeGreaterThan(3_000_000);
});

it('refuses tables of a newer release, and changes nothing', async () => {
  const { url } = await postgresStore();
  await execute(url, `update career_advisor.meta set value = '99' where key = 'version'`);
  await expect(openPostgres(url)).rejects.toThrow(/version 99.*newer release.*Nothing was changed/);
});
