/** Connections to the database, kept for reuse. */
import pg from 'pg';
import { StoreError } from '../../practice/store.ts';

/** How long to wait for a connection, and for an answer, in milliseconds. */
export const longestConnecting = 3_000;
export const longestStatement = 10_000;

/**
 * Makes a pool of at most so many connections; none is made yet. `onLost` is told of connections that were cut while nobody used them. Throws
 * a StoreError for what is no address of a database.
 */
export function createPool(url: string, size: number, onLost: (error: Error) => void): pg.Pool {
  checkAddress(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: longestConnecting,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'career-advisor',
    statement_timeout: longestStatement,
    // The server counts to `statement_timeout`; this is for one that cannot answer any more.
    query_timeout: longestStatement + longestConnecting,
    idle_in_transaction_session_timeout: longestStatement,
  });
  return pool.on('error', onLost);
}

function checkAddress(url: string): void {
  try {
    // Reads the address and does not connect.
    new pg.Client({ connectionString: url });
  } catch {
    // The error is not kept: it quotes the address, and with it the password.
    throw new StoreError(
      'DATABASE_URL cannot be read as the address of a database. Nothing was opened; .env.example shows how it is written.',
    );
  }
}
