/** What every job queue promises. */
import { describe, expect, it, vi } from 'vitest';
import type { GivenUp, JobQueue } from '../../src/practice/daily/job-queue.ts';

export interface QueueUnderTest {
  readonly jobs: JobQueue;
  /** What was given up so far. */
  readonly givenUp: readonly GivenUp[];
  /** Lets the time come for whatever waits for another attempt. */
  readonly hurry: () => Promise<void>;
}

/** A job that stays at work until it is told to end. */
function openWork() {
  const begun: string[] = [];
  const endings: (() => void)[] = [];
  return {
    begun,
    handle: (id: string) =>
      new Promise<void>((resolve) => {
        begun.push(id);
        endings.push(resolve);
      }),
    endAll: () => {
      for (const end of endings.splice(0)) end();
    },
  };
}

export function describeJobQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`the job queue in ${name}`, () => {
    it('has every job worked on, also those that were offered before anybody worked', async () => {
      const { jobs } = await open();
      const done: string[] = [];
      await jobs.offer('delivery', ['discord:1', 'discord:2']);
      await jobs.work('delivery', 'discord', 4, (id) => Promise.resolve(void done.push(id)));
      await jobs.offer('delivery', ['discord:3']);
      await vi.waitFor(() => expect(done.toSorted()).toEqual(['discord:1', 'discord:2', 'discord:3']), patience);
      await jobs.close();
    });

    it('adds no job whose id waits or is being worked on, and adds it again afterwards', async () => {
      const { jobs } = await open();
      const { begun, handle, endAll } = openWork();
      await jobs.offer('delivery', ['discord:1', 'discord:1']);
      await jobs.offer('delivery', ['discord:1']);
      await jobs.work('delivery', 'discord', 4, handle);
      await vi.waitFor(() => expect(begun).toEqual(['discord:1']), patience);
      await jobs.offer('delivery', ['discord:1', 'discord:2']);
      await vi.waitFor(() => expect(begun).toEqual(['discord:1', 'discord:2']), patience);
      endAll();
      // The queue hears of the ending in its own time.
      await vi.waitFor(async () => {
        await jobs.offer('delivery', ['discord:1']);
        expect(begun).toEqual(['discord:1', 'discord:2', 'discord:1']);
      }, patience);
      endAll();
      await jobs.close();
    });

    it('works on no more at a time than it was told, and on the rest as hands become free', async () => {
      const { jobs } = await open();
      const ids = Array.from({ length: 25 }, (_, index) => `slack:T${index}`);
      const done: string[] = [];
      let running = 0;
      let most = 0;
      await jobs.work('delivery', 'slack', 3, async (id) => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        done.push(id);
        running -= 1;
      });
      await jobs.offer('delivery', ids);
      await vi.waitFor(() => expect(done.toSorted()).toEqual(ids.toSorted()), patience);
      expect(most).toBeLessThanOrEqual(3);
      await jobs.close();
    });

    it('keeps platforms and kinds apart: one whose jobs hang holds up no other', async () => {
      const { jobs } = await open();
      const hanging = openWork();
      const done: string[] = [];
      const note = (kind: string) => (id: string) => Promise.resolve(void done.push(`${kind} ${id}`));
      await jobs.work('delivery', 'slack', 2, hanging.handle);
      await jobs.work('delivery', 'discord', 2, note('delivery'));
      await jobs.work('reminder', 'discord', 2, note('reminder'));
      await jobs.offer('delivery', ['slack:A', 'slack:B', 'slack:C', 'discord:1']);
      await jobs.offer('reminder', ['discord:1']);
      await vi.waitFor(() => expect(done.toSorted()).toEqual(['delivery discord:1', 'reminder discord:1']), patience);
      await vi.waitFor(() => expect(hanging.begun).toHaveLength(2), patience);
      // A third would be begun when a hand becomes free, but nothing new is taken any more.
      const closed = jobs.close();
      hanging.endAll();
      await closed;
      expect(hanging.begun).toHaveLength(2);
    });

    it('tries a job again whose handler rejected, and it may succeed then', async () => {
      const { jobs, givenUp, hurry } = await open();
      let times = 0;
      await jobs.work('reminder', 'discord', 2, () =>
        ++times < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
      );
      await jobs.offer('reminder', ['discord:1']);
      await vi.waitFor(async () => {
        await hurry();
        expect(times).toBe(3);
      }, patience);
      expect(givenUp).toEqual([]);
      await jobs.close();
    });

    it('gives a job up that never succeeds, says so, and takes it again when it is offered again', async () => {
      const { jobs, givenUp, hurry } = await open();
      let times = 0;
      await jobs.work('delivery', 'discord', 2, () => {
        times += 1;
        return Promise.reject(new Error('never'));
      });
      await jobs.offer('delivery', ['discord:1']);
      await vi.waitFor(async () => {
        await hurry();
        expect(givenUp).toEqual([{ kind: 'delivery', id: 'discord:1', error: 'never' }]);
      }, patience);
      expect(times).toBe(6);
      await jobs.offer('delivery', ['discord:1']);
      await vi.waitFor(() => expect(times).toBe(7), patience);
      await jobs.close();
    });
  });
}

/** Looks often and long; what is waited for comes at once in memory, and within a second or two in a database. */
const patience = { interval: 20, timeout: 40_000 };
