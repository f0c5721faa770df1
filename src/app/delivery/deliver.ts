/** Sends what is due in one community, and accounts for it. */
import { dailyPost } from '../../chat/daily-post.ts';
import type { PostResult, PostTarget } from '../../chat/poster.ts';
import type { Reply } from '../../chat/reply.ts';
import { dailyKey } from '../../practice/daily/key.ts';
import { clocksApart, looked, maySend, settle, takeUp, type Task } from '../../practice/daily/outbox.ts';
import type { CommunityRecord } from '../../practice/records.ts';
import { account, type Attempt, noteEnded } from './accounting.ts';
import type { Workshop } from './parts.ts';
import { find, send, type Sending } from './sending.ts';

/** What was posted a moment ago is sometimes not yet seen: milliseconds to wait before looking for it. */
const beforeLooking = 2000;

/** Whether there is anything to do for a record now. */
export const isDue = ({ wakeAt }: { readonly wakeAt?: string }, now: Date): boolean =>
  wakeAt !== undefined && Date.parse(wakeAt) <= now.getTime();

/**
 * Sends whatever is due in a community now. Resolves when nothing is left to do, also where the platform fails: that is in the record
 * then. Rejects only where records cannot be reached, or by a mistake of ours.
 */
export async function deliver(workshop: Workshop, community: string): Promise<void> {
  const { store, posterFor, turns, now } = workshop;
  const poster = posterFor(community);
  if (poster === undefined) return;
  let record = await store.community(community);
  // The turn comes before the claim, so that no lease is spent on waiting.
  while (isDue(record, now()) && (await turns.take(poster, community))) {
    const claim = workshop.newId();
    const { task, ended, taken } = await claimNext(workshop, community, claim);
    noteEnded(workshop, community, ended);
    if (task.kind === 'nothing') return;
    const { delivery } = task;
    const channel = delivery.channel ?? taken.daily?.settings.channel ?? '';
    const attempt = { community, poster, delivery, claim, channel };
    record = task.kind === 'post' ? await post(workshop, attempt, task) : await look(workshop, attempt, task.since);
  }
}

interface Claimed {
  readonly task: Task;
  readonly ended: Parameters<typeof noteEnded>[2];
  readonly taken: CommunityRecord;
}

function claimNext({ store, knowledge, now }: Workshop, community: string, claim: string): Promise<Claimed> {
  const { roles } = knowledge();
  return store.updateCommunity(community, (record) => {
    const bank = roles.get(record.daily?.settings.role ?? '');
    const { record: taken, task, ended } = takeUp(record, { now: now(), claim, bank });
    return { record: taken, result: { task, ended, taken } };
  });
}

type PostTask = Extract<Task, { kind: 'post' }>;

/** Sends, and accounts for what became of it. Resolves with the record afterwards. */
async function post(workshop: Workshop, attempt: Attempt, task: PostTask): Promise<CommunityRecord> {
  const { store, now, logger, pause, stopping, turns } = workshop;
  const { community, claim, poster } = attempt;
  const present = await store.community(community);
  const reply = compose(workshop, present, task);
  if (!maySend(present, claim, now())) {
    logger.warn({ community, day: task.delivery.day }, 'a claim grew too old before it was used; nothing was sent');
    // Where the claim is somebody else's by now, this says nothing; else it saves them from looking for what was never sent.
    return accountFor(workshop, attempt, { kind: 'later', detail: 'The bot was too slow to send it; it tries again.' });
  }
  const sending: Sending = 'kind' in reply ? { result: reply } : await send(workshop, poster, targetOf(attempt), reply);
  const { result } = sending;
  if (result.kind === 'later' && result.everywhere === true && result.after !== undefined) {
    // Also where other processes cannot be told just now: this one obeys.
    await turns.hold(poster, community, result.after).catch(workshop.trouble.failed);
  }
  const record = await accountFor(workshop, attempt, result);
  if (result.kind !== 'doubt') return record;
  await pause(beforeLooking, stopping);
  const since = new Date(Date.parse(task.delivery.claim?.at ?? task.delivery.dueAt) - clocksApart);
  return look(workshop, attempt, since, sending.late);
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
async function look(
  workshop: Workshop,
  attempt: Attempt,
  since: Date,
  late?: Promise<PostResult>,
): Promise<CommunityRecord> {
  const finding = await find(workshop, attempt.poster, { target: targetOf(attempt), since, late });
  const answer = late === undefined ? undefined : await Promise.race([late, Promise.resolve(undefined)]);
  if (answer !== undefined && answer.kind !== 'doubt') return accountFor(workshop, attempt, answer);
  if (late !== undefined) resolveDoubt(workshop, attempt, late);
  return account(workshop, attempt, (record, settling) => looked(record, { ...settling, finding }));
}

/** An answer that comes after all, however late, ends the doubt where it says that the post is there. */
function resolveDoubt(workshop: Workshop, attempt: Attempt, late: Promise<PostResult>): void {
  void late
    .then((result) => (result.kind === 'sent' ? accountFor(workshop, attempt, result) : undefined))
    .catch((error: unknown) => workshop.logger.error({ err: error }, 'an answer that came late was not recorded'));
}
