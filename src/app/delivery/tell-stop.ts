/** Tells whoever set up a daily drill that it has stopped: once at most, and where it was certainly not said, again later. */
import type { Poster } from '../../chat/poster.ts';
import type { PostResult } from '../../practice/daily/daily.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import { beginTelling, isToTell, isUntold, type Telling, withStopUntold } from '../../practice/daily/outbox.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { durably } from './accounting.ts';
import type { Workshop } from './parts.ts';
import { nameOf, tell } from './sending.ts';
import { stopNotice } from './stop-notice.ts';
import { callsToTell } from './turns.ts';

/**
 * Tells it if that is due by this record. Rejects where records cannot be reached; a telling that had not begun is due again then.
 */
export async function tellOfStop(workshop: Workshop, poster: Poster, record: CommunityRecord): Promise<void> {
  const { turns, now } = workshop;
  const { community } = record;
  if (!isToTell(record, now())) return;
  // All that takes time comes before the record says that somebody was told.
  const name = await nameOf(workshop, poster, community);
  if (!(await turns.take(poster, community, callsToTell))) return;
  const telling = await begin(workshop, community);
  if (telling === undefined) return;
  const { learner, stop, delivery } = telling;
  const { day, channel = '' } = delivery;
  const result = await tell(workshop, poster, {
    learner,
    reply: stopNotice({ community, name, channel, day, stop }),
    key: dailyKey(`${community} stopped`, day),
  });
  await noteTold(workshop, community, telling, result);
}

/** Where it could not be recorded that telling begins, it may have been all the same: it is due again, since nobody was told. */
async function begin(workshop: Workshop, community: string): Promise<Telling | undefined> {
  const tried: { telling?: Telling | undefined } = {};
  try {
    return await workshop.store.updateCommunity(community, (before) => {
      const { record, telling } = beginTelling(before, workshop.now());
      tried.telling = telling;
      return { record, result: telling };
    });
  } catch (error) {
    if (tried.telling !== undefined) await tellLater(workshop, community, tried.telling);
    throw error;
  }
}

/** Resolves with when it is tried again; undefined where it is not. */
function tellLater(
  workshop: Workshop,
  community: string,
  { stop }: Telling,
  after?: number,
): Promise<string | undefined> {
  const now = workshop.now();
  return durably(workshop, () =>
    workshop.store.updateCommunity(community, (before) => {
      const record = withStopUntold(before, { stop, now, ...(after !== undefined && { after }) });
      return { record, result: record.daily?.stop?.tellAt };
    }),
  );
}

async function noteTold(workshop: Workshop, community: string, telling: Telling, result: PostResult): Promise<void> {
  const { logger } = workshop;
  const { why, detail: reason } = telling.stop;
  const about = { community, why, reason };
  if (result.kind === 'sent') {
    logger.info(about, 'a daily drill has stopped, and its admin was told');
    return;
  }
  const failed = { ...about, telling: result.kind, because: result.detail };
  if (!isUntold(result)) {
    logger.warn(failed, 'a daily drill has stopped, and its admin was perhaps not told; /admin doctor shows it');
    return;
  }
  // A pause that is this process's own says nothing of when others can tell it.
  const after = result.kind === 'later' && result.ours !== true ? result.after : undefined;
  const again = await tellLater(workshop, community, telling, after);
  if (again === undefined)
    logger.warn(failed, 'a daily drill has stopped, and nobody could be told; /admin doctor shows it');
  else logger.warn({ ...failed, again }, 'a daily drill has stopped, and its admin could not be told yet');
}
