/** Brings the tables to this release, once, however many processes start at the same time. */
import type pg from 'pg';
import { StoreError } from '../../practice/store.ts';
import { migrations } from './migrations.ts';
import { schema } from './statements.ts';

/** Any number that other programs in the same database are not likely to choose. */
const lockNumber = 4_261_773_301;

/**
 * Makes or changes the tables as far as needed; `client` must be a connection of its own, which is to be closed afterwards. `onWait` is told
 * where another process is at it. Throws a StoreError where a newer release has been here.
 */
export async function migrate(client: pg.ClientBase, onWait: (message: string) => void): Promise<void> {
  if ((await versionOf(client)) === migrations.length) return;
  // A change of a large table takes its time, and so does waiting for it.
  await client.query('set statement_timeout = 0');
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [lockNumber]);
  if (rows[0]?.free !== true) {
    onWait('Another process is preparing the database for this release: waiting for it.');
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
  }
  for (let version = await versionOf(client); version < migrations.length; version += 1) {
    await client.query('begin');
    await client.query(migrations[version] ?? '');
    await client.query(
      `insert into ${schema}.meta (key, value) values ('version', to_jsonb($1::int)) on conflict (key) do update set value = excluded.value`,
      [version + 1],
    );
    await client.query('commit');
  }
}

/** How many migrations the database has seen: 0 for one without our tables. */
async function versionOf(client: pg.ClientBase): Promise<number> {
  const { rows: tables } = await client.query<{ found: boolean }>(
    `select to_regclass('${schema}.meta') is not null as found`,
  );
  if (tables[0]?.found !== true) return 0;
  const { rows } = await client.query<{ version: number }>(
    `select (value #>> '{}')::int as version from ${schema}.meta where key = 'version'`,
  );
  const version = rows[0]?.version ?? 0;
  if (version <= migrations.length) return version;
  throw new StoreError(
    `The database has version ${version}, and this release knows versions up to ${migrations.length}: a newer release changed it. Nothing was changed. Install that release again, or restore a backup from before the update.`,
  );
}
