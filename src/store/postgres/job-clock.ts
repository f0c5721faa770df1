/** Keeps the job queue going where a clock is set back: that of this machine, or that of the database. */
import type { Pool } from 'pg';
import type { Clock } from 'pg-boss';

/**
 * pg-boss plans its looks for abandoned jobs by this. A machine's clock that is set back would put them off by as much; this one only goes
 * on. What is written down has the time of the database.
 */
export const steadyClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout,
  setInterval,
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
};

/** From one look to the next, in milliseconds. */
const betweenLooks = 60_000;

/** Nothing in the queue is ever put off for longer than this, other than by a clock. */
const longestWait = `interval '5 minutes'`;

/**
 * Has what lies in a time to come be due now: the database's clock was set back after it was written, and pg-boss would wait until that time
 * comes round again. Looks once a minute at most, and otherwise resolves at once. Rejects where the database is away.
 */
export function createBringForward(pool: Pick<Pool, 'query'>, schema: string): () => Promise<void> {
  const statements = [
    `update ${schema}.job set start_after = now() where state < 'active' and start_after > now() + ${longestWait}`,
    `update ${schema}.job set heartbeat_on = now() where state = 'active' and heartbeat_on > now() + ${longestWait}`,
    `update ${schema}.queue set monitor_claim_on = now() where monitor_claim_on > now() + ${longestWait}`,
  ];
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    next = performance.now() + betweenLooks;
    for (const statement of statements) await pool.query(statement);
  };
}
