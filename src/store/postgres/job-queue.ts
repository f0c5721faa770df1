/**
 * Jobs in PostgreSQL, carried by pg-boss: whichever process has a hand free takes the next one. A job that is done is deleted at once;
 * one whose process was killed comes back a minute later; one that was tried too often goes to its kind's queue of dead letters, whose
 * arrivals are told and taken away.
 */
import { PgBoss, type Queue } from 'pg-boss';
import type { Pool } from 'pg';
import { byPlatform, type GivenUp, type JobKind, type JobQueue } from '../../practice/daily/job-queue.ts';
import { createTrouble } from '../../practice/trouble.ts';
import { createBringForward, steadyClock } from './job-clock.ts';
import { type JobData, type Pump, startPump } from './job-pump.ts';

/** What the job queue tells of itself; it goes on by itself in each case. */
export interface JobQueueEvents {
  /** Jobs cannot be moved just now: the first error. Told once, until `onRecovered`. */
  readonly onTrouble: (error: unknown) => void;
  readonly onRecovered: () => void;
  readonly onGivenUp: (job: GivenUp) => void;
}

/** The schema that pg-boss keeps its tables in, in the database of the records. */
export const jobSchema = 'pgboss';

/** How often an empty queue is looked at, in milliseconds. What this process itself offers is noticed at once. */
const pollEvery = 1000;
const pollDeadLettersEvery = 5000;

/**
 * A killed process's job comes back after this, in seconds: the lease of what it was sending lasts as long, so sooner would be in vain. A
 * process that lives says so three times as often, and may keep a job for as long as a platform asks it to wait.
 */
const heartbeatSeconds = 60;
const touchEvery = (heartbeatSeconds * 1000) / 3;

const deadLetters = (kind: JobKind): string => `${kind}.dead`;

/** Nothing grows: what nobody took or what failed for good is deleted within the hour. Its record offers it again. */
const kept = { retentionSeconds: 3600, deleteAfterSeconds: 600 };

const queueOf = (kind: JobKind): Omit<Queue, 'name' | 'policy'> => ({
  ...kept,
  heartbeatSeconds,
  // However long a platform makes us wait, a handler that has not come back by then hangs.
  expireInSeconds: 1800,
  // Five more attempts within a minute or two.
  retryLimit: 5,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 60,
  deadLetter: deadLetters(kind),
});

/** Opens the queues over a pool of connections, which stays the caller's. Rejects where the database cannot be used. */
export async function openJobQueue(pool: Pick<Pool, 'query'>, events: JobQueueEvents): Promise<JobQueue> {
  const trouble = createTrouble(events.onTrouble, events.onRecovered);
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema: jobSchema,
    clock: steadyClock,
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 600,
    // No flows are used, and the database's vacuum is its operator's.
    flowIntervalSeconds: 3600,
    monitorVacuum: false,
  });
  boss.on('error', trouble.failed);
  await boss.start();
  const bringForward = createBringForward(pool, jobSchema);

  const pumps = new Map<string, Pump>();
  const ready = new Map<string, Promise<void>>();
  /** Makes a queue, or brings it up to this release, once. */
  const prepare = (queue: string, make: () => Promise<void>): Promise<void> => {
    const made = ready.get(queue) ?? make();
    ready.set(queue, made);
    // Where it failed, the next one tries again.
    made.catch(() => ready.delete(queue));
    return made;
  };
  const prepareDeadLetters = (kind: JobKind): Promise<void> =>
    prepare(deadLetters(kind), () => boss.createQueue(deadLetters(kind), kept));
  const prepareQueue = (kind: JobKind, platform: string): Promise<void> =>
    prepare(nameOf(kind, platform), async () => {
      await prepareDeadLetters(kind);
      await boss.createQueue(nameOf(kind, platform), { policy: 'exclusive', ...queueOf(kind) });
      await boss.updateQueue(nameOf(kind, platform), queueOf(kind));
    });

  const start = (
    queue: string,
    rest: Pick<Parameters<typeof startPump>[0], 'atOnce' | 'pollEvery' | 'handle'>,
  ): void => {
    pumps.set(queue, startPump({ boss, queue, touchEvery, trouble, ...rest }));
  };
  const startUndertaker = (kind: JobKind): void => {
    if (pumps.has(deadLetters(kind))) return;
    start(deadLetters(kind), {
      atOnce: 1,
      pollEvery: pollDeadLettersEvery,
      handle: ({ data: { id }, sourceOutput }) => {
        events.onGivenUp({ kind, id, error: reasonIn(sourceOutput) });
        return Promise.resolve();
      },
    });
  };

  return {
    async offer(kind, ids) {
      await bringForward();
      for (const [platform, group] of byPlatform(ids)) {
        await prepareQueue(kind, platform);
        const jobs = group.map((id) => ({ singletonKey: id, data: { id } satisfies JobData }));
        await boss.insert(nameOf(kind, platform), jobs);
        pumps.get(nameOf(kind, platform))?.nudge();
      }
    },
    async work(kind, platform, atOnce, handle) {
      await prepareQueue(kind, platform);
      start(nameOf(kind, platform), { atOnce, pollEvery, handle: ({ data: { id } }) => handle(id) });
      startUndertaker(kind);
    },
    async close() {
      await Promise.all([...pumps.values()].map((pump) => pump.stop()));
      await boss.stop();
    },
  };
}

const nameOf = (kind: JobKind, platform: string): string => `${kind}.${platform}`;

/** The message in what pg-boss keeps of a failure: what we gave it, or words of its own where a process was killed. */
function reasonIn(output: object | null): string {
  const { message, value } = { message: undefined, value: undefined, ...output } as {
    readonly message: unknown;
    readonly value: unknown;
  };
  if (typeof message === 'string') return message;
  return typeof value === 'object' && value !== null ? reasonIn(value) : 'unknown';
}
