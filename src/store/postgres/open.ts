/** Opens what lies in PostgreSQL. */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { JobQueue } from '../../practice/daily/job-queue.ts';
import type { Pacer } from '../../practice/daily/pacer.ts';
import type { Store, StoreError } from '../../practice/store.ts';
import { connectTo, type Database } from './connection.ts';
import { explainDatabaseFailure, isConnectionLost } from './failure.ts';
import type { JobQueueEvents } from './job-queue.ts';
import { migrate } from './migrate.ts';
import { refuseHalfMoved } from './moving.ts';
import { createPacer, sweepPacing } from './pacer.ts';
import { createPool, longestConnecting } from './pool.ts';
import { storeOver } from './store.ts';

export interface PostgresOptions {
  /** Told, in a sentence for the operator, what starting waits for. By default a process warning. */
  readonly onWait?: (message: string) => void;
  /** Told of connections that were cut while nobody used them; new ones are made when they are needed. By default nobody is. */
  readonly onLost?: (error: Error) => void;
  /** For how long to wait for a database that cannot be reached yet, in milliseconds: machines start their services side by side. */
  readonly patience?: number;
  /** Aborted where nobody needs the database any more: then opening it rejects soon, whatever it waits for. */
  readonly stopping?: AbortSignal | undefined;
}

export interface Postgres {
  readonly store: Store;
  readonly pacer: Pacer;
  /** Opens the queues of jobs, whose connections are their own. To be closed before the store. */
  readonly openJobs: (events: JobQueueEvents) => Promise<JobQueue>;
}

/** Connections for jobs: a few statements at a time. */
const jobConnections = 4;

/**
 * Opens the database at an address, and makes or updates its tables. Rejects with a StoreError where it cannot be reached or used, where a
 * newer release changed it, and where a state was moved into it only in part.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Postgres> {
  const { onLost = ignore } = options;
  const database = await openDatabase(url, options);
  try {
    await database.turn(undefined, refuseHalfMoved);
    await database.turn(undefined, sweepPacing);
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    store: storeOver(database),
    pacer: createPacer(database),
    openJobs: async (events) => {
      const { openJobQueue } = await import('./job-queue.ts');
      const pool = createPool(url, jobConnections, onLost);
      const explain = (error: unknown): StoreError => explainDatabaseFailure(error, 'open the queue of jobs', false);
      try {
        const jobs = await openJobQueue(pool, events);
        return {
          ...jobs,
          work: (...wanted) => jobs.work(...wanted).catch((error: unknown) => Promise.reject(explain(error))),
          close: () => jobs.close().finally(() => pool.end()),
        };
      } catch (error) {
        await pool.end();
        throw explain(error);
      }
    },
  };
}

/** The database with the tables of this release. Rejects as `openPostgres` does, except for what was moved there. */
export async function openDatabase(url: string, options: PostgresOptions = {}): Promise<Database> {
  const { onWait = warn, onLost = ignore, patience = 0, stopping } = options;
  const database = connectTo(url, onLost);
  const giveUpAt = performance.now() + patience;
  for (let told = false; ; told = true) {
    try {
      await prepare(url, onWait, stopping);
      return database;
    } catch (error) {
      if (stopping?.aborted === true || performance.now() >= giveUpAt || !isConnectionLost(error)) {
        await database.close();
        throw explainDatabaseFailure(error, 'open the database', false);
      }
      if (!told) onWait('The database cannot be reached yet: waiting for it.');
      await delay(pauseBetweenLooks, undefined, { signal: stopping }).catch(ignore);
    }
  }
}

const pauseBetweenLooks = 500;

/** On a connection of its own: its end gives the lock back, whatever happened. */
async function prepare(url: string, onWait: (message: string) => void, stopping?: AbortSignal): Promise<void> {
  stopping?.throwIfAborted();
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: longestConnecting, keepAlive: true });
  // What breaks it is told to whoever waits for an answer.
  client.on('error', ignore);
  // Another process may hold the lock for long. What this one has begun to change the server takes back.
  const giveUp = (): void => void client.end();
  stopping?.addEventListener('abort', giveUp);
  try {
    await client.connect();
    await migrate(client, onWait);
  } finally {
    stopping?.removeEventListener('abort', giveUp);
    await client.end();
  }
}

const warn = (message: string): void => process.emitWarning(message);
const ignore = (): void => undefined;
