/** The tables are made once, and never by a release that is older than they are. */
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../../src/store/postgres/migrate.ts';
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
  // The lock is kept until the connection ends.
  await migrate(holder, () => undefined);
  await execute(url, `delete from career_advisor.meta; drop schema career_advisor cascade`);
  let told: () => void;
  const waiting = new Promise<void>((resolve) => (told = resolve));
  const migrated = migrate(waiter, () => told());
  await waiting;
  await holder.end();
  await migrated;
  await postgresStore({ url });
});

it('refuses tables of a newer release, and changes nothing', async () => {
  const { url } = await postgresStore();
  await execute(url, `update career_advisor.meta set value = '99' where key = 'version'`);
  await expect(openPostgres(url)).rejects.toThrow(/version 99.*newer release.*Nothing was changed/);
});
