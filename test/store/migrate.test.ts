/** `npm run state -- migrate-to-postgres`: what an operator types and gets, also when it is interrupted. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { state } from '../../src/jobs/state.ts';
import type { Store } from '../../src/practice/store.ts';
import { Secret } from '../../src/secret.ts';
import { layoutOf } from '../../src/store/embedded/layout.ts';
import { openPostgres } from '../../src/store/postgres/open.ts';
import { Program } from '../end-to-end/program.ts';
import { recording } from '../support/attempts.ts';
import { temporaryFolder } from '../support/folders.ts';
import { testDatabase } from '../support/postgres.ts';
import { fromNewerRelease, richCommunity, richLearner, richService } from '../support/rich-records.ts';
import { embeddedStore, postgresStore } from '../support/stores.ts';

const guild = 'discord:guild:1';
const learners = [`console:${'Lång'.repeat(80)}`, ...Array.from({ length: 30 }, (_, index) => `discord:${index}`)];
const communities = [guild, 'slack:T1'];

async function fill(store: Store): Promise<void> {
  for (const id of learners)
    await store.updateLearner(id, () => ({ record: fromNewerRelease(richLearner(id, guild)), result: undefined }));
  for (const id of communities)
    await store.updateCommunity(id, () => ({ record: richCommunity(id, 'discord:1'), result: undefined }));
  await store.updateService(() => ({ record: richService, result: undefined }));
  await store.saveInstallation('slack:T1', 'sealed');
}

/** A closed state, and an empty database. */
async function stateAndDatabase(): Promise<{ stateDir: string; url: string }> {
  const { store, stateDir } = await embeddedStore();
  await fill(store);
  await store.close();
  return { stateDir, url: await testDatabase() };
}

async function run(
  stateDir: string,
  url: string | undefined,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const databaseUrl = url === undefined ? undefined : new Secret(url);
  const code = await state({ stateDir, databaseUrl }, args.length === 0 ? ['migrate-to-postgres'] : args, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  });
  return { code, out, err };
}

async function expectSame(stateDir: string, url: string): Promise<void> {
  const { store: old } = await embeddedStore({ stateDir });
  const { store: moved } = await postgresStore({ url });
  for (const id of learners) expect(await moved.learner(id)).toEqual(await old.learner(id));
  for (const id of communities) expect(await moved.community(id)).toEqual(await old.community(id));
  expect(await moved.service()).toEqual(await old.service());
  expect(await moved.installation('slack:T1')).toBe(await old.installation('slack:T1'));
  expect((await moved.members(guild)).toSorted()).toEqual((await old.members(guild)).toSorted());
  await Promise.all([old.close(), moved.close()]);
}

/** The pairs of digests that it printed. */
const digests = (out: string): string[] =>
  [...out.matchAll(/SHA-256 ([0-9a-f]{64})/g)].map(([, digest]) => digest ?? '');

it('moves everything, says so with counts and digests, and can be run again', async () => {
  const { stateDir, url } = await stateAndDatabase();
  const { code, out, err } = await run(stateDir, url);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('31 learners in the state');
  expect(out).toContain('31 learners in the database');
  expect(out).toContain('2 communities in the database');
  expect(out).toContain('1 installation in the database');
  const all = digests(out);
  expect(all).toHaveLength(8);
  for (let index = 0; index < all.length; index += 2) expect(all[index + 1]).toBe(all[index]);
  await expectSame(stateDir, url);
  expect(await run(stateDir, url)).toMatchObject({ code: 0, err: '' });
});

it('goes on after a kill, also where the state has changed since', async () => {
  const { stateDir, url } = await stateAndDatabase();
  // Makes the tables, so that one of them can be held up: the kill comes when the learners are there and the communities are not.
  await (await openPostgres(url)).store.close();
  const blocker = new pg.Client(url);
  await blocker.connect();
  onTestFinished(() => blocker.end());
  await blocker.query('begin');
  await blocker.query('lock table career_advisor.communities in share row exclusive mode');
  const program = new Program(['state', 'migrate-to-postgres'], { STATE_DIR: stateDir, DATABASE_URL: url });
  const counted = async (): Promise<unknown> =>
    (await blocker.query<{ count: number }>('select count(*)::int from career_advisor.learners')).rows[0]?.count;
  await expect.poll(counted, { timeout: 50_000 }).toBe(learners.length);
  program.signal('SIGKILL');
  await program.exitCode;
  await blocker.query('rollback');

  await expect(openPostgres(url)).rejects.toThrow(/moving it was interrupted.*goes on where it stopped/);
  const { store } = await embeddedStore({ stateDir });
  await store.updateLearner('discord:3', recording('later'));
  await store.forgetLearner('discord:4');
  await store.close();

  const { code, out, err } = await run(stateDir, url);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('30 learners in the database');
  await expectSame(stateDir, url);
});

