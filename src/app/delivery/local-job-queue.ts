/** The jobs of a single process, in memory: for the embedded store. Nothing is lost with them, since the records say what is due. */
import { byPlatform, type GivenUp, type JobKind, type JobQueue } from '../../practice/daily/job-queue.ts';
import { growingPause, type Pause } from './pause.ts';

/** As in PostgreSQL: five more attempts within a minute or two. */
const mostAttempts = 6;
const firstPause = 2000;
const longestPause = 60_000;

/** An empty queue. `onGivenUp` is told of a job that was tried too often. */
export function createLocalJobQueue(pause: Pause, onGivenUp: (job: GivenUp) => void): JobQueue {
  const lanes = new Map<string, Lane>();
  const closing = new AbortController();
  const laneOf = (kind: JobKind, platform: string): Lane => {
    const name = `${kind}.${platform}`;
    const lane =
      lanes.get(name) ??
      createLane(pause, closing.signal, (id, error) => onGivenUp({ kind, id, error: reasonOf(error) }));
    lanes.set(name, lane);
    return lane;
  };
  return {
    offer(kind, ids) {
      for (const [platform, group] of byPlatform(ids)) laneOf(kind, platform).offer(group);
      return Promise.resolve();
    },
    work(kind, platform, atOnce, handle) {
      laneOf(kind, platform).work(atOnce, handle);
      return Promise.resolve();
    },
    async close() {
      closing.abort();
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
  };
}

/** The jobs of one kind and platform. */
interface Lane {
  readonly offer: (ids: readonly string[]) => void;
  readonly work: (atOnce: number, handle: (id: string) => Promise<void>) => void;
  /** Resolves when the running ones are done. */
  readonly idle: () => Promise<unknown>;
}

function createLane(pause: Pause, closing: AbortSignal, giveUp: (id: string, error: unknown) => void): Lane {
  const waiting: string[] = [];
  /** Those that wait, are being worked on or are to be tried again, with how often they have failed. */
  const failures = new Map<string, number>();
  const running = new Set<Promise<void>>();
  let work: { readonly atOnce: number; readonly handle: (id: string) => Promise<void> } | undefined;

  const start = (): void => {
    while (work !== undefined && running.size < work.atOnce && !closing.aborted) {
      const id = waiting.shift();
      if (id === undefined) return;
      const run = work.handle(id).then(
        () => void failures.delete(id),
        (error: unknown) => failed(id, error),
      );
      running.add(run);
      void run.then(() => {
        running.delete(run);
        start();
      });
    }
  };

  const failed = (id: string, error: unknown): void => {
    const times = (failures.get(id) ?? 0) + 1;
    if (times >= mostAttempts) {
      failures.delete(id);
      giveUp(id, error);
      return;
    }
    failures.set(id, times);
    void pause(growingPause(times, firstPause, longestPause), closing).then(() => {
      waiting.push(id);
      start();
    });
  };

  return {
    offer(ids) {
      const fresh = new Set(ids.filter((id) => !failures.has(id)));
      for (const id of fresh) failures.set(id, 0);
      waiting.push(...fresh);
      start();
    },
    work(atOnce, handle) {
      work = { atOnce, handle };
      start();
    },
    idle: () => Promise.all(running),
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
