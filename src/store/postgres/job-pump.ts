/** Takes jobs out of one queue of pg-boss as hands become free. */
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Trouble } from '../../practice/trouble.ts';

/** What a job carries: whose record is to be looked at. */
export interface JobData {
  readonly id: string;
}

export type QueuedJob = JobWithMetadata<JobData>;

export interface PumpOptions {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly atOnce: number;
  /** How often an empty queue is looked at, in milliseconds. */
  readonly pollEvery: number;
  /** How often the queue hears that running jobs are alive, in milliseconds: well within the queue's `heartbeatSeconds`. */
  readonly touchEvery: number;
  readonly handle: (job: QueuedJob) => Promise<void>;
  readonly trouble: Trouble;
}

export interface Pump {
  /** There may be something new. */
  readonly nudge: () => void;
  /** Takes no new job, and resolves when the running ones are done. */
  readonly stop: () => Promise<void>;
}

/**
 * pg-boss has workers of its own, but either each of them polls for itself, or a batch waits for its slowest job. Here one look takes as
 * many jobs as hands are free, and each hand becomes free by itself.
 */
export function startPump({ boss, queue, atOnce, pollEvery, touchEvery, handle, trouble }: PumpOptions): Pump {
  const running = new Map<QueuedJob, Promise<void>>();
  /** Whether there may be more: there is news, or the last look found a job for every free hand. */
  let mayHaveMore = true;
  let stopping = false;
  let wake = (): void => undefined;

  const nap = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, stopping ? 0 : pollEvery);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** What fails here is told by `trouble`, and tried again with the next look. */
  const attempt = (call: () => Promise<unknown>): Promise<unknown> => trouble.watch(call).catch(() => undefined);

  const workOn = async (job: QueuedJob): Promise<void> => {
    const ending = await handle(job).then(
      () => () => boss.deleteJob(queue, job),
      (error: unknown) => () => boss.fail(queue, job, { message: messageOf(error) }),
    );
    // Where the database is away now, the job comes back later, which does no harm: its record says that nothing is left to do.
    await attempt(ending);
    running.delete(job);
    if (mayHaveMore) wake();
  };

  const look = (free: number): Promise<unknown> =>
    attempt(async () => {
      mayHaveMore = false;
      const jobs = await boss.fetch<JobData>(queue, { batchSize: free, includeMetadata: true });
      mayHaveMore ||= jobs.length === free;
      for (const job of jobs) running.set(job, workOn(job));
    });

  const run = async (): Promise<void> => {
    while (!stopping) {
      const free = atOnce - running.size;
      if (free > 0) await look(free);
      const isBusy = running.size >= atOnce;
      if (isBusy || !mayHaveMore) await nap();
    }
  };

  const touching = setInterval(() => {
    if (running.size > 0) void attempt(() => boss.touch(queue, [...running.keys()]));
  }, touchEvery);
  const ended = run();
  return {
    nudge: () => {
      mayHaveMore = true;
      wake();
    },
    stop: async () => {
      stopping = true;
      wake();
      await ended;
      await Promise.all(running.values());
      clearInterval(touching);
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