it('leaves a folder on which the bot does not start any more: both sides would go on without each other', async () => {
  const { stateDir, url } = await stateAndDatabase();
  await run(stateDir, url);
  const program = new Program(['ask', '/streak'], { STATE_DIR: stateDir, DATABASE_URL: '' });
  expect(await program.exitCode).toBe(1);
  expect(program.errors).toMatch(/was moved to PostgreSQL at 20.*DATABASE_URL is not set\. Nothing was changed/);
  expect(await run(stateDir, undefined, 'stats')).toMatchObject({ code: 0 });
});

describe('refuses', () => {
  it('a database that the bot has used since', async () => {
    const { stateDir, url } = await stateAndDatabase();
    await run(stateDir, url);
    const { store } = await postgresStore({ url });
    await store.updateLearner('discord:3', recording('later'));
    await store.updateLearner('discord:new', recording('a1'));
    const { code, err } = await run(stateDir, url);
    expect(code).toBe(1);
    expect(err).toMatch(
      /already holds 2 learners .*Nothing was changed.*used this database since the state was moved here, there is nothing to do/,
    );
    expect((await store.learner('discord:3')).ledger.at(-1)).toMatchObject({ id: 'later' });
  });

  it('a database that holds something of its own', async () => {
    const { stateDir, url } = await stateAndDatabase();
    const { store } = await postgresStore({ url });
    await store.saveInstallation('slack:T9', 'sealed');
    const { code, err } = await run(stateDir, url);
    expect(code).toBe(1);
    expect(err).toContain('already holds 1 installation');
    expect(await store.members(guild)).toEqual([]);
  });

  it('while the bot runs, without a state, and without a database', async () => {
    const { stateDir, url } = await stateAndDatabase();
    const { store } = await embeddedStore({ stateDir });
    expect((await run(stateDir, url)).err).toContain(`pid ${process.pid}`);
    await store.close();
    expect((await run(join(await temporaryFolder(), 'nothing'), url)).err).toContain('There is no state');
    expect((await run(stateDir, undefined)).err).toContain('DATABASE_URL is not set');
    const { code, err } = await run(stateDir, 'postgres://ada:hunter2@127.0.0.1:1/db');
    expect(code).toBe(1);
    expect(err).toContain('cannot be reached');
    expect(err).not.toContain('hunter2');
  });

  it('a document that does not say whose it is', async () => {
    const { stateDir, url } = await stateAndDatabase();
    const file = layoutOf(stateDir).learner('x'.repeat(300));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'rubbish');
    const { code, err } = await run(stateDir, url);
    expect(code).toBe(1);
    expect(err).toContain(`${file} is damaged`);
  });
});

describe('with DATABASE_URL set', () => {
  it('outages are those of the database', async () => {
    const stateDir = join(await temporaryFolder(), 'state');
    const url = await testDatabase();
    const span = ['2026-03-01T08:00:00.000Z', '2026-03-01T20:00:00.000Z'];
    expect(await run(stateDir, url, 'outage', 'list')).toMatchObject({ code: 0, out: 'No outages.\n' });
    expect(await run(stateDir, url, 'outage', 'add', ...span)).toMatchObject({ code: 0 });
    expect((await run(stateDir, url, 'outage', 'list')).out).toBe(`${span.join(' ')}\n`);
    const { store } = await postgresStore({ url });
    expect((await store.service()).outages).toEqual([{ from: span[0], to: span[1] }]);
    expect(await run(stateDir, url, 'outage', 'remove', ...span)).toMatchObject({ code: 0 });
    expect((await store.service()).outages).toEqual([]);
  });

  it.each([['check'], ['stats'], ['backup', 'somewhere'], ['restore', 'somewhere']])(
    '%s says what does that for a database',
    async (...args) => {
      const stateDir = join(await temporaryFolder(), 'state');
      const { code, out, err } = await run(stateDir, 'postgres://127.0.0.1:1/db', ...args);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('pg_dump');
    },
  );
});
