/** Sends what is due in one community, and accounts for it. */
import { dailyPost } from '../../chat/daily-post.ts';
import type { Poster, PostResult, PostTarget } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import { startStopwatch } from '../../chat/stopwatch.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import {
  clocksApart,
  looked,
  maySend,
  settle,
  type TakenUp,
  takeUp,
  type TakingUp,
  type Task,
} from '../../practice/daily/outbox.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { account, type Attempt, noteEnded } from './accounting.ts';
import type { Workshop } from './parts.ts';
import { find, send, type Sending } from './sending.ts';
import { tellOfStop } from './tell-stop.ts';

/** What was posted a moment ago is sometimes not yet seen: milliseconds to wait before looking for it. */
const beforeLooking = 2000;

/** Whether there is anything to do for a record now. */
export const isDue = ({ wakeAt }: { readonly wakeAt?: string }, now: Date): boolean =>
  wakeAt !== undefined && Date.parse(wakeAt) <= now.getTime();

/**
 * Sends whatever is due in a community now, also to the admin who is to know of a stop. Resolves when nothing is left to do, also where the
 * platform fails: that is in the record then. Rejects only where records cannot be reached, or by a mistake of ours.
 */
export async function deliver(workshop: Workshop, community: string): Promise<void> {
  const { store, posterFor, turns, now } = workshop;
  const poster = posterFor(community);
  if (poster === undefined) return;
  let after: After = { record: await store.community(community) };
  // The turn comes before the claim, so that no lease is spent on waiting.
  while ((after.absent !== undefined || isDue(after.record, now())) && (await turns.take(poster, community))) {
    const claim = workshop.newId();
    const sinceClaim = startStopwatch(now);
    const { record, task, ended } = await claimNext(workshop, poster, { community, claim, absent: after.absent });
    noteEnded(workshop, community, ended);
    if (task.kind === 'nothing') {
      after = { record };
      break;
    }
    const attempt = { ...attemptAt({ community, poster, claim }, task), sinceClaim };
    after =
      task.kind === 'post' ? await post(workshop, attempt, record, task) : await look(workshop, attempt, task.since);
  }
  await tellOfStop(workshop, poster, after.record);
}

const attemptAt = (
  by: Pick<Attempt, 'community' | 'poster' | 'claim'>,
  { delivery }: PostTask | LookTask,
): Attempt => ({
  ...by,
  delivery,
  channel: delivery.channel ?? '',
});

/** How things are after an attempt or a look. */
interface After {
  readonly record: CommunityRecord;
  /** The claim under which there was nothing to be found a moment ago, where the post is to be sent at once. */
  readonly absent?: string;
}

/**
 * Claims what is to be done. Rejects where that could not be recorded. It may have been all the same, and then nothing was sent: the claim is
 * given back, since whoever found it later might never know that.
 */
async function claimNext(
  workshop: Workshop,
  poster: Poster,
  { community, ...claims }: Pick<TakingUp, 'claim' | 'absent'> & { readonly community: string },
): Promise<TakenUp> {
  const { store, knowledge, now } = workshop;
  const { roles } = knowledge();
  const tried: { task?: Task } = {};
  try {
    return await store.updateCommunity(community, (before) => {
      const bank = roles.get(before.daily?.settings.role ?? '');
      const taken = takeUp(before, { now: now(), bank, ...claims });
      tried.task = taken.task;
      return { record: taken.record, result: taken };
    });
  } catch (error) {
    if (tried.task?.kind === 'post') {
      const attempt = attemptAt({ community, poster, claim: claims.claim }, tried.task);
      await accountFor(workshop, attempt, { kind: 'later', detail: 'The records could not be reached.' });
    }
    throw error;
  }
}

type PostTask = Extract<Task, { kind: 'post' }>;
type LookTask = Extract<Task, { kind: 'look' }>;

