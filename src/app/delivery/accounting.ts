/** Puts what became of an attempt into the record, and into the log. */
import type { Poster } from '../../chat/poster.ts';
import type { Delivery, DeliveryState } from '../../practice/daily/daily.ts';
import { platformOf } from '../../practice/daily/job-queue.ts';
import type { Settling } from '../../practice/daily/outbox.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { StoreError } from '../../practice/store.ts';
import type { Workshop } from './parts.ts';
import { growingPause } from './pause.ts';

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
  const record = await durably(workshop, () =>
    workshop.store.updateCommunity(community, (before) => {
      const after = rule(before, { claim, channel, day: delivery.day, now });
      return { record: after, result: after };
    }),
  );
  const ended = record.daily?.deliveries.find(({ day, endedAt }) => day === delivery.day && endedAt === at);
  if (ended !== undefined) noteEnded(workshop, community, [ended]);
  noteStopped(workshop, record, at);
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

/** Whoever set it up is told by itself (`tellOfStop`); this is for whoever runs the bot, where nobody can be. */
function noteStopped({ logger }: Workshop, { community, daily }: CommunityRecord, at: string): void {
  const stop = daily?.stop;
  if (stop?.at !== at || stop.told) return;
  const about = { community, why: stop.why, reason: stop.detail };
  if (stop.tellAt === undefined)
    logger.warn(about, 'a daily drill has stopped, and nobody could be told; /admin doctor shows it');
  else if (stop.why === 'token-refused')
    logger.error(about, 'a daily drill has stopped; with this token nobody can be told, so tell its admins');
}
