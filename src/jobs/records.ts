/** Where this process keeps records, and what comes with the place: a pace that is shared, and a queue of jobs. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { GivenUp, JobQueue } from '../practice/daily/job-queue.ts';
import type { Pacer } from '../practice/daily/pacer.ts';
import type { Store } from '../practice/store.ts';

export interface Records {
  readonly store: Store;
  /** What admins should read of where records are kept. */
  readonly storeName: string;
  readonly pacer: Pacer;
  /** Opened by whoever works on jobs, and closed before the store. */
  readonly openJobs: () => Promise<JobQueue>;
}

/** How long a process waits at its start for a database that cannot be reached yet, in milliseconds. */
const patience = 60_000;

/**
 * Opens PostgreSQL where it is configured, else the folder. Rejects with a StoreError that says what to do, and soon where `stopping` is
 * aborted while it waits.
 */
export function openRecords(config: Config, logger: Logger, stopping?: AbortSignal): Promise<Records> {
  return config.databaseUrl === undefined
    ? openFolder(config, logger, stopping)
    : openDatabase(config.databaseUrl.reveal(), logger, stopping);
}

const givenUp =
  (logger: Logger) =>
  (job: GivenUp): void =>
    logger.error(job, 'a job failed too often; what it is about stays due, and is tried again');

async function openFolder({ stateDir }: Config, logger: Logger, stopping?: AbortSignal): Promise<Records> {
  const { openEmbeddedStore } = await import('../store/embedded/store.ts');
  const { refuseMoved } = await import('../store/embedded/moving.ts');
  await refuseMoved(stateDir);
  const store = await openEmbeddedStore(stateDir, {
    now: () => new Date(),
    onWait: (message) => logger.warn(message),
    onProblem: (problem) => logger.error({ problem }, 'a record could not be used'),
    wait: (milliseconds) => delay(milliseconds, undefined, { signal: stopping }),
  });
  const { createMemoryPacer } = await import('../store/shared/memory-pacer.ts');
  return {
    store,
    storeName: 'files in one folder',
    pacer: createMemoryPacer(() => performance.now()),
    async openJobs() {
      const { createLocalJobQueue } = await import('../app/delivery/local-job-queue.ts');
      const { realPause } = await import('../app/delivery/pause.ts');
      return createLocalJobQueue(realPause, givenUp(logger));
    },
  };
}

async function openDatabase(url: string, logger: Logger, stopping?: AbortSignal): Promise<Records> {
  const { openPostgres } = await import('../store/postgres/open.ts');
  const { store, pacer, openJobs } = await openPostgres(url, {
    patience,
    stopping,
    onWait: (message) => logger.warn(message),
    onLost: firstOfMany((error) =>
      logger.warn({ reason: error.message }, 'connections to the database were lost; others are made'),
    ),
  });
  return {
    store,
    storeName: 'PostgreSQL',
    pacer,
    openJobs: () =>
      openJobs({
        onTrouble: (error) => logger.error({ err: error }, 'jobs wait: the database cannot be reached'),
        onRecovered: () => logger.info('jobs go on'),
        onGivenUp: givenUp(logger),
      }),
  };
}

/** Connections break together. Those that do within this time, in milliseconds, are one event. */
const oneEvent = 1000;

function firstOfMany(tell: (error: Error) => void): (error: Error) => void {
  let last = -oneEvent;
  return (error) => {
    const now = performance.now();
    if (now - last >= oneEvent) tell(error);
    last = now;
  };
}
