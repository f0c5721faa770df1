/** Delivery: what the bot says without being asked, from the record that says that it is due to the record that says what became of it. */
import { platformOf } from '../../practice/daily/job-queue.ts';
import { StoreError } from '../../practice/store.ts';
import { createTrouble } from '../../practice/trouble.ts';
import { deliver } from './deliver.ts';
import type { DeliveryParts, Workshop } from './parts.ts';
import { realPause, within } from './pause.ts';
import { keepPlanning } from './planner.ts';
import { remind } from './remind.ts';
import { createTurns } from './turns.ts';

/**
 * How many are under way at a time in this process, of each platform. Discord takes 48 a second: with 32 hands each may take two thirds of
 * a second, several times what it takes on a good day. On Slack each workspace has a pace of its own, and a few that hang leave hands for
 * the others. Reminders share the pace and can wait.
 */
const deliveriesAtOnce = 32;
const remindersAtOnce = 16;

/** How long what is being sent may take to end when the program stops, in milliseconds. What does not is looked for by the next process. */
const longestFinish = 8000;

/** Delivery that runs. */
export interface Delivering {
  /** Sends what is due in a community now, as for `/daily now`. Rejects where records cannot be reached. */
  readonly deliver: (community: string) => Promise<void>;
  /** Begins nothing new, and resolves when what is being sent has been accounted for, or soon after. Closes the job queue. */
  readonly stop: () => Promise<void>;
}

/** Plans, and works on what is due, until it is stopped. Rejects where the job queue cannot be used. */
export async function startDelivery(parts: DeliveryParts): Promise<Delivering> {
  const { jobs, logger, pause = realPause } = parts;
  const stop = new AbortController();
  const workshop: Workshop = {
    ...parts,
    pause,
    turns: createTurns({ ...parts, pause }, stop.signal),
    trouble: createTrouble(
      (error) => logger.error({ err: error }, 'delivery waits: records cannot be reached; it goes on by itself'),
      () => logger.info('delivery goes on: records can be reached again'),
    ),
    stopping: stop.signal,
  };

  const running = new Set<Promise<void>>();
  /** Runs one piece of work, of which `stop` waits for the end. */
  const run = async (work: (workshop: Workshop, id: string) => Promise<void>, id: string): Promise<void> => {
    const done = work(workshop, id);
    running.add(done);
    try {
      await done;
    } catch (error) {
      if (!(error instanceof StoreError))
        logger.error({ err: error, platform: platformOf(id) }, 'delivery failed; it is tried again');
      throw error;
    } finally {
      running.delete(done);
    }
  };

  for (const platform of parts.platforms) {
    await jobs.work('delivery', platform, deliveriesAtOnce, (id) => run(deliver, id));
    await jobs.work('reminder', platform, remindersAtOnce, (id) => run(remind, id));
  }
  // Whoever takes no work leaves the looking to those who do.
  const planning = parts.platforms.length === 0 ? Promise.resolve() : keepPlanning(workshop);
  return {
    deliver: (community) => run(deliver, community),
    async stop() {
      stop.abort();
      const finished = await within(Promise.allSettled([planning, jobs.close(), ...running]), longestFinish, pause);
      if (finished === undefined)
        logger.warn('delivery ends while something is being sent; whoever is next looks for it');
      else logger.info('delivery has ended: what is due stays due');
    },
  };
}