/** Sends at once, and accounts for what became of it. `taken`: the record with the claim, as it was written a moment ago. */
async function post(
  workshop: Workshop,
  attempt: Attempt & { readonly sinceClaim: () => number },
  taken: CommunityRecord,
  task: PostTask,
): Promise<After> {
  const { now, logger, pause, stopping } = workshop;
  const { community, claim, poster, sinceClaim } = attempt;
  const reply = compose(workshop, taken, task);
  if (!maySend(taken, claim, { now: now(), sinceClaim: sinceClaim() })) {
    logger.warn({ community, day: task.delivery.day }, 'a claim grew too old before it was used; nothing was sent');
    // Where the claim is somebody else's by now, this says nothing; else it saves them from looking for what was never sent.
    const tooSlow: PostResult = { kind: 'later', detail: 'The bot was too slow to send it; it tries again.' };
    return { record: await accountFor(workshop, attempt, tooSlow) };
  }
  const sending: Sending = 'kind' in reply ? { result: reply } : await send(workshop, poster, targetOf(attempt), reply);
  const { result } = sending;
  const record = await accountFor(workshop, attempt, result);
  if (result.kind !== 'doubt') return { record };
  await pause(beforeLooking, stopping);
  const since = new Date(Date.parse(task.delivery.claim?.at ?? task.delivery.dueAt) - clocksApart);
  const after = await look(workshop, attempt, since, sending.late);
  // What was lost again and again waits until its lease is over, and for another look.
  return task.delivery.tries > 1 ? { record: after.record } : after;
}

/** The post; or, where none can be made, a result that says so: it is certainly not there. */
function compose({ knowledge, logger }: Workshop, record: CommunityRecord, task: PostTask): Reply | PostResult {
  const { delivery, question } = task;
  try {
    const role = knowledge().roles.get(record.daily?.settings.role ?? '');
    if (role === undefined)
      return { kind: 'later', detail: 'The role of the daily drill has gone from the data just now.' };
    return dailyPost({ record, delivery, question, role });
  } catch (error) {
    logger.error({ err: error, community: record.community, question: delivery.question }, 'a post could not be made');
    return { kind: 'later', detail: 'The post could not be made; whoever runs the bot finds the reason in its log.' };
  }
}

const targetOf = ({ community, channel, delivery }: Attempt): PostTarget => ({
  community,
  channel,
  key: dailyKey(community, delivery.day),
});

const accountFor = (workshop: Workshop, attempt: Attempt, result: PostResult): Promise<CommunityRecord> =>
  account(workshop, attempt, (record, settling) => settle(record, { ...settling, result })).catch((error: unknown) => {
    if (result.kind === 'sent') {
      const { community, delivery } = attempt;
      const about = { err: error, community, day: delivery.day, message: result.message };
      workshop.logger.error(
        about,
        'a daily drill was posted, and that could not be recorded; whoever is next looks for it',
      );
    }
    throw error;
  });

/** Looks for a post that may be there. `late`: the answer to its request, where that is still open. */
async function look(workshop: Workshop, attempt: Attempt, since: Date, late?: Promise<PostResult>): Promise<After> {
  const finding = await find(workshop, attempt.poster, { target: targetOf(attempt), since, late });
  const answer = late === undefined ? undefined : await Promise.race([late, Promise.resolve(undefined)]);
  if (answer !== undefined && answer.kind !== 'doubt') return { record: await accountFor(workshop, attempt, answer) };
  if (late !== undefined) resolveDoubt(workshop, attempt, late);
  const record = await account(workshop, attempt, (before, settling) => looked(before, { ...settling, finding }));
  return finding.kind === 'absent' ? { record, absent: attempt.claim } : { record };
}

/** An answer that comes after all, however late, ends the doubt where it says that the post is there. */
function resolveDoubt(workshop: Workshop, attempt: Attempt, late: Promise<PostResult>): void {
  void late
    .then((result) => (result.kind === 'sent' ? accountFor(workshop, attempt, result) : undefined))
    .catch((error: unknown) => workshop.logger.error({ err: error }, 'an answer that came late was not recorded'));
}
