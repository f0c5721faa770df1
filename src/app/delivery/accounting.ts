/** Puts what became of an attempt into the record, and sees to it that those who must know are told. */
import type { Poster } from '../../chat/poster.ts';
import type { Delivery, DeliveryState, Stop } from '../../practice/daily/daily.ts';
import { platformOf } from '../../practice/daily/job-queue.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import { type Settling, withStopTold } from '../../practice/daily/outbox.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { StoreError } from '../../practice/store.ts';
import type { Workshop } from './parts.ts';
import { growingPause } from './pause.ts';
import { tell } from './sending.ts';
import { stopNotice } from './stop-notice.ts';
import { callsToTell } from './turns.ts';

/** A delivery that this process has claimed. */
export interface Attempt {
  readonly community: string;
  readonly poster: Poster;
  readonly delivery: Delivery;
  readonly claim: string;
  /** Where the post goes, or went. */
  readonly channel: string;
}

/** Milliseconds between two attempts to write what must be written. */
const firstPause = 250;
const longestPause = 10_000;

/**
 * Writes, and does not give up while the records cannot be reached: what is to be written has happened. When the program stops it is tried
 * once more, and rejects where that fails.
 */
export async function durably<T>({ trouble, pause, stopping }: Workshop, write: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    const isLast = stopping.aborted;
    try {
      return await trouble.watch(write);
    } catch (error) {
      if (!(error instanceof StoreError) || isLast) throw error;
    }
    await pause(growingPause(failures, firstPause, longestPause), stopping);
  }
}

/** Accounts for an attempt by a rule of the outbox. Resolves with the record as it is then. */
export async function account(
  workshop: Workshop,
  attempt: Attempt,
  rule: (record: CommunityRecord, settling: Settling) => CommunityRecord,
): Promise<CommunityRecord> {
  const { community, claim, channel, delivery } = attempt;
  const now = workshop.now();
  const at = now.toISOString();
  // A write whose answer was lost is repeated and finds itself done: what the first one found out stays.
  const stopped = { byUs: false };
  const record = await durably(workshop, () =>
    workshop.store.updateCommunity(community, (before) => {
      const after = rule(before, { claim, channel, day: delivery.day, now });
      const isOurStop = after.daily?.stop?.at === at;
      stopped.byUs ||= isOurStop && !after.daily.stop.told;
      const result = isOurStop ? withStopTold(after) : after;
      return { record: result, result };
    }),
  );
  const ended = record.daily?.deliveries.find(({ day, endedAt }) => day === delivery.day && endedAt === at);
  if (ended !== undefined) noteEnded(workshop, community, [ended]);
  const stop = record.daily?.stop;
  if (stopped.byUs && stop?.at === at) await tellAdmin(workshop, attempt, record.daily?.setBy ?? '', stop);
  return record;
}

/** What an operator should look at, and what is as it should be. */
const levels: Readonly<Record<DeliveryState, 'info' | 'warn'>> = {
  planned: 'info',
  claimed: 'info',
  sent: 'info',
  skipped: 'info',
  failed: 'warn',
  doubt: 'warn',
};

/** One line in the log for each date that has ended, and one more in the metrics. */
export function noteEnded({ logger, onDelivered }: Workshop, community: string, ended: readonly Delivery[]): void {
  for (const { day, state, reason, tries, dueAt, endedAt = dueAt } of ended) {
    const late = Math.round((Date.parse(endedAt) - Date.parse(dueAt)) / 1000);
    logger[levels[state]]({ community, day, state, reason, tries, late }, 'daily drill');
    onDelivered({ platform: platformOf(community), kind: 'delivery', state });
  }
}

/** Tells whoever set it up, in private, that nothing is posted any more. It is tried once: the record says already that it was told. */
async function tellAdmin(workshop: Workshop, attempt: Attempt, setBy: string, stop: Stop): Promise<void> {
  const { logger, turns } = workshop;
  const { community, poster, channel, delivery } = attempt;
  const about = { community, why: stop.why, reason: stop.detail };
  if (stop.why === 'token-refused') {
    logger.error(about, 'a daily drill has stopped; with this token nobody can be told, so tell its admins');
    return;
  }
  if (setBy === '' || !(await turns.take(poster, setBy, callsToTell))) {
    logger.warn(about, 'a daily drill has stopped, and nobody could be told; /admin doctor shows it');
    return;
  }
  const result = await tell(workshop, poster, {
    learner: setBy,
    reply: stopNotice({ community, channel, day: delivery.day, stop }),
    key: dailyKey(`${community} stopped`, delivery.day),
  });
  if (result.kind === 'sent') logger.info(about, 'a daily drill has stopped, and its admin was told');
  else {
    const { kind, detail } = result;
    logger.warn(
      { ...about, telling: kind, because: detail },
      'a daily drill has stopped, and its admin was perhaps not told',
    );
  }
}
