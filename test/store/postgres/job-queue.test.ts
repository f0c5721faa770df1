import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { GivenUp } from '../../../src/practice/daily/job-queue.ts';
import { jobSchema, openJobQueue } from '../../../src/store/postgres/job-queue.ts';
import { describeJobQueue, type QueueUnderTest } from '../../support/job-queue-contract.ts';
import { testDatabase } from '../../support/postgres.ts';

function poolOf(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  onTestFinished(() => pool.end());
  return pool;
}

async function openOn(pool: pg.Pool): Promise<QueueUnderTest & { readonly troubles: string[] }> {
  const givenUp: GivenUp[] = [];
  const troubles: string[] = [];
  const jobs = await openJobQueue(pool, {
    onTrouble: () => troubles.push('began'),
    onRecovered: () => troubles.push('ended'),
    onGivenUp: (job) => givenUp.push(job),
  });
  const hurry = async (): Promise<void> => {
    await pool.query(`update ${jobSchema}.job set start_after = now() where state < 'active'`);
  };
  return { jobs, givenUp, hurry, troubles };
}

describeJobQueue('PostgreSQL', async () => openOn(poolOf(await testDatabase())));

const patience = { interval: 50, timeout: 50_000 };

const count = async (pool: pg.Pool): Promise<number> => {
  const { rows } = await pool.query<{ jobs: number }>(`select count(*)::int as jobs from ${jobSchema}.job`);
  return rows[0]?.jobs ?? Number.NaN;
};

describe('the job queue in PostgreSQL, shared by processes', () => {
  it('is set up once when several start at the same moment on an empty database', async () => {
    const url = await testDatabase();
    const opened = await Promise.all(Array.from({ length: 4 }, () => openOn(poolOf(url))));
    const done: string[] = [];
    await Promise.all(
      opened.map(({ jobs }) => jobs.work('delivery', 'discord', 2, (id) => Promise.resolve(void done.push(id)))),
    );
    await Promise.all(opened.map(({ jobs }) => jobs.offer('delivery', ['discord:1'])));
    await vi.waitFor(() => expect(done).toContain('discord:1'), patience);
    await Promise.all(opened.map(({ jobs }) => jobs.close()));
  });

  it('shares the work: each of 2,000 jobs is done once, by either, and nothing is left behind', async () => {
    const url = await testDatabase();
    const pool = poolOf(url);
    const [one, other] = await Promise.all([openOn(pool), openOn(poolOf(url))]);
    const ids = Array.from({ length: 2000 }, (_, index) => `discord:${index}`);
    const done = { one: [] as string[], other: [] as string[] };
    await one.jobs.offer('delivery', ids);
    await one.jobs.offer('delivery', ids);
    expect(await count(pool)).toBe(2000);
    await one.jobs.work('delivery', 'discord', 16, (id) => Promise.resolve(void done.one.push(id)));
    await other.jobs.work('delivery', 'discord', 16, (id) => Promise.resolve(void done.other.push(id)));
    await vi.waitFor(() => expect(done.one.length + done.other.length).toBe(2000), patience);
    expect(new Set([...done.one, ...done.other]).size).toBe(2000);
    expect(Math.min(done.one.length, done.other.length)).toBeGreaterThan(0);
    await Promise.all([one.jobs.close(), other.jobs.close()]);
    expect(await count(pool)).toBe(0);
  });

  it('gives the job of a killed process to another one, also where the clock of that machine is set back', async () => {
    const pool = poolOf(await testDatabase());
    const { jobs, hurry } = await openOn(pool);
    const hourAgo = Date.now() - 3_600_000;
    vi.spyOn(Date, 'now').mockImplementation(() => hourAgo);
    onTestFinished(() => void vi.restoreAllMocks());
    await jobs.offer('delivery', ['discord:1']);
    // What a process leaves behind that was killed two minutes ago.
    await pool.query(
      `update ${jobSchema}.job set state = 'active', started_on = now() - interval '2 minutes', heartbeat_on = now() - interval '2 minutes'`,
    );
    const done: string[] = [];
    await jobs.work('delivery', 'discord', 2, (id) => Promise.resolve(void done.push(id)));
    await vi.waitFor(async () => {
      await hurry();
      expect(done).toEqual(['discord:1']);
    }, patience);
    await jobs.close();
  });

  it('gives a job to nobody else for as long as it is being worked on', async () => {
    const pool = poolOf(await testDatabase());
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const { jobs } = await openOn(pool);
    const { promise: ending, resolve: end } = Promise.withResolvers<undefined>();
    const begun: string[] = [];
    await jobs.offer('delivery', ['discord:1']);
    await jobs.work('delivery', 'discord', 2, async (id) => {
      begun.push(id);
      await ending;
    });
    await vi.waitFor(() => expect(begun).toEqual(['discord:1']), patience);
    const silentFor = async (): Promise<number> => {
      const { rows } = await pool.query<{ seconds: number }>(
        `select extract(epoch from now() - heartbeat_on)::float as seconds from ${jobSchema}.job`,
      );
      return rows[0]?.seconds ?? Number.NaN;
    };
    // Minutes pass: a job that was silent for one of them is given to the next who asks.
    for (let part = 0; part < 6; part += 1) {
      await pool.query(`update ${jobSchema}.job set heartbeat_on = heartbeat_on - interval '40 seconds'`);
      await vi.advanceTimersByTimeAsync(20_000);
      await vi.waitFor(async () => expect(await silentFor()).toBeLessThan(40), patience);
    }
    expect(begun).toEqual(['discord:1']);
    end(undefined);
    await jobs.close();
  });

  it('does at once what was queued before the clock of the database was set back', async () => {
    const pool = poolOf(await testDatabase());
    const { jobs } = await openOn(pool);
    await jobs.offer('delivery', ['discord:1']);
    await pool.query(`update ${jobSchema}.job set start_after = start_after + interval '1 hour'`);
    // Another process, which has not looked yet.
    const other = await openOn(pool);
    const done: string[] = [];
    await other.jobs.work('delivery', 'discord', 2, (id) => Promise.resolve(void done.push(id)));
    await other.jobs.offer('delivery', ['discord:1']);
    await vi.waitFor(() => expect(done).toEqual(['discord:1']), patience);
    await Promise.all([jobs.close(), other.jobs.close()]);
  });

  it('says once that the database is away, once that it is back, and goes on by itself', async () => {
    const pool = poolOf(await testDatabase());
    let away = false;
    const { jobs, troubles } = await openOn(
      Object.assign(Object.create(pool) as pg.Pool, {
        query: (...args: Parameters<pg.Pool['query']>) =>
          away ? Promise.reject(new Error('connection refused')) : pool.query(...args),
      }),
    );
    const done: string[] = [];
    await jobs.work('delivery', 'discord', 2, (id) => Promise.resolve(void done.push(id)));
    await jobs.work('reminder', 'discord', 2, (id) => Promise.resolve(void done.push(id)));
    away = true;
    await expect(jobs.offer('delivery', ['discord:1'])).rejects.toThrow('connection refused');
    await vi.waitFor(() => expect(troubles).toEqual(['began']), patience);
    away = false;
    await jobs.offer('delivery', ['discord:1']);
    await vi.waitFor(() => expect(done).toEqual(['discord:1']), patience);
    expect(troubles).toEqual(['began', 'ended']);
    await jobs.close();
  });
});
