/** The way to the database: a pool of connections that recovers by itself, and whose failures are explained. */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { StoreError } from '../../practice/store.ts';
import { createQueues } from '../shared/queues.ts';
import { explainDatabaseFailure, isCollision, isConnectionLost, serverError } from './failure.ts';
import { createPool, longestConnecting, longestStatement } from './pool.ts';

/** As many connections are used at a time: enough for some thousand changes a second, and several processes share a server's hundred. */
const connections = 10;

/** An answer that took longer, in milliseconds, was not a connection that had been cut before. */
const promptly = 1_000;

/** One statement. */
export interface Statement {
  /** Where it is always the same text: the server then plans it once for each connection. */
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Completes "Could not …". */
  readonly doing: string;
  /** Doing it twice is not the same as doing it once: it is not sent again where its answer was lost. */
  readonly onlyOnce?: boolean;
  /** How long to wait for its answer, in milliseconds, where that is not the usual time; in a transaction only a shorter one holds. */
  readonly longest?: number;
}

export type Query = (statement: Statement) => Promise<readonly object[]>;

export interface Database {
  /**
   * Runs work after that which was given before under the same key. Work that still waits when the database turns out to be away is not
   * tried: everybody hears at once. Rejects with a StoreError once the database is closed.
   */
  readonly turn: <T>(key: string | undefined, work: (query: Query) => Promise<T>) => Promise<T>;
  /** The same in a transaction, which is repeated where another one was in its way. */
  readonly transaction: <T>(key: string, doing: string, work: (query: Query) => Promise<T>) => Promise<T>;
  /** Resolves where the database takes changes now. */
  readonly ready: () => Promise<void>;
  /** Resolves when what runs has ended. */
  readonly close: () => Promise<void>;
}

/** Connects when it is first used. The rest is as of `createPool`. */
export function connectTo(url: string, onLost: (error: Error) => void): Database {
  // One more, so that `ready` need not wait.
  const pool = createPool(url, connections + 1, onLost);
  const queues = createQueues(connections);
  let closing: Promise<void> | undefined;
  let timesAway = 0;
  let lastAway: StoreError | undefined;

  const connect = async (doing: string): Promise<pg.PoolClient> => {
    try {
      const client = await pool.connect();
      client.on('error', ignore);
      return client;
    } catch (error) {
      timesAway += 1;
      lastAway = explainDatabaseFailure(error, doing, false);
      throw lastAway;
    }
  };

  const once = async (statement: Statement): Promise<readonly object[]> => {
    const client = await connect(statement.doing);
    try {
      const rows = await (isLong(statement) ? runPatiently(client, statement) : run(client, statement));
      release(client);
      return rows;
    } catch (error) {
      // It may be in any state: a new one is made when it is needed.
      release(client, true);
      throw error;
    }
  };
  /** Idle connections may have died unnoticed, and say so at once; in the end there is a new one. What took long is not tried again. */
  const unlessCut = async (statement: Statement, left = connections): Promise<readonly object[]> => {
    const begun = performance.now();
    try {
      return await once(statement);
    } catch (error) {
      const wasCut = isConnectionLost(error) && performance.now() - begun < promptly;
      if (!wasCut || statement.onlyOnce === true || left === 0) throw error;
      return unlessCut(statement, left - 1);
    }
  };
  const query: Query = (statement) =>
    repeated(() => unlessCut(statement), statement.doing, statement.onlyOnce === true);

  const inTransaction = async <T>(doing: string, work: (query: Query) => Promise<T>): Promise<T> => {
    const client = await connect(doing);
    try {
      await client.query('begin');
      const result = await work((statement) => run(client, statement));
      await client.query('commit');
      release(client);
      return result;
    } catch (error) {
      // Closing the connection undoes what was begun.
      release(client, true);
      throw error;
    }
  };

  const queued = async <T>(key: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (closing !== undefined) throw new StoreError('The store is closed: nothing was changed.');
    const before = timesAway;
    return queues.run(key, async () => {
      if (lastAway !== undefined && timesAway !== before) throw lastAway;
      return work();
    });
  };

  return {
    turn: (key, work) => queued(key, () => work(query)),
    transaction: (key, doing, work) => queued(key, () => repeated(() => inTransaction(doing, work), doing, true)),
    ready: async () => {
      if (closing !== undefined) throw new StoreError('The store is closed.');
      const rows = await query({
        text: `select current_setting('transaction_read_only') as "readOnly"`,
        values: [],
        doing: 'use the database',
        longest: 0,
      });
      const isReadOnly = rows.some((row) => !('readOnly' in row) || row.readOnly !== 'off');
      if (isReadOnly) throw explainDatabaseFailure(serverError('25006'), 'use the database', false);
    },
    close: () =>
      (closing ??= queues.idle().then(async () => {
        // A server that cannot be reached does not say goodbye.
        await Promise.race([pool.end(), delay(longestConnecting, undefined, { ref: false })]);
      })),
  };
}

async function run(client: pg.PoolClient, statement: Statement): Promise<readonly object[]> {
  const { name, text, values, longest = longestStatement } = statement;
  const query = { text, values: [...values], query_timeout: longest + longestConnecting, ...(name && { name }) };
  return (await client.query<object>(query)).rows;
}

const isLong = ({ longest = longestStatement }: Statement): boolean => longest > longestStatement;

/** In a transaction of its own, outside which the usual time holds. */
async function runPatiently(client: pg.PoolClient, statement: Statement): Promise<readonly object[]> {
  await client.query('begin');
  await client.query(`set local statement_timeout = ${statement.longest}`);
  const rows = await run(client, statement);
  await client.query('commit');
  return rows;
}

/** How often work is tried that others are in the way of, and the longest pause between, in milliseconds. */
const tries = 20;
const longestPause = 20;

async function repeated<T>(work: () => Promise<T>, doing: string, mayBeDone: boolean): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isCollision(error)) throw explainDatabaseFailure(error, doing, mayBeDone);
      // Random, so that those who met do not meet again.
      await delay(Math.random() * longestPause);
    }
  }
}

function release(client: pg.PoolClient, broken = false): void {
  client.removeListener('error', ignore);
  client.release(broken);
}

/** What breaks a connection that is in use is told to whoever uses it. */
const ignore = (): void => undefined;
