/** Looks every second for what is due, and offers it to whoever has a hand free. */
import type { Poster } from '../../chat/poster.ts';
import { type JobKind, platformOf } from '../../practice/daily/job-queue.ts';
import type { Workshop } from './parts.ts';
import { paceFor } from './turns.ts';

/** Milliseconds from one look to the next. Each is two cheap questions to an index. */
const everyLook = 1000;

/**
 * How much of what is due is seen at a time: all of it, in practice. It must be more than one platform's whole backlog, which would hide
 * the others' behind it.
 */
const farthestLook = 100_000;

/** Offers what is due until the program stops. Where records cannot be read, that is told once, and tried again at the next look. */
export async function keepPlanning(workshop: Workshop): Promise<void> {
  const { store, now, pause, stopping, trouble } = workshop;
  const offer = createOffer(workshop);
  const look = async (): Promise<void> => {
    await offer('delivery', await store.communitiesToWake(now(), farthestLook));
    await offer('reminder', await store.learnersToWake(now(), farthestLook));
  };
  while (!stopping.aborted) {
    await trouble.watch(look).catch(() => undefined);
    await pause(everyLook, stopping);
  }
}

/**
 * Offers, of ids that are due, as many as can be sent at their pace until the look after the next: more would only wait, and one busy
 * workspace would take the hands of all. What is offered already is not added again.
 */
function createOffer({
  jobs,
  posterFor,
  turns,
  logger,
  stopping,
}: Workshop): (kind: JobKind, due: readonly string[]) => Promise<void> {
  const told = new Set<string>();
  const tellOnce = (id: string): void => {
    const platform = platformOf(id);
    if (told.has(platform)) return;
    told.add(platform);
    logger.warn(
      { platform },
      'something is due on a platform that this process cannot post to; it waits for one that can',
    );
  };
  return async (kind, due) => {
    const offered: string[] = [];
    const room = new Map<string, number>();
    for (const id of due) {
      const poster = posterFor(id);
      if (poster === undefined) tellOnce(id);
      else if (!turns.isHeld(poster, id) && takesRoom(room, poster, id)) offered.push(id);
    }
    // The queue is closed while the last look ends.
    if (offered.length > 0 && !stopping.aborted) await jobs.offer(kind, offered);
  };
}

/** Whether there is room left at the pace of this id, which is then one less. */
function takesRoom(room: Map<string, number>, poster: Poster, id: string): boolean {
  const { key, spacing } = paceFor(poster, id);
  const left = room.get(key) ?? Math.ceil((2 * everyLook) / Math.max(spacing, 1)) + 1;
  room.set(key, left - 1);
  return left > 0;
}
